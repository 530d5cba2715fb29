"""The clock of work that nobody asked for: reminders and digests. A demonstration stands still at its day."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

_source: Callable[[], datetime] = timezone.now


def set_source(source: Callable[[], datetime]) -> None:
    """Let another clock tell the time."""
    global _source
    _source = source


def now() -> datetime:
    """The present moment, aware."""
    return _source()
