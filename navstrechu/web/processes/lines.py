"""A process as a line of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from navstrechu.processes.models import Process
from navstrechu.processes.printing import basis_text, term_text
from navstrechu.processes.values import LegalBasis, Term
from navstrechu.processes.vocabulary import (
    OBJECT_TITLES,
    REACH_TITLES,
    SCOPE_TITLES,
    ObjectKind,
    Reach,
    Scope,
)
from navstrechu.processes.workflow import Status


@dataclass(frozen=True, slots=True)
class Line:
    """What the table shows of a process; ``heading`` is the group where it begins."""

    process: Process
    heading: str
    kind: object
    scope: object
    reach: object
    term: str
    bases: tuple[str, ...]
    touchpoints: int
    is_excluded: bool


def register_lines(processes: Iterable[Process], touchpoints: Mapping[int, int]) -> list[Line]:
    """Lines in the order of the processes."""
    lines: list[Line] = []
    group = 0
    for process in processes:
        heading = "" if process.group_id == group else str(process.group)
        group = process.group_id
        lines.append(_line(process, heading, touchpoints.get(process.pk, 0)))
    return lines


def _line(process: Process, heading: str, touchpoints: int) -> Line:
    bases = sorted(process.bases.all(), key=lambda row: row.position)
    return Line(
        process=process,
        heading=heading,
        kind=OBJECT_TITLES[ObjectKind(process.object_kind)],
        scope=SCOPE_TITLES[Scope(process.scope)],
        reach=REACH_TITLES[Reach(process.reach)],
        term=term_text(Term(process.term_number, process.term_unit, process.term_start)),
        bases=tuple(basis_text(LegalBasis(row.act, row.clause)) for row in bases),
        touchpoints=touchpoints,
        is_excluded=process.status == Status.EXCLUDED,
    )
