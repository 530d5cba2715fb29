"""The plan itself: roadmap, sections, measures, co-executors, required results."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency, Post


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def current(self) -> "RoadmapQuerySet":
        return self.filter(archived_on=None)

    def visible_to(self, user: User) -> "RoadmapQuerySet":
        return self.filter(agency__in=Agency.objects.visible_to(user))


class Roadmap(models.Model):
    """An agency's plan of measures, approved by minutes; ``heading`` keeps the lines above its table
    verbatim."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="roadmaps")
    title = models.TextField(_("наименование"))
    heading = models.JSONField(default=list)
    created_at = models.DateTimeField()
    archived_on = models.DateField(null=True, blank=True)
    # Whether the other agencies of the region may make their plans of this one.
    is_offered = models.BooleanField(default=False)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(archived_on=None), name="roadmap_one_current_per_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A heading of the plan; «2.1» … «2.9» are the groups of processes."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="sections")
    number = models.CharField(_("номер"), max_length=20)
    title = models.TextField(_("наименование"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="roadmap_section_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class MeasureQuerySet(models.QuerySet["Measure"]):
    def in_plan_on(self, day: date) -> "MeasureQuerySet":
        """Measures that the plan held on the day; those of its first edition belong to it from the
        beginning."""
        return self.filter(Q(included_on=None) | Q(included_on__lte=day)).filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
        )


class Measure(models.Model):
    """One measure. ``due_on`` is the baseline; decisions move the date in force and never touch it.

    ``kind`` is the MeasureKind recognised by wording (empty where none fits).
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="measures")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="measures")
    number = models.CharField(_("номер"), max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.TextField(_("мероприятие"))
    kind = models.CharField(_("вид мероприятия"), max_length=30, blank=True)
    due_on = models.DateField(_("срок"))
    responsible = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="measures", verbose_name=_("ответственный")
    )
    quota_percent = models.PositiveSmallIntegerField(_("доля реинжиниринга, %"), null=True, blank=True)
    started_on = models.DateField(_("начало работы"), null=True, blank=True)
    included_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "number"],
                condition=Q(withdrawn_on=None),
                name="roadmap_measure_number_once",
            ),
            models.CheckConstraint(
                condition=Q(quota_percent=None) | Q(quota_percent__gte=1, quota_percent__lte=100),
                name="roadmap_quota_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class CoExecutor(models.Model):
    """A post that takes part in a measure, in the printed order."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="co_executors")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="co_executed")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "post"], name="roadmap_co_executor_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.position}"


class RequiredResultQuerySet(models.QuerySet["RequiredResult"]):
    def in_plan_on(self, day: date) -> "RequiredResultQuerySet":
        """Results that the plan demanded on the day, by the editions approved until then."""
        return self.filter(Q(included_on=None) | Q(included_on__lte=day)).filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
        )


class RequiredResult(models.Model):
    """A document that a measure must end with, as the plan prints it."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="results")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("вид документа"), max_length=20)
    text = models.TextField(_("результат"))
    attachment = models.BooleanField(_("приложение требуется"), default=False)
    included_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RequiredResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["order", "report"]), name="roadmap_result_kind_known"
            ),
            models.UniqueConstraint(
                fields=["measure", "position"],
                condition=Q(withdrawn_on=None),
                name="roadmap_result_place_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text
