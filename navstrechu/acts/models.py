"""Official documents."""

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.workflow import Status, statuses
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency


class ActKind(StrEnum):
    """What an official document is; the roadmap's results are orders and reports."""

    ORDER = "order"
    REPORT = "report"
    MINUTES = "minutes"
    OTHER = "other"


KIND_TITLES = {
    ActKind.ORDER: _("Приказ"),
    ActKind.REPORT: _("Отчёт"),
    ActKind.MINUTES: _("Протокол"),
    ActKind.OTHER: _("Иной документ"),
}


def kinds() -> list[tuple[str, object]]:
    """Kinds with their titles; a callable, so that a new kind makes no migration."""
    return [(kind.value, title) for kind, title in KIND_TITLES.items()]


class Relation(StrEnum):
    """What a document does to an earlier one."""

    AMENDS = "amends"
    REPEALS = "repeals"


RELATIONS = {Relation.AMENDS: _("изменяет"), Relation.REPEALS: _("признаёт утратившим силу")}


def relations() -> list[tuple[str, object]]:
    """Relations with their words; a callable, so that a new word makes no migration."""
    return [(item.value, label) for item, label in RELATIONS.items()]


class FileRole(StrEnum):
    """What else is kept of a document beside the file under its number."""

    PRINTED = "printed"
    SCAN = "scan"
    SIGNATURE = "signature"


FILE_ROLES = {
    FileRole.PRINTED: _("печатная форма PDF/A"),
    FileRole.SCAN: _("скан подписанного документа"),
    FileRole.SIGNATURE: _("файл электронной подписи"),
}


def file_roles() -> list[tuple[str, object]]:
    """Roles of files with their words."""
    return [(item.value, label) for item, label in FILE_ROLES.items()]


class ActQuerySet(models.QuerySet["Act"]):
    def registered_on(self, day: date) -> "ActQuerySet":
        """Registered by the day and not annulled by it, repealed ones too: what they did stays done."""
        return self.filter(dated__lte=day).filter(Q(annulled_on=None) | Q(annulled_on__gt=day))

    def in_force_on(self, day: date) -> "ActQuerySet":
        """To be followed on the day: registered, neither annulled nor repealed by it."""
        repeals = ActRelation.objects.filter(
            Q(source__annulled_on=None) | Q(source__annulled_on__gt=day),
            target=OuterRef("pk"),
            relation=Relation.REPEALS.value,
            since__lte=day,
        )
        return self.registered_on(day).filter(~Exists(repeals))


class Act(models.Model):
    """One registered document. Content never changes (the database refuses); an error is annulled with a
    reason."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(_("вид"), max_length=20, choices=kinds)
    number = models.CharField(_("номер"), max_length=60)
    dated = models.DateField(_("дата"))
    year = models.PositiveSmallIntegerField(_("год"))
    title = models.TextField(_("заголовок"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("файл"))
    status = models.CharField(
        _("состояние"), max_length=20, choices=statuses, default=Status.REGISTERED.value
    )
    annulled_on = models.DateField(_("аннулирован"), null=True, blank=True)
    annulled_because = models.TextField(_("причина"), blank=True)
    registered_at = models.DateTimeField(_("внесён"))
    registered_by_name = models.CharField(_("кем внесён"), max_length=200)
    changed_at = models.DateTimeField(_("изменён"))
    version = models.PositiveIntegerField(default=1)

    objects = ActQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "year", "number"],
                condition=Q(status="registered"),
                name="acts_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(status="registered", annulled_on=None)
                | Q(status="annulled", annulled_on__isnull=False),
                name="acts_annulled_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["agency", "dated"], name="acts_by_date")]

    @in_official_language
    def __str__(self) -> str:
        # The name of a document is data: it stands in the history and in letters.
        return _g("{kind} от {date} № {number}").format(
            kind=KIND_TITLES[ActKind(self.kind)], date=date_in_figures(self.dated), number=self.number
        )


class ActRelation(models.Model):
    """``source`` amends or repeals ``target`` from a day on. Never changes."""

    source = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="relations_out")
    target = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="relations_in")
    relation = models.CharField(_("что делает"), max_length=20, choices=relations)
    since = models.DateField(_("с"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="acts_relation_once"),
            models.UniqueConstraint(
                fields=["target"], condition=Q(relation="repeals"), name="acts_repealed_once"
            ),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="acts_relation_to_another"),
            models.CheckConstraint(
                condition=Q(relation__in=[item.value for item in Relation]), name="acts_relation_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"


class ActFile(models.Model):
    """A further file of a document: its printed form, the scan of the signed sheet, a signature.
    Never changes."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="files")
    role = models.CharField(_("что это"), max_length=20, choices=file_roles)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("приложен"))
    added_by_name = models.CharField(_("кем приложен"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["act"], condition=Q(role="printed"), name="acts_one_printed_form"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[item.value for item in FileRole]), name="acts_file_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}.{self.role}"


class ActWords(models.Model):
    """What the search looks in: stems of the number, the title and, where it is known, the whole text."""

    act = models.OneToOneField(Act, on_delete=models.CASCADE, related_name="words")
    stems = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.act_id)
