"""What the demonstration registers hold, as values: nothing here touches a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GroupContent:
    """A group of processes of the roadmap; ``direction`` is empty where clause 2.2 names none."""

    number: int
    roadmap_section: str
    title: str
    client: str
    direction: str


@dataclass(frozen=True, slots=True)
class ChannelContent:
    """A kind of channel under one of the four printed categories."""

    key: str
    category: str
    title: str


@dataclass(frozen=True, slots=True)
class BasisContent:
    """What a row rests on: a regulatory act, an internal document or an agreement (clause 2.5)."""

    kind: str
    act: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class TouchpointContent:
    """A place where clients are met; ``made_on`` stands only where it came after the first filling."""

    key: str
    name: str
    channel: str
    unit: str
    confirmed_on: date
    made_on: date | None
    address: str
    url: str
    phone: str
    hours: str
    exceptions: str
    accessibility: str
    agreement: BasisContent | None


@dataclass(frozen=True, slots=True)
class ProcessContent:
    """A process with its card; ``term`` is number, unit, start, ``volume`` how often in 2023 by category."""

    key: str
    code: str
    group: int
    title: str
    object_kind: str
    scope: str
    reach: str
    unit: str
    curator: str
    clients: tuple[str, ...]
    participants: tuple[tuple[str, str], ...]
    life_situation: str
    portal_url: str
    result: str
    input_text: str
    output_text: str
    term: tuple[int, str, str]
    volume: Mapping[str, int]
    bases: tuple[BasisContent, ...]
    included_on: date | None
    inclusion_basis: str
    excluded_on: date | None
    exclusion_basis: str


@dataclass(frozen=True, slots=True)
class InteractionContent:
    """What the department does for the client, at which stage."""

    text: str
    stage: str


@dataclass(frozen=True, slots=True)
class LinkContent:
    """A process at a touchpoint."""

    process: str
    touchpoint: str
    interactions: tuple[InteractionContent, ...]
    peculiarities: str
    bases: tuple[BasisContent, ...]


@dataclass(frozen=True, slots=True)
class SharedContent:
    """A peculiarity said once for a group (number) or for a process (key)."""

    group: int | None
    process: str
    text: str


@dataclass(frozen=True, slots=True)
class EditionContent:
    """A frozen copy of a register and the order that approved it."""

    register: str
    number: int
    frozen_on: date
    approved_on: date
    order: str
    note: str


@dataclass(frozen=True, slots=True)
class ProposalContent:
    """What a unit head proposed and what became of it; ``edition`` is the one that first holds it."""

    key: str
    author: str
    trigger: str
    action: str
    process: str
    touchpoint: str
    name: str
    channel: str
    interactions: tuple[InteractionContent, ...]
    peculiarities: str
    bases: tuple[BasisContent, ...]
    reason: str
    happened_on: date
    submitted_on: date
    status: str
    rounds: int
    remark: str
    returned_on: date | None
    decided_by: str
    decided_on: date | None
    edition: int | None


@dataclass(frozen=True, slots=True)
class TaskContent:
    """A report of a change at a touchpoint that a unit owes."""

    key: str
    touchpoint: str
    trigger: str
    reason: str
    opened_on: date


@dataclass(frozen=True, slots=True)
class PlantedContent:
    """Findings left on purpose, by the keys of their rows."""

    process_without_touchpoint: str
    link_without_basis: tuple[str, str]
    not_confirmed: str
    near_equal: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Registers:
    """Everything; ``links`` are the rows of the first filling and of processes included later."""

    groups: tuple[GroupContent, ...]
    channels: tuple[ChannelContent, ...]
    touchpoints: Mapping[str, TouchpointContent]
    processes: Mapping[str, ProcessContent]
    links: Mapping[tuple[str, str], LinkContent]
    shared: tuple[SharedContent, ...]
    filled_on: Mapping[str, date]
    filling_basis: str
    editions: tuple[EditionContent, ...]
    proposals: tuple[ProposalContent, ...]
    tasks: tuple[TaskContent, ...]
    planted: PlantedContent
