"""What is typed about a process, as one value: forms, the API, files and the demonstration fill it alike."""

from dataclasses import dataclass, field

from navstrechu.organisation.models import Post, Unit
from navstrechu.processes.models import ProcessGroup
from navstrechu.processes.vocabulary import ObjectKind, Reach, Scope


@dataclass(frozen=True, slots=True)
class Participant:
    """Another body and what it does in the process."""

    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """An act, its clause and where to read it."""

    act: str
    clause: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """How long the process may take: number and unit together, or neither while it is not set."""

    number: int | None = None
    unit: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class ProcessValues:
    """Everything that the card of a process says; an empty ``code`` asks for the next one of the group.

    ``clients`` holds categories of clients, one a line.
    """

    group: ProcessGroup
    title: str
    code: str = ""
    object_kind: str = ObjectKind.SERVICE.value
    scope: str = Scope.SECTORAL.value
    reach: str = Reach.INTERNAL.value
    unit: Unit | None = None
    curator: Post | None = None
    clients: str = ""
    life_situation: str = ""
    portal_url: str = ""
    result: str = ""
    input_text: str = ""
    output_text: str = ""
    term: Term = field(default_factory=Term)
    participants: tuple[Participant, ...] = ()
    bases: tuple[LegalBasis, ...] = ()
