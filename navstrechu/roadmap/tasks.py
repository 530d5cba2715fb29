"""Work of the worker for the roadmap."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core import clock
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in
from navstrechu.roadmap.services.reminders import remind_of_terms


def remind_everybody(run: Run) -> dict[str, Any]:
    """Look at the terms of every agency, or of the one that ordered it, each on its own calendar day."""
    now, told = clock.now(), 0
    chosen = Agency.objects.filter(pk=run.job.agency_id) if run.job.agency_id else Agency.objects.all()
    agencies = list(chosen.order_by("pk"))
    for agency in run.each(agencies, len(agencies)):
        told += remind_of_terms(agency=agency, on=day_in(agency, now), at=now)
    run.say(_("Новых уведомлений: {number}").format(number=told))
    return {"told": told}


def register_tasks() -> None:
    """Enter them into the registry."""
    title = gettext_lazy("Напоминания о сроках")
    register(Task("remind-of-terms", title, remind_everybody, every=timedelta(hours=1), by_hand=True))
