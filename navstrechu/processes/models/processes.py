"""A process with its participants, legal bases and yearly volumes."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.processes.models.channels import ChannelKind
from navstrechu.processes.models.groups import ProcessGroup
from navstrechu.processes.vocabulary import (
    ObjectKind,
    Reach,
    Scope,
    TermUnit,
    object_kinds,
    reaches,
    scopes,
    statuses,
    term_units,
)
from navstrechu.processes.workflow import Status


class ProcessQuerySet(models.QuerySet["Process"]):
    def in_register(self) -> "ProcessQuerySet":
        """Those not excluded now."""
        return self.filter(status=Status.ACTIVE)

    def in_register_on(self, day: date) -> "ProcessQuerySet":
        """Those that stood in the register on the day."""
        return self.filter(included_on__lte=day).filter(Q(excluded_on=None) | Q(excluded_on__gt=day))

    def in_printed_order(self) -> "ProcessQuerySet":
        """Group by group, then by code."""
        return self.order_by("group__number", "code", "pk")


class Process(models.Model):
    """A service, measure of support, kind of control, function or internal service of the agency.

    Never deleted: it is included on a basis and excluded on a basis, which triggers the register of
    touchpoints (order 201, 3.2.1). A term without a number is not set yet. ``stems`` serve the search.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="processes")
    group = models.ForeignKey(
        ProcessGroup, on_delete=models.PROTECT, related_name="processes", verbose_name=_("группа процессов")
    )
    code = models.CharField(_("код"), max_length=30)
    title = models.CharField(_("наименование процесса"), max_length=1_000)
    object_kind = models.CharField(_("вид объекта"), max_length=20, choices=object_kinds)
    scope = models.CharField(_("основной или отраслевой"), max_length=20, choices=scopes)
    reach = models.CharField(_("межведомственный или внутриведомственный"), max_length=20, choices=reaches)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="processes",
        null=True,
        blank=True,
        verbose_name=_("подразделение-владелец"),
    )
    curator = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        related_name="curated_processes",
        null=True,
        blank=True,
        verbose_name=_("куратор"),
    )
    clients = models.TextField(_("категории клиентов, по одной в строке"), blank=True)
    life_situation = models.CharField(_("жизненная ситуация"), max_length=300, blank=True)
    portal_url = models.URLField(_("страница на портале"), max_length=500, blank=True)
    result = models.TextField(_("результат для клиента"), blank=True)
    input_text = models.TextField(_("что нужно на входе и требования к нему"), blank=True)
    output_text = models.TextField(_("что получается на выходе и требования к нему"), blank=True)
    term_number = models.PositiveIntegerField(_("срок"), null=True, blank=True)
    term_unit = models.CharField(_("срок считается в"), max_length=20, blank=True, choices=term_units)
    term_start = models.CharField(_("срок считается с"), max_length=300, blank=True)
    status = models.CharField(_("состояние"), max_length=20, choices=statuses, default=Status.ACTIVE.value)
    included_on = models.DateField(_("включён с"))
    inclusion_basis = models.CharField(_("основание включения"), max_length=500)
    excluded_on = models.DateField(_("исключён с"), null=True, blank=True)
    exclusion_basis = models.CharField(_("основание исключения"), max_length=500, blank=True)
    stems = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = ProcessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="processes_code_once"),
            models.UniqueConstraint(
                fields=["agency", "title"], condition=Q(status="active"), name="processes_title_once"
            ),
            models.CheckConstraint(
                condition=Q(status="active", excluded_on=None, exclusion_basis="")
                | (Q(status="excluded", excluded_on__isnull=False) & ~Q(exclusion_basis="")),
                name="processes_excluded_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(excluded_on=None) | Q(excluded_on__gte=models.F("included_on")),
                name="processes_excluded_after_inclusion",
            ),
            models.CheckConstraint(
                condition=Q(term_number=None, term_unit="")
                | Q(
                    term_number__isnull=False,
                    term_number__gte=1,
                    term_unit__in=[unit.value for unit in TermUnit],
                ),
                name="processes_term_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(
                    object_kind__in=[item.value for item in ObjectKind],
                    scope__in=[item.value for item in Scope],
                    reach__in=[item.value for item in Reach],
                ),
                name="processes_words_known",
            ),
        ]
        indexes = [models.Index(fields=["agency", "status", "group"], name="processes_by_group")]

    def __str__(self) -> str:
        return self.title


class ProcessParticipant(models.Model):
    """Another body that takes part, with what it does there."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="participants")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("участник"), max_length=300)
    part = models.CharField(_("что делает"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "name"], name="processes_participant_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ProcessBasis(models.Model):
    """A legal basis: the act, its clause, where to read it."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="bases")
    position = models.PositiveSmallIntegerField()
    act = models.CharField(_("правовой акт"), max_length=700)
    clause = models.CharField(_("пункт"), max_length=200, blank=True)
    url = models.URLField(_("ссылка"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "act", "clause"], name="processes_basis_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act}, {self.clause}" if self.clause else self.act


class ProcessVolume(models.Model):
    """How many times in a year the process was carried out through a kind of channel."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="volumes")
    year = models.PositiveSmallIntegerField(_("год"))
    channel = models.ForeignKey(
        ChannelKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("канал")
    )
    number = models.PositiveIntegerField(_("количество"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "year", "channel"], name="processes_volume_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"
