"""Work of the worker for the register: reminders of reports that units owe."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from navstrechu.core import clock
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.notices import remind_of_reports


def remind_of_overdue_reports(run: Run) -> dict[str, Any]:
    """Look at the reports of every agency, or of the one that ordered it, each on its own calendar day."""
    now, told = clock.now(), 0
    chosen = Agency.objects.filter(pk=run.job.agency_id) if run.job.agency_id else Agency.objects.all()
    agencies = list(chosen.order_by("pk"))
    for agency in run.each(agencies, len(agencies)):
        day = now.astimezone(ZoneInfo(agency.time_zone)).date()
        told += remind_of_reports(agency=agency, on=day, at=now)
    return {"told": told}


def register_tasks() -> None:
    """Enter it into the registry."""
    title = _("Напоминания об отчётах подразделений")
    register(
        Task("remind-of-reports", title, remind_of_overdue_reports, every=timedelta(hours=1), by_hand=True)
    )
