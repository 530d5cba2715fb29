"""Work of the worker for the roadmap."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.made_archives import register_archive
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run
from navstrechu.organisation.rounds import visit_agencies
from navstrechu.roadmap.services.archives import ROADMAP_JOB, make_roadmap_archive
from navstrechu.roadmap.services.reminders import remind_of_terms


def remind_everybody(run: Run) -> dict[str, Any]:
    """Look at the terms of every agency, or of the one that ordered it, each on its own calendar day."""
    told = visit_agencies(run, lambda agency, on, at: remind_of_terms(agency=agency, on=on, at=at))
    run.say(_("Новых уведомлений: {number}").format(number=told))
    return {"told": told}


def register_tasks() -> None:
    """Enter them into the registry."""
    register(Task(ROADMAP_JOB, gettext_lazy("Архив документов дорожной карты"), make_roadmap_archive))
    register_archive(ROADMAP_JOB)
    title = gettext_lazy("Напоминания о сроках")
    register(Task("remind-of-terms", title, remind_everybody, every=timedelta(hours=1), by_hand=True))
