"""Reads of the queue."""

from dataclasses import dataclass
from datetime import datetime

from navstrechu.jobs import registry
from navstrechu.jobs.models import OPEN, STATE_LABELS, Job, JobState

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as the page shows it."""

    id: int
    title: str
    state: JobState
    label: str
    percent: int
    text: str
    by: str
    at: datetime
    attempts: int
    is_open: bool
    is_stopping: bool
    can_cancel: bool


def jobs_of(agency_id: int) -> list[JobRow]:
    """The agency's jobs and those of the whole installation, open ones first, then the latest."""
    known = Job.objects.filter(agency_id__in={0, agency_id})
    open_ones = known.open().order_by("-id")
    ended = known.exclude(state__in=OPEN).order_by("-finished_at", "-id")
    return [job_row(job, agency_id) for job in (*open_ones, *ended[:_SHOWN])]


def job_for(agency_id: int, pk: int) -> Job | None:
    """A job of the agency itself; that of the whole installation is not one administrator's to cancel."""
    return Job.objects.filter(pk=pk, agency_id=agency_id).first()


def job_row(job: Job, agency_id: int) -> JobRow:
    """A job as the pages of an agency show it."""
    state = JobState(job.state)
    return JobRow(
        id=job.pk,
        title=str(registry.title_of(job.kind)),
        state=state,
        label=str(STATE_LABELS[state]),
        percent=job.percent,
        text=job.text,
        by=job.created_by_name,
        at=job.finished_at or job.started_at or job.created_at,
        attempts=job.attempts,
        is_open=state in OPEN,
        is_stopping=job.cancel_asked and state in OPEN,
        can_cancel=state in OPEN and not job.cancel_asked and job.agency_id == agency_id,
    )
