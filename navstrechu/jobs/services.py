"""The life of a job: queued in the transaction that needs it, claimed, told of, ended, taken back.

Every step is a compare-and-swap on the state and the claimant: whoever comes second changes nothing.
"""

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.core.text.language import in_official_language
from navstrechu.history.services import SYSTEM, Actor, Subject, record
from navstrechu.jobs import registry
from navstrechu.jobs.liveness import is_alive
from navstrechu.jobs.models import Job, JobState

_LONGEST_TEXT = 300


@in_official_language
def _subject(job: Job) -> Subject:
    return Subject("jobs.job", str(job.pk), str(registry.title_of(job.kind)))


def enqueue(
    kind: str,
    *,
    order: dict[str, Any] | None = None,
    agency_id: int = 0,
    key: str = "",
    slot: str = "",
    by: Actor = SYSTEM,
    at: datetime,
) -> Job | None:
    """Put work into the queue, in the caller's transaction: what is rolled back was never ordered.

    None when an open job has the ``key``, or any job the ``slot``. ``kind`` must be registered (KeyError).
    """
    registry.task(kind)
    job = Job(
        kind=kind, agency_id=agency_id, order=order or {}, key=key, slot=slot,
        run_after=at, created_at=at, created_by_name=by.display_name,
    )  # fmt: skip
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        return None
    return job


@transaction.atomic
def order_by_hand(kind: str, *, agency_id: int, by: Actor, at: datetime) -> Job:
    """Start work of the schedule at once, for one agency alone.

    Raises Conflict when it is already waiting or running for it.
    """
    job = enqueue(kind, agency_id=agency_id, key=f"{kind}:{agency_id}", by=by, at=at)
    if job is None:
        raise Conflict(_("Эта работа уже стоит в очереди или выполняется. Дождитесь её окончания."))
    record("job_ordered", agency_id=agency_id, subject=_subject(job), by=by, at=at)
    return job


def claim_next(*, token: str, at: datetime) -> Job | None:
    """Take the first job that is ready; None when there is none, or another worker was faster."""
    job = Job.objects.ready(at).first()
    if job is None:
        return None
    mine = Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(
        state=JobState.RUNNING, claimed_by=token, started_at=at, percent=0, attempts=job.attempts + 1
    )
    return Job.objects.get(pk=job.pk) if mine else None


def note_progress(job: Job, *, percent: int, text: str) -> bool:
    """Tell how far the work is; False when it must stop, because it was cancelled or is another's now."""
    own = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, claimed_by=job.claimed_by, cancel_asked=False)
    return bool(own.update(percent=max(0, min(percent, 100)), text=text[:_LONGEST_TEXT]))


def finish(job: Job, *, result: dict[str, Any], text: str, at: datetime) -> bool:
    """The work is done; False where the row is no longer ours."""
    return _leave(
        job, state=JobState.DONE, percent=100, result=result, text=text[:_LONGEST_TEXT], finished_at=at
    )


def put_back(job: Job, *, run_after: datetime) -> bool:
    """Into the queue again, without counting the attempt: the worker was told to stop."""
    return _leave(job, state=JobState.QUEUED, run_after=run_after, attempts=job.attempts - 1)


def fail(job: Job, *, text: str, at: datetime) -> bool:
    """An attempt failed: tried again after a wait, given up after the last one."""
    if job.attempts > len(registry.BACKOFF):
        return _give_up(job, text, at)
    wait = registry.BACKOFF[job.attempts - 1]
    return _leave(job, state=JobState.QUEUED, run_after=at + wait, text=text[:_LONGEST_TEXT])


def interrupted(job: Job, *, at: datetime) -> bool:
    """The process of the job died: tried again at once, as it is rarely the job's fault; but not for ever."""
    if job.attempts > len(registry.BACKOFF):
        return _give_up(job, _("Рабочий процесс прерывался при каждой попытке."), at)
    return _leave(job, state=JobState.QUEUED, run_after=at, text=_("Рабочий процесс прервался."))


@transaction.atomic
def _give_up(job: Job, text: str, at: datetime) -> bool:
    text = text[:_LONGEST_TEXT]
    if not _leave(job, state=JobState.FAILED, text=text, finished_at=at):
        return False
    record("job_failed", agency_id=job.agency_id, subject=_subject(job), by=SYSTEM, at=at, comment=text)
    return True


def end_cancelled(job: Job, *, at: datetime) -> bool:
    """The running work has noticed that it was cancelled."""
    return _leave(job, state=JobState.CANCELLED, finished_at=at)


def _leave(job: Job, **values: Any) -> bool:
    own = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, claimed_by=job.claimed_by)
    return bool(own.update(claimed_by="", **values))


@transaction.atomic
def cancel(*, job: Job, by: Actor, at: datetime) -> None:
    """Take a queued job out of the queue, ask a running one to stop at its next step.

    Raises Conflict for one that has ended.
    """
    queued = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    ended = queued.update(state=JobState.CANCELLED, cancel_asked=True, finished_at=at)
    running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, cancel_asked=False)
    if not ended and not running.update(cancel_asked=True):
        raise Conflict(_("Эта работа уже закончена или отменена."))
    record("job_cancelled", agency_id=job.agency_id, subject=_subject(job), by=by, at=at)


def take_back(*, at: datetime) -> list[Job]:
    """Jobs whose worker died go back into the queue, or end as failed after the last attempt."""
    taken = []
    for job in Job.objects.filter(state=JobState.RUNNING):
        if is_alive(job.claimed_by):
            continue
        if job.cancel_asked:
            end_cancelled(job, at=at)
        elif interrupted(job, at=at):
            taken.append(job)
    return taken


def incident() -> str:
    """A number by which the trace is found in the log."""
    return secrets.token_hex(4).upper()


def tidy(*, before: datetime) -> int:
    """Forget jobs that ended before a moment; returns how many."""
    ended = Job.objects.filter(finished_at__lt=before)
    return ended.delete()[0]
