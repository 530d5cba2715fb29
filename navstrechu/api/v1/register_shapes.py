"""How processes, touchpoints, rows, findings and editions look in answers."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from navstrechu.api.v1.register_words import (
    BasisWord,
    CategoryWord,
    ClientWord,
    ObjectKindWord,
    ReachWord,
    ScopeWord,
    TermUnitWord,
)
from navstrechu.api.v1.shapes import Page, UnitShape

EditionStatus = Literal["frozen", "approved", "superseded", "withdrawn"]


class GroupShape(Schema):
    """A group of processes; its number is the «№» of the printed register."""

    number: int
    title: str
    client: ClientWord
    roadmap_section: str
    direction: str = Field(description="Буква направления по пункту 2.2 приказа; пусто – такого нет.")
    processes: int = Field(description="Процессов в реестре.")
    version: int


class GroupPage(Page):
    items: list[GroupShape]


class ChannelShape(Schema):
    """A kind of channel in use."""

    id: int
    title: str
    category: CategoryWord
    printed: str = Field(description="Категория, как её печатает приказ.")
    version: int


class ChannelPage(Page):
    items: list[ChannelShape]


class NamedGroup(Schema):
    number: int
    title: str


class NamedThing(Schema):
    id: int
    title: str


class NamedProcess(Schema):
    id: int
    code: str
    title: str


class NamedPlace(Schema):
    id: int
    name: str
    channel: NamedThing
    category: CategoryWord


class TermShape(Schema):
    """How long a process may take; without number and unit it is not set."""

    number: int | None
    unit: TermUnitWord | None
    start: str


class ParticipantShape(Schema):
    name: str
    part: str


class LegalBasisShape(Schema):
    act: str
    clause: str
    url: str


class InteractionShape(Schema):
    text: str
    stage: str


class BasisShape(LegalBasisShape):
    kind: BasisWord


class VolumeShape(Schema):
    year: int
    channel: NamedThing
    number: int


class ProcessShape(Schema):
    """A process of the register with its card."""

    id: int
    code: str
    title: str
    group: NamedGroup
    object_kind: ObjectKindWord
    scope: ScopeWord
    reach: ReachWord
    unit: UnitShape | None
    curator: NamedThing | None
    clients: list[str]
    life_situation: str
    portal_url: str
    result: str
    input_text: str
    output_text: str
    term: TermShape
    participants: list[ParticipantShape]
    bases: list[LegalBasisShape]
    volumes: list[VolumeShape]
    status: Literal["active", "excluded"]
    included_on: date
    inclusion_basis: str
    excluded_on: date | None
    exclusion_basis: str
    version: int


class ProcessPage(Page):
    items: list[ProcessShape]


class PlaceShape(Schema):
    """A touchpoint, shared by processes."""

    id: int
    name: str
    channel: NamedThing
    category: CategoryWord
    address: str
    url: str
    phone: str
    opening_hours: str
    opening_exceptions: str
    accessibility: str
    unit: UnitShape | None
    agreements: list[LegalBasisShape]
    processes: int = Field(description="В скольких процессах реестра указана.")
    confirmed_on: date | None
    closed_on: date | None
    merged_into: int | None = Field(description="Точка, с которой эта объединена.")
    version: int


class PlacePage(Page):
    items: list[PlaceShape]


class RegisterRowShape(Schema):
    """A row of the register: a touchpoint in a process."""

    id: int
    group: NamedGroup
    process: NamedProcess
    touchpoint: NamedPlace
    interactions: list[InteractionShape]
    peculiarities: str
    bases: list[BasisShape]
    printed_touchpoint: str = Field(description="Четвёртая графа, как она печатается.")
    printed_peculiarities: list[str] = Field(
        description="Шестая графа: особенности строки, её процесса и её группы."
    )
    in_register: bool = Field(description="Строка не исключена, и её процесс стоит в реестре.")
    removed_at: datetime | None
    version: int


class RegisterRowPage(Page):
    items: list[RegisterRowShape]


class FindingShape(Schema):
    """What a check found."""

    code: str
    message: str
    level: Literal["blocker", "warning"]
    source: str = Field(description="Пункт, из которого следует проверка.")
    subject: str = Field(
        description="О чём: process:12, row:34, touchpoint:5, pair:5:6, task:7, group:2, direction:б."
    )


class FindingPage(Page):
    as_of: date
    items: list[FindingShape]


class EditionFileShape(Schema):
    format: str
    address: str = Field(description="Постоянный адрес, открыт без ключа: байты файла не меняются.")


class RegisterEditionShape(Schema):
    """An edition of a register: a frozen copy of all its rows."""

    register_code: str
    number: int
    status: EditionStatus
    note: str = Field(description="Что изменилось.")
    row_count: int
    frozen_at: datetime
    frozen_by: str
    document: int | None = Field(description="Приказ об утверждении из реестра документов.")
    approved_by: str
    in_force_from: date | None
    closed_on: date | None
    files: list[EditionFileShape] = Field(description="Файлы утверждённой редакции.")
    version: int


class RegisterEditionPage(Page):
    items: list[RegisterEditionShape]


class EditionColumn(Schema):
    code: str
    title: str


class EditionRowShape(Schema):
    position: int
    key: str = Field(description="Строка живого реестра, из которой сделана; по ней сравнивают редакции.")
    group_number: int
    cells: dict[str, str | list[str]] = Field(description="Графы по их кодам: текст или список текстов.")
    sources: dict[str, int] = Field(description="Из каких записей сделана, по номерам.")


class RegisterEditionRows(Page):
    """An edition with a part of its rows."""

    edition: RegisterEditionShape
    columns: list[EditionColumn]
    items: list[EditionRowShape]
