"""How far the register covers a group of processes: live rows, and the edition in force on a day.

Source: measures 2.1.1–2.9.1 of the roadmap; order 201, clauses 2.3, 1.2, 2.5 and 3.1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from navstrechu.core.findings import Finding
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.registers.models import RegisterEdition
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.permissions import REGISTER


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One demand: how many of how many things meet it, and which do not; ``subject`` as in `checks`."""

    code: str
    text: str
    done: int
    total: int
    missing: tuple[Finding, ...] = ()

    @property
    def is_met(self) -> bool:
        """Nothing at all is no coverage."""
        return self.total > 0 and self.done == self.total


def group_coverage(group: ProcessGroup, *, on: date) -> tuple[CoverageLine, ...]:
    """What the measure on the touchpoints of a group demands, computed from the register; six queries."""
    processes = list(group.processes.in_register_on(on).order_by("code", "pk"))
    rows = list(
        ProcessTouchpoint.objects.live()
        .filter(process__in=processes)
        .select_related("process", "touchpoint")
        .prefetch_related("interactions", "bases", "touchpoint__bases")
        .in_printed_order()
    )
    return (
        _with_touchpoints(processes, rows),
        _said("interactions", _("Строки, где указано взаимодействие"), rows, _silent(rows)),
        _said("bases", _("Строки, где указано основание"), rows, _baseless(rows)),
        edition_line(group.agency, REGISTER, processes, on),
    )


def edition_line(agency: Agency, register: str, processes: Sequence[Process], on: date) -> CoverageLine:
    """How many of the processes stand in the edition of a register in force on the day."""
    editions = RegisterEdition.objects.of(agency, register).in_force_on(on)
    edition = editions.select_related("act", "agency").order_by("-number").first()
    if edition is None:
        text = _("Утверждённой редакции, действующей на этот день, нет")
        return CoverageLine("edition", text, 0, len(processes))
    held = {sources.get("process") for sources in edition.rows.values_list("sources", flat=True)}
    left_out = [process for process in processes if process.pk not in held]
    return CoverageLine(
        "edition",
        _("Процессы в утверждённой редакции № {number} ({act})").format(
            number=edition.number, act=edition.act
        ),
        len(processes) - len(left_out),
        len(processes),
        tuple(_process_finding(process, _("в редакции его нет")) for process in left_out),
    )


def _with_touchpoints(processes: Sequence[Process], rows: Iterable[ProcessTouchpoint]) -> CoverageLine:
    held = {row.process_id for row in rows}
    bare = [process for process in processes if process.pk not in held]
    return CoverageLine(
        "touchpoints",
        _("Процессы, у которых есть точки взаимодействия"),
        len(processes) - len(bare),
        len(processes),
        tuple(_process_finding(process, _("точек взаимодействия нет")) for process in bare),
    )


def _silent(rows: Iterable[ProcessTouchpoint]) -> list[ProcessTouchpoint]:
    return [row for row in rows if not row.interactions.all()]


def _baseless(rows: Iterable[ProcessTouchpoint]) -> list[ProcessTouchpoint]:
    return [row for row in rows if not row.bases.all() and not row.touchpoint.bases.all()]


def _said(
    code: str, text: str, rows: Sequence[ProcessTouchpoint], wanting: Sequence[ProcessTouchpoint]
) -> CoverageLine:
    missing = tuple(
        Finding(f"coverage_{code}", f"«{row.process.title}», «{row.touchpoint.name}»", f"row:{row.pk}")
        for row in wanting
    )
    return CoverageLine(code, text, len(rows) - len(wanting), len(rows), missing)


def _process_finding(process: Process, what: str) -> Finding:
    return Finding("coverage_process", f"«{process.title}»: {what}", f"process:{process.pk}")
