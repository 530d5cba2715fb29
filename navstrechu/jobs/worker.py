"""The worker: a loop that queues what the schedule says, and a child process for each job.

A child owns its claim by the inherited lock (see liveness.py): when the worker alone is killed, its children
end their work and write it down; when they die too, the next worker takes the jobs back.
"""

import logging
import os
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone

from navstrechu.core.disk import Level, room
from navstrechu.jobs import registry, services
from navstrechu.jobs.liveness import Claimant
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run, run_job

_log = logging.getLogger(__name__)
AT_ONCE = 2
PAUSE_SECONDS = 0.5
DATABASE_PAUSE_SECONDS = 5.0
STOP_SECONDS = 10.0
_BETWEEN_LOOKS = timedelta(seconds=10)


class Worker:
    """Runs until told to stop, or – ``parent`` given – until that process is gone."""

    def __init__(self, *, parent: int = 0) -> None:
        self.parent = parent
        self.claimant = Claimant()
        self.children: dict[int, Job] = {}
        self.ended: list[Job] = []
        self.stop_asked = False
        self._looked_at: datetime | None = None

    def work(self) -> None:
        """Until SIGTERM or SIGINT; running jobs get ten seconds to come to a step, then go back."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._ask_to_stop)
        while not self.stop_asked and not self._is_orphan():
            busy = self._step_safely()
            if not busy:
                time.sleep(PAUSE_SECONDS)
        self._stop_children()
        self.claimant.leave()

    def _ask_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stop_asked = True

    def _is_orphan(self) -> bool:
        return bool(self.parent) and os.getppid() != self.parent

    def _step_safely(self) -> bool:
        """A database that is away for a while must not end the worker."""
        try:
            return self.step(timezone.now())
        except DatabaseError:
            _log.exception("the worker cannot reach the database, trying again")
            connections.close_all()
            time.sleep(DATABASE_PAUSE_SECONDS)
            return False

    def step(self, now: datetime) -> bool:
        """One round; True when there may be more to do at once."""
        self._bury_children()
        if is_disk_full():
            return False
        if self._looked_at is None or now - self._looked_at >= _BETWEEN_LOOKS:
            self._looked_at = now
            services.take_back(at=now)
            queue_scheduled(now)
        queue_needed(now)
        if len(self.children) >= AT_ONCE:
            return False
        job = services.claim_next(token=self.claimant.token, at=now)
        if job is None:
            return False
        self._start(job)
        return True

    def _start(self, job: Job) -> None:
        # A connection must not be shared by two processes: each opens its own.
        connections.close_all()
        child = os.fork()
        if child:
            self.children[child] = job
        else:
            _be_child(job)

    def _bury_children(self) -> None:
        """A child that died without writing down an end gives its job back at once."""
        for child in list(self.children):
            ended, _status = os.waitpid(child, os.WNOHANG)
            if ended:
                self.ended.append(self.children.pop(child))
        # One by one: what the database refuses to hear now is told in the next round.
        while self.ended:
            services.interrupted(self.ended[-1], at=timezone.now())
            self.ended.pop()

    def _stop_children(self) -> None:
        for child in self.children:
            os.kill(child, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while self.children and time.monotonic() < deadline:
            self._bury_children()
            time.sleep(0.05)
        for child in self.children:
            os.kill(child, signal.SIGKILL)


def _be_child(job: Job) -> None:
    """Body of the child: never returns into the worker's loop."""
    status = 1
    try:
        run = Run(job)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            run.stop_asked = True

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        run_job(run)
        status = 0
    except BaseException:
        _log.exception("job %s ended without an end", job.pk)
    finally:
        connections.close_all()
        os._exit(status)


def is_disk_full() -> bool:
    """Pages take no changes any more: nor does the worker, until there is room again."""
    left = room(Path(settings.DATA_DIR), low=settings.DISK_LOW_BYTES, read_only=settings.DISK_READ_ONLY_BYTES)
    return left.level is Level.READ_ONLY


def queue_scheduled(now: datetime) -> None:
    """Queue what the schedule has for this hour; what was missed while nobody worked runs once, not often."""
    for known in registry.tasks():
        if known.every is None:
            continue
        slot = registry.slot_of(known, now)
        if not Job.objects.filter(slot=slot).exists():
            services.enqueue(known.code, key=known.code, slot=slot, at=now)


def queue_needed(now: datetime) -> None:
    """Queue what asks for it, one of a kind at a time."""
    for known in registry.tasks():
        is_wanted = known.needed is not None and known.needed(now)
        if is_wanted and not Job.objects.open().filter(key=known.code).exists():
            services.enqueue(known.code, key=known.code, at=now)
