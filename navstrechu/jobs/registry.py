"""What the worker can do, and when it does it by itself: data that the apps enter in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from navstrechu.jobs.running import Run

# Waits between attempts; as many attempts as waits, and one.
BACKOFF = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of work. ``function`` gets the run (order, progress) and returns what the page shows as result.

    It may be killed at any moment and is then run again: what it does twice must have the effect of once.
    ``every`` puts it on the schedule, counted from midnight UTC; ``needed`` queues it whenever it says so.
    """

    code: str
    title: object
    function: Callable[["Run"], dict[str, Any]]
    every: timedelta | None = None
    needed: Callable[[datetime], bool] | None = None
    by_hand: bool = False


_tasks: dict[str, Task] = {}


def register(task: Task) -> None:
    """Enter a kind of work; a code again replaces it."""
    _tasks[task.code] = task


def task(code: str) -> Task:
    """The kind of work of that code; KeyError where no app has entered it."""
    return _tasks[code]


def tasks() -> list[Task]:
    """All kinds of work, by code."""
    return [_tasks[code] for code in sorted(_tasks)]


def title_of(code: str) -> object:
    """How a kind of work is called; its code where a later version no longer knows it."""
    known = _tasks.get(code)
    return known.title if known else code


def slot_of(known: Task, now: datetime) -> str:
    """The run of the schedule that belongs to a moment: «notices-digests@2026-11-22T08:00Z»."""
    assert known.every is not None  # noqa: S101 – asked only of what is on the schedule
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    begun = midnight + known.every * ((now - midnight) // known.every)
    return f"{known.code}@{begun:%Y-%m-%dT%H:%MZ}"
