"""Work of the worker for editions: their files are made once and kept."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from navstrechu.core import clock
from navstrechu.core.errors import InputRefused
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.printing import FORMATS
from navstrechu.registers.services import PRINT_JOB, keep_edition_file


def print_edition(run: Run) -> dict[str, Any]:
    """Make every format of an approved edition; what is there already stays as it is.

    A format that cannot hold so much keeps none of the others back. Raises InputRefused at the end.
    """
    edition = RegisterEdition.objects.select_related("agency", "act").get(pk=run.job.order["edition"])
    refusals = []
    for format in run.each(FORMATS, len(FORMATS)):
        try:
            keep_edition_file(edition=edition, format=format, at=clock.now())
        except InputRefused as refusal:
            refusals.append(f"{format.upper()}: {refusal}")
    if refusals:
        raise InputRefused(" ".join(refusals))
    return {"files": len(FORMATS)}


def register_tasks() -> None:
    """Enter it into the registry."""
    register(Task(PRINT_JOB, _("Файлы утверждённой редакции"), print_edition))
