"""Work of the worker for documents: archives of a period, removal of old archives."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.made_archives import register_archive, remove_old
from navstrechu.acts.period_archives import PERIOD_JOB, make_period_archive
from navstrechu.core import clock
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run


def tidy_archives(run: Run) -> dict[str, Any]:
    """Remove archives that nobody needs any longer."""
    removed = remove_old(clock.now())
    run.say(_("Удалено старых архивов: {number}").format(number=removed))
    return {"removed": removed}


def register_tasks() -> None:
    """Enter them into the registry."""
    register(Task(PERIOD_JOB, gettext_lazy("Архив документов за период"), make_period_archive))
    register_archive(PERIOD_JOB)
    title = gettext_lazy("Уборка старых архивов документов")
    register(Task("tidy-archives", title, tidy_archives, every=timedelta(days=1)))
