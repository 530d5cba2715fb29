"""The queue: one row is the order, its progress and its result."""

from datetime import datetime
from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


STATE_LABELS = {
    JobState.QUEUED: _("в очереди"),
    JobState.RUNNING: _("выполняется"),
    JobState.DONE: _("выполнено"),
    JobState.FAILED: _("не удалось"),
    JobState.CANCELLED: _("отменено"),
}
OPEN = frozenset({JobState.QUEUED, JobState.RUNNING})


class JobQuerySet(models.QuerySet["Job"]):
    def ready(self, now: datetime) -> "JobQuerySet":
        """What may start now, in its order."""
        return self.filter(state=JobState.QUEUED, run_after__lte=now).order_by("run_after", "id")

    def open(self) -> "JobQuerySet":
        """Queued or running."""
        return self.filter(state__in=OPEN)


class Job(models.Model):
    """A piece of work for the worker. ``claimed_by`` names the live process that has it.

    ``key`` is unique among open jobs (two of one kind would do the same), ``slot`` for ever (one run for each
    hour of the schedule). ``agency_id`` 0 is the installation.
    """

    kind = models.CharField(max_length=60)
    agency_id = models.PositiveBigIntegerField(default=0)
    order = models.JSONField(default=dict)
    key = models.CharField(max_length=120, blank=True)
    slot = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, default=JobState.QUEUED.value)
    percent = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, blank=True)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by_name = models.CharField(max_length=200)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["queued", "running"]) & ~Q(key=""),
                name="jobs_one_open_of_a_key",
            ),
            models.UniqueConstraint(fields=["slot"], condition=~Q(slot=""), name="jobs_one_of_a_slot"),
            models.CheckConstraint(
                condition=Q(state="running") & ~Q(claimed_by="") | ~Q(state="running") & Q(claimed_by=""),
                name="jobs_running_is_claimed",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="jobs_percent_is_a_share"),
        ]
        indexes = [
            models.Index(fields=["state", "run_after"], name="jobs_ready"),
            models.Index(fields=["agency_id", "created_at"], name="jobs_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
