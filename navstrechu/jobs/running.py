"""One run of a job in a process of its own: progress, an end in every case, nothing of it left behind."""

import logging
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from navstrechu.core.errors import DomainError
from navstrechu.jobs import registry, services
from navstrechu.jobs.models import Job

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_NOTES = 0.5
Item = TypeVar("Item")


class Cancelled(Exception):
    """Somebody cancelled the job."""


class Stopped(Exception):
    """The worker was told to stop."""


class Run:
    """What a task function gets: its order, and a way to tell how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.order: dict[str, Any] = job.order
        self.stop_asked = False
        self.text = ""
        self._noted_at = 0.0

    def progress(self, done: int, of: int, text: str = "") -> None:
        """Note how far the work is, twice a second at most. Raises Cancelled or Stopped to end it."""
        self.text = text or self.text
        if self.stop_asked:
            raise Stopped
        if done < of and time.monotonic() - self._noted_at < _SECONDS_BETWEEN_NOTES:
            return
        self._noted_at = time.monotonic()
        if not services.note_progress(self.job, percent=done * 100 // max(of, 1), text=self.text):
            raise Cancelled

    def each(self, items: Iterable[Item], of: int) -> Iterator[Item]:
        """The items one after the other, each told as progress."""
        for number, item in enumerate(items):
            self.progress(number, of)
            yield item

    def say(self, text: str) -> None:
        """What the page shows at the end: «Отправлено писем: 12»."""
        self.text = text


def run_job(run: Run) -> None:
    """Run the job to one of its ends; the row tells which."""
    job = run.job
    try:
        result = registry.task(job.kind).function(run)
    except Cancelled:
        services.end_cancelled(job, at=timezone.now())
    except Stopped:
        services.put_back(job, run_after=timezone.now())
    except DomainError as refusal:
        services.fail(job, text=str(refusal), at=timezone.now())
    except Exception:
        number = services.incident()
        _log.exception("job %s (%s) failed, incident %s", job.pk, job.kind, number)
        words = _("Сбой программы. Сообщите администратору номер обращения {number}.").format(number=number)
        services.fail(job, text=words, at=timezone.now())
    else:
        services.finish(job, result=result, text=run.text, at=timezone.now())
