"""Official documents."""

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import Q
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


class ActQuerySet(models.QuerySet["Act"]):
    def in_force_on(self, day: date) -> "ActQuerySet":
        """Registered by the day and not annulled by it."""
        return self.filter(dated__lte=day).filter(Q(annulled_on=None) | Q(annulled_on__gt=day))


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
