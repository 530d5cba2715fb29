"""How proposals look in answers; names are those of `register_words`, so what was read can be sent back."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from navstrechu.api.v1.register_shapes import BasisShape, InteractionShape, LegalBasisShape, NamedProcess
from navstrechu.api.v1.register_words import ActionWord, TriggerWord
from navstrechu.api.v1.shapes import Page, UnitShape

ProposalStatus = Literal["submitted", "returned", "accepted", "rejected", "withdrawn"]


class RowContentShape(Schema):
    interactions: list[InteractionShape]
    peculiarities: str
    bases: list[BasisShape]


class PlaceContentShape(Schema):
    name: str
    channel: int | None
    address: str
    url: str
    phone: str
    opening_hours: str
    opening_exceptions: str
    accessibility: str
    unit: int | None
    agreements: list[LegalBasisShape]


class ProposedProcessShape(Schema):
    group: int | None
    title: str
    unit: int | None
    object_kind: str
    scope: str
    reach: str
    result: str


class ProposedShape(Schema):
    """What a proposal speaks of; what its action does not concern is null."""

    row: RowContentShape | None
    touchpoint: int | None
    place: PlaceContentShape | None
    process: ProposedProcessShape | None
    basis: str


class ProposalShape(Schema):
    """A change that a unit head reports (order 201, clause 3.3)."""

    id: int
    number: int
    action: ActionWord
    trigger: TriggerWord
    status: ProposalStatus
    author: str
    unit: UnitShape | None
    process: NamedProcess | None
    row: int | None
    touchpoint: int | None
    was: ProposedShape = Field(description="Как было, когда предложение представили.")
    becomes: ProposedShape
    reason: str
    happened_on: date
    due_on: date = Field(description="Сообщить не позднее.")
    submitted_at: datetime
    is_late: bool
    round: int = Field(description="Который раз представлено.")
    remark: str
    decided_by: str
    decided_at: datetime | None
    version: int


class ProposalPage(Page):
    items: list[ProposalShape]
