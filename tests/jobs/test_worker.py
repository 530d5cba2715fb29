"""The worker: schedule, needs, and children that end, fail or die."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from navstrechu.jobs import registry
from navstrechu.jobs.models import Job
from navstrechu.jobs.registry import Task, slot_of
from navstrechu.jobs.running import Run
from navstrechu.jobs.worker import Worker, queue_needed, queue_scheduled
from tests.factories.notices import job

AT = datetime(2026, 11, 22, 7, 40, tzinfo=UTC)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> dict[str, Task]:
    """A registry of its own."""
    tasks: dict[str, Task] = {}
    monkeypatch.setattr(registry, "_tasks", tasks)
    return tasks


def nothing(run: Run) -> dict[str, object]:
    return {"ran": run.order.get("what", "")}


@pytest.mark.parametrize(
    ("every", "slot"),
    [
        (timedelta(hours=1), "x@2026-11-22T07:00Z"),
        (timedelta(days=1), "x@2026-11-22T00:00Z"),
        (timedelta(minutes=15), "x@2026-11-22T07:30Z"),
    ],
)
def test_slot_of_a_moment(every: timedelta, slot: str):
    assert slot_of(Task("x", "", nothing, every=every), AT) == slot


def test_schedule_runs_once_an_hour_whatever_was_missed(db, only: dict[str, Task]):
    only["hourly"] = Task("hourly", "", nothing, every=timedelta(hours=1))

    for minutes in (0, 5, 19, 500):
        Job.objects.update(state="done")
        queue_scheduled(AT + timedelta(minutes=minutes))

    assert list(Job.objects.order_by("id").values_list("slot", flat=True)) == [
        "hourly@2026-11-22T07:00Z",
        "hourly@2026-11-22T16:00Z",
    ]


def test_need_is_queued_one_at_a_time(db, only: dict[str, Task]):
    only["wanted"] = Task("wanted", "", nothing, needed=lambda now: True)
    only["unwanted"] = Task("unwanted", "", nothing, needed=lambda now: False)

    for _ in range(3):
        queue_needed(AT)

    assert list(Job.objects.values_list("kind", flat=True)) == ["wanted"]


@pytest.fixture
def worker(transactional_db, only: dict[str, Task]) -> Iterator[Worker]:
    made = Worker()
    yield made
    for child in made.children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    made.claimant.leave()
    connections.close_all()


def until_done(worker: Worker, one: Job, state: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        worker.step(timezone.now())
        one.refresh_from_db()
        if one.state == state and not worker.children:
            return
        time.sleep(0.02)
    raise AssertionError(f"{one.state} {one.text}")


def test_child_does_the_work_and_writes_down_its_end(worker: Worker, only: dict[str, Task]):
    only["real"] = Task("real", "", nothing)
    one = job("real", order={"what": "яблоко"})

    until_done(worker, one, "done")

    assert (one.result, one.attempts, one.claimed_by) == ({"ran": "яблоко"}, 1, "")


def test_child_that_dies_gives_its_job_to_the_next_one(worker: Worker, only: dict[str, Task], tmp_path):
    mark = tmp_path / "was-here"

    def deadly(run: Run) -> dict[str, object]:
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return {"alive": True}

    only["deadly"] = Task("deadly", "", deadly)
    one = job("deadly")

    until_done(worker, one, "done")

    assert (one.result, one.attempts) == ({"alive": True}, 2)


def test_two_jobs_run_at_once_and_the_third_waits(worker: Worker, only: dict[str, Task]):
    only["slow"] = Task("slow", "", lambda run: time.sleep(30) or {})
    jobs = [job("slow") for _ in range(3)]

    for _ in range(5):
        worker.step(timezone.now())

    states = [Job.objects.get(pk=one.pk).state for one in jobs]
    assert (states, len(worker.children)) == (["running", "running", "queued"], 2)


def test_full_disk_lets_work_wait(worker: Worker, only: dict[str, Task], settings):
    only["real"] = Task("real", "", nothing, every=timedelta(hours=1))
    one = job("real")
    settings.DISK_READ_ONLY_BYTES = 2**60

    worker.step(timezone.now())

    assert (Job.objects.get().pk, Job.objects.get().state) == (one.pk, "queued")
