"""Work of the worker for the register: reminders of owed reports, saving of large files."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.core import clock
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run
from navstrechu.organisation.rounds import visit_agencies
from navstrechu.touchpoints.models import RegisterDraft
from navstrechu.touchpoints.notices import remind_of_reports
from navstrechu.touchpoints.services.imports import IMPORT_JOB, confirm_import


def remind_of_overdue_reports(run: Run) -> dict[str, Any]:
    """Look at the reports of every agency, or of the one that ordered it, each on its own calendar day."""
    return {
        "told": visit_agencies(run, lambda agency, on, at: remind_of_reports(agency=agency, on=on, at=at))
    }


def import_register(run: Run) -> dict[str, Any]:
    """Save a previewed file. Run again after a kill it finds the file saved, or saves it whole."""
    order = run.order
    draft = RegisterDraft.objects.select_related("agency", "file").filter(pk=order["draft"]).first()
    if draft is None:
        run.say(_now("Файл уже загружен"))
        return {}
    counts = confirm_import(
        draft=draft,
        include_unknown=order["include_unknown"],
        seen=order["seen"],
        on=date.fromisoformat(order["on"]),
        by=User.objects.get(pk=order["by"]),
        at=clock.now(),
        progress=lambda percent, text: run.progress(percent, 100, text),
    )
    run.say(_now("Добавлено {added}, изменено {changed}, не взято {left_out}").format(**counts))
    return dict(counts)


def register_tasks() -> None:
    """Enter them into the registry."""
    register(Task(IMPORT_JOB, _("Загрузка перечня из файла"), import_register))
    title = _("Напоминания об отчётах подразделений")
    register(
        Task("remind-of-reports", title, remind_of_overdue_reports, every=timedelta(hours=1), by_hand=True)
    )
