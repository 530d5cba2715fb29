"""The rows of the register: a touchpoint in a process, what is done there, on which basis."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.touchpoints.models.touchpoints import Touchpoint
from navstrechu.touchpoints.vocabulary import BasisKind, basis_kinds


class ProcessTouchpointQuerySet(models.QuerySet["ProcessTouchpoint"]):
    def live(self) -> "ProcessTouchpointQuerySet":
        """Rows not taken out of the register, whatever became of their process."""
        return self.filter(removed_at=None)

    def printed(self) -> "ProcessTouchpointQuerySet":
        """Rows that stand in the register: of processes that are in theirs."""
        return self.live().filter(process__status="active")

    def in_printed_order(self) -> "ProcessTouchpointQuerySet":
        """Group by group, process by process, as the unit head put them."""
        return self.order_by("process__group__number", "process__code", "process_id", "position", "pk")


class ProcessTouchpoint(models.Model):
    """A touchpoint within a process, listed once however many stages there are (order 201, 2.6).

    Taken out with a moment, so that it can be put back; ``stems`` serve the search.
    """

    process = models.ForeignKey(
        Process, on_delete=models.PROTECT, related_name="links", verbose_name=_("процесс")
    )
    touchpoint = models.ForeignKey(
        Touchpoint, on_delete=models.PROTECT, related_name="links", verbose_name=_("точка взаимодействия")
    )
    position = models.PositiveIntegerField(default=0)
    peculiarities = models.TextField(_("особенности взаимодействия"), blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    stems = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = ProcessTouchpointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process", "touchpoint"],
                condition=Q(removed_at=None),
                name="touchpoints_once_in_a_process",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}: {self.touchpoint_id}"


class Interaction(models.Model):
    """What the agency does for the client at the touchpoint, optionally at which stage; in order."""

    link = models.ForeignKey(ProcessTouchpoint, on_delete=models.CASCADE, related_name="interactions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("осуществляемое взаимодействие"))
    stage = models.CharField(_("этап"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "position"], name="touchpoints_interaction_place"),
            models.CheckConstraint(condition=~Q(text=""), name="touchpoints_interaction_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Basis(models.Model):
    """Why the touchpoint is there: of a row, or – agreements about a touchpoint – of all rows at once."""

    link = models.ForeignKey(
        ProcessTouchpoint, on_delete=models.CASCADE, related_name="bases", null=True, blank=True
    )
    touchpoint = models.ForeignKey(
        Touchpoint, on_delete=models.CASCADE, related_name="bases", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("вид основания"), max_length=20, choices=basis_kinds)
    act = models.CharField(_("акт или документ"), max_length=700)
    clause = models.CharField(_("пункт"), max_length=200, blank=True)
    url = models.URLField(_("ссылка"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(link__isnull=False, touchpoint=None)
                | Q(link=None, touchpoint__isnull=False, kind="agreement"),
                name="touchpoints_basis_has_one_place",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in BasisKind]) & ~Q(act=""),
                name="touchpoints_basis_names_an_act",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}, {self.clause}" if self.clause else self.act


class SharedPeculiarity(models.Model):
    """A peculiarity stated once for a whole process or a whole group (order 201, 1.2.6)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="peculiarities")
    group = models.OneToOneField(
        ProcessGroup, on_delete=models.PROTECT, related_name="peculiarity", null=True, blank=True
    )
    process = models.OneToOneField(
        Process, on_delete=models.PROTECT, related_name="peculiarity", null=True, blank=True
    )
    text = models.TextField(_("особенности взаимодействия"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, process=None) | Q(group=None, process__isnull=False),
                name="touchpoints_peculiarity_has_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.text
