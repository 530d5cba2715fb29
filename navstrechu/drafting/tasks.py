"""Work of the worker for documents: the printed form of a registered one is made once and kept."""

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act
from navstrechu.acts.services import keep_printed_form
from navstrechu.core import clock
from navstrechu.documents.official.values import Requisites
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.notices import remind_of_visas
from navstrechu.drafting.papers import last_round, round_document
from navstrechu.drafting.services.registration import PRINT_JOB
from navstrechu.history.services import SYSTEM
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run
from navstrechu.organisation.rounds import visit_agencies


def print_act(run: Run) -> dict[str, Any]:
    """Make the PDF/A of a registered document; one that is there already stays."""
    act = Act.objects.select_related("agency", "file", "draft__agency").get(pk=run.job.order["act"])
    round = last_round(act.draft)
    assert round is not None  # noqa: S101 – nothing is registered without a round
    if not act.files.filter(role="printed").exists():
        printed = render(round_document(round, Requisites(act.number, act.dated)), Format.PDF)
        name = f"{PurePath(act.file.name).stem}.pdf"
        keep_printed_form(act=act, name=name, data=printed.content, by=SYSTEM, at=clock.now())
    return {"files": 1}


def remind(run: Run) -> dict[str, Any]:
    """Look at the visas of every agency, or of the one that ordered it, each on its own calendar day."""
    return {"told": visit_agencies(run, lambda agency, on, at: remind_of_visas(agency=agency, on=on, at=at))}


def register_tasks() -> None:
    """Enter them into the registry."""
    register(Task(PRINT_JOB, _("Печатная форма документа"), print_act))
    title = _("Напоминания о визах")
    register(Task("remind-of-visas", title, remind, every=timedelta(hours=1), by_hand=True))
