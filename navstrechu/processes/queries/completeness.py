"""The state of the register: how groups answer to the directions of the order, and what is missing."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class RegisterState:
    """What the register holds and what it lacks."""

    groups: tuple[GroupFacts, ...]
    directions: tuple[Direction, ...]
    processes: int
    findings: Findings


def register_state(agency: Agency) -> RegisterState:
    """The live register checked; two queries whatever its size."""
    groups = group_facts(agency)
    processes = [
        _facts(process, has_basis=process.has_basis)
        for process in Process.objects.filter(agency=agency)
        .in_register()
        .annotate(has_basis=Exists(ProcessBasis.objects.filter(process=OuterRef("pk"))))
        .order_by("group__number", "code", "pk")
        .only("pk", "code", "title", "unit_id", "result", "term_number")
    ]
    directions = tuple(
        Direction(letter, wording, tuple(group for group in groups if group.direction == letter))
        for letter, wording in DIRECTIONS.items()
    )
    return RegisterState(groups, directions, len(processes), register_findings(groups, processes))


def group_facts(agency: Agency) -> tuple[GroupFacts, ...]:
    """Groups with how many processes each has in the register."""
    return tuple(
        GroupFacts(group.pk, group.number, group.title, group.direction, group.active)
        for group in groups_of(agency)
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
