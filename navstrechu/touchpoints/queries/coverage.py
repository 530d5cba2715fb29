"""How far the register covers a group of processes: live rows, and the edition in force on a day.

Source: measures 2.1.1–2.9.1 of the roadmap; order 201, clauses 2.3, 1.2, 2.5 and 3.1.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from navstrechu.core.findings import Finding
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.registers.models import RegisterEdition
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.models.links import ProcessTouchpointQuerySet
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
    standing = group.processes.in_register_on(on)
    processes = list(standing.order_by("code", "pk"))
    rows = ProcessTouchpoint.objects.live().filter(process__in=standing)
    held = list(rows.values_list("process", flat=True))
    # Only what is missing is read whole: of a full register that is next to nothing.
    silent = rows.filter(interactions=None)
    baseless = rows.filter(bases=None, touchpoint__bases=None)
    return (
        _with_touchpoints(processes, set(held)),
        _said("interactions", _("Строки, где указано взаимодействие"), len(held), silent),
        _said("bases", _("Строки, где указано основание"), len(held), baseless),
        edition_line(group.agency, REGISTER, processes, on),
    )


def edition_line(agency: Agency, register: str, processes: Sequence[Process], on: date) -> CoverageLine:
    """How many of the processes stand in the edition of a register in force on the day."""
    editions = RegisterEdition.objects.of(agency, register).in_force_on(on)
    edition = editions.select_related("act", "agency").order_by("-number").first()
    if edition is None:
        text = _("Утверждённой редакции, действующей на этот день, нет")
        return CoverageLine("edition", text, 0, len(processes))
    held = set(edition.rows.values_list("sources__process", flat=True).distinct())
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


def _with_touchpoints(processes: Sequence[Process], held: Container[int]) -> CoverageLine:
    bare = [process for process in processes if process.pk not in held]
    return CoverageLine(
        "touchpoints",
        _("Процессы, у которых есть точки взаимодействия"),
        len(processes) - len(bare),
        len(processes),
        tuple(_process_finding(process, _("точек взаимодействия нет")) for process in bare),
    )


def _said(code: str, text: str, total: int, wanting: ProcessTouchpointQuerySet) -> CoverageLine:
    named = wanting.in_printed_order().values_list("process__title", "touchpoint__name", "pk")
    missing = tuple(
        Finding(f"coverage_{code}", f"«{process}», «{touchpoint}»", f"row:{pk}")
        for process, touchpoint, pk in named
    )
    return CoverageLine(code, text, total - len(missing), total, missing)


def _process_finding(process: Process, what: str) -> Finding:
    return Finding("coverage_process", f"«{process.title}»: {what}", f"process:{process.pk}")
