"""The state of the register: how groups answer to the directions of the order, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from navstrechu.core.findings import Findings
from navstrechu.organisation.models import Agency
from navstrechu.processes.completeness import GroupFacts, ProcessFacts, process_findings, register_findings
from navstrechu.processes.directions import DIRECTIONS
from navstrechu.processes.models import Process, ProcessBasis
from navstrechu.processes.queries.register import groups_of


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of clause 2.2 with the groups that answer to it."""

    letter: str
    wording: str
    groups: tuple[GroupFacts, ...]

    @property
    def processes(self) -> int:
        return sum(group.processes for group in self.groups)


def register_checks(agency: Agency) -> Findings:
    """The live register checked; two queries whatever its size."""
    processes = [
        _facts(process, has_basis=process.has_basis)
        for process in Process.objects.filter(agency=agency)
        .in_register()
        .annotate(has_basis=Exists(ProcessBasis.objects.filter(process=OuterRef("pk"))))
        .order_by("group__number", "code", "pk")
        .only("pk", "code", "title", "unit_id", "result", "term_number")
    ]
    return register_findings(group_facts(agency), processes)


def directions_of(groups: Sequence[GroupFacts]) -> tuple[Direction, ...]:
    """The eight directions, each with the groups that answer to it."""
    return tuple(
        Direction(letter, wording, tuple(group for group in groups if group.direction == letter))
        for letter, wording in DIRECTIONS.items()
    )


def group_facts(agency: Agency) -> tuple[GroupFacts, ...]:
    """Groups with how many processes each has in the register."""
    return facts_of(groups_of(agency))


def facts_of(groups: Iterable[Any]) -> tuple[GroupFacts, ...]:
    """What the checks ask of groups as `groups_of` reads them."""
    return tuple(
        GroupFacts(group.pk, group.number, group.title, group.direction, group.active) for group in groups
    )


def findings_of(process: Process) -> Findings:
    """What the card of one process still lacks; reads its bases unless they were prefetched."""
    return Findings.of(process_findings(_facts(process, has_basis=bool(process.bases.all()))))


def _facts(process: Process, *, has_basis: bool) -> ProcessFacts:
    return ProcessFacts(
        pk=process.pk,
        code=process.code,
        title=process.title,
        has_unit=process.unit_id is not None,
        has_basis=has_basis,
        has_result=bool(process.result),
        has_term=process.term_number is not None,
    )
