"""What programs say of processes, rows and touchpoints; `register_shapes` has the same names in answers, so
that what was read can be sent back."""

from typing import Literal

from pydantic import Field

from navstrechu.api import inputs
from navstrechu.api.inputs import Body, Reference, text

ClientWord = Literal["external", "internal"]
ObjectKindWord = Literal["service", "support_measure", "control", "function", "internal_service"]
ScopeWord = Literal["main", "sectoral"]
ReachWord = Literal["interdepartmental", "internal"]
TermUnitWord = Literal["working_days", "calendar_days", "hours", "minutes"]
CategoryWord = Literal["in_person", "digital", "online", "offline"]
BasisWord = Literal["regulatory", "internal", "agreement"]
TriggerWord = Literal["process", "kind", "needs"]
ActionWord = Literal[
    "add_link", "change_link", "remove_link", "change_touchpoint", "include_process", "exclude_process"
]
MOST_PARTS = 100


class TermWords(Body):
    """How long a process may take: number and unit together, or neither."""

    number: int | None = Field(None, ge=1, le=10_000)
    unit: TermUnitWord | None = None
    start: str = text(300, default="", description="С чего считается срок.")


class ParticipantWords(Body):
    name: str = text(300, min_length=1)
    part: str = text(500, default="", description="Что участник делает в процессе.")


class LegalBasisWords(Body):
    act: str = text(700, min_length=1)
    clause: str = text(200, default="")
    url: str = text(500, default="")


class InteractionWords(Body):
    text: str = inputs.text(4_000, min_length=1)
    stage: str = inputs.text(200, default="", description="Этап процесса, если он назван.")


class BasisWords(LegalBasisWords):
    """A basis of a row, of one of the kinds of order 201, clause 2.5."""

    kind: BasisWord


class RowWords(Body):
    """What a row of the register says beside process and touchpoint."""

    interactions: list[InteractionWords] = Field([], max_length=MOST_PARTS)
    peculiarities: str = text(4_000, default="")
    bases: list[BasisWords] = Field([], max_length=MOST_PARTS)


class PlaceWords(Body):
    """What a touchpoint says of itself."""

    name: str = text(500, min_length=1)
    channel: Reference = Field(description="Вид канала из справочника органа.")
    address: str = text(500, default="")
    url: str = text(500, default="")
    phone: str = text(200, default="")
    opening_hours: str = text(4_000, default="")
    opening_exceptions: str = text(4_000, default="")
    accessibility: str = text(4_000, default="")
    unit: Reference | None = Field(None, description="Отвечающее подразделение.")
    agreements: list[LegalBasisWords] = Field([], max_length=MOST_PARTS)


class ProposedProcess(Body):
    """A process that a unit asks to include."""

    group: int = Field(ge=1, le=32_767, description="Номер группы процессов.")
    title: str = text(1_000, min_length=1)
    unit: Reference = Field(description="Подразделение-владелец.")
    object_kind: ObjectKindWord = "service"
    scope: ScopeWord = "sectoral"
    reach: ReachWord = "internal"
    result: str = text(4_000, default="")


class Becomes(Body):
    """What a proposal would make of the register; which fields it needs depends on its action."""

    row: RowWords | None = Field(None, description="Строка, какой она станет: add_link, change_link.")
    touchpoint: Reference | None = Field(
        None, description="Точка из перечня для строки: add_link, change_link."
    )
    place: PlaceWords | None = Field(
        None, description="Точка, какой она станет: change_touchpoint; новая – add_link, change_link."
    )
    process: ProposedProcess | None = Field(None, description="Новый процесс: include_process.")
    basis: str = text(500, default="", description="Основание: include_process, exclude_process.")
