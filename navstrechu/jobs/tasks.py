"""Work of the queue for itself."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.jobs import services
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run

_KEPT = timedelta(days=30)


def tidy(run: Run) -> dict[str, Any]:
    """Forget jobs that ended a month ago."""
    forgotten = services.tidy(before=timezone.now() - _KEPT)
    run.say(_("Удалено старых записей: {number}").format(number=forgotten))
    return {"forgotten": forgotten}


def register_tasks() -> None:
    """Enter them into the registry."""
    register(Task("tidy-jobs", gettext_lazy("Уборка списка работ"), tidy, every=timedelta(days=1)))
