"""Groups, channels, processes with their participants, bases and volumes."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import (
    ChannelKind,
    Process,
    ProcessBasis,
    ProcessGroup,
    ProcessParticipant,
    ProcessVolume,
)
from navstrechu.processes.queries.card import values_of
from navstrechu.processes.services.channels import create_channel_kind
from navstrechu.processes.services.groups import seed_groups
from navstrechu.processes.services.register import change_process, exclude_process, include_process
from navstrechu.processes.services.volumes import set_volumes
from navstrechu.processes.values import LegalBasis, Participant, ProcessValues, Term
from tests.factories import NOON
from tests.factories.organisation import agency, member

_numbers = count(1)
INCLUDED = date(2024, 1, 9)
BASIS = "Приказ от 09.01.2024 № 3"


def process_group(of: Agency, number: int = 1) -> ProcessGroup:
    """One of the nine groups that the agency starts with."""
    seed_groups(agency=of, by=SYSTEM, at=NOON)
    return of.process_groups.get(number=number)


def channel_kind(of: Agency, title: str = "", category: str = "digital") -> ChannelKind:
    named = title or f"Канал {next(_numbers)}"
    return create_channel_kind(agency=of, category=category, title=named, by=SYSTEM, at=NOON)


def values(group: ProcessGroup, **given: Any) -> ProcessValues:
    """What a card needs at least, and what is given."""
    return ProcessValues(**{"group": group, "title": f"Назначение пособия {next(_numbers)}"} | given)


def full_values(group: ProcessGroup, **given: Any) -> ProcessValues:
    """A card that lacks nothing but a unit."""
    filled = {
        "result": "Решение о назначении",
        "term": Term(10, "working_days", "со дня регистрации заявления"),
        "participants": (Participant("МФЦ", "принимает заявления"),),
        "bases": (LegalBasis("Закон Энской области № 1-ОЗ", "статья 5"),),
    }
    return values(group, **filled | given)


def process(of: Agency | None = None, group: int = 1, **given: Any) -> Process:
    """A process of the register, included by the coordinator."""
    own = of or agency()
    return include_process(
        agency=own,
        values=values(process_group(own, group), **given),
        included_on=INCLUDED,
        basis=BASIS,
        by=member(Role.COORDINATOR, own),
        at=NOON,
    )


def excluded_process(of: Agency | None = None, on: date = date(2024, 2, 1), **given: Any) -> Process:
    made = process(of, **given)
    by = member(Role.COORDINATOR, made.agency)
    return exclude_process(
        process=made, version=made.version, excluded_on=on, basis="Закон утратил силу", by=by, at=NOON
    )


def process_participant(to: Process, name: str = "МФЦ") -> ProcessParticipant:
    _change(to, participants=(*values_of(to).participants, Participant(name)))
    return to.participants.get(name=name)


def process_basis(to: Process, act: str = "Закон Энской области № 1-ОЗ") -> ProcessBasis:
    _change(to, bases=(*values_of(to).bases, LegalBasis(act)))
    return to.bases.get(act=act)


def process_volume(to: Process, channel: ChannelKind | None = None, number: int = 100) -> ProcessVolume:
    by = member(Role.COORDINATOR, to.agency)
    kind = channel or channel_kind(to.agency)
    set_volumes(process=to, version=to.version, year=2023, numbers={kind: number}, by=by, at=NOON)
    return to.volumes.get(channel=kind, year=2023)


def _change(to: Process, **given: Any) -> None:
    by = member(Role.COORDINATOR, to.agency)
    changed = replace(values_of(to), **given)
    change_process(process=to, version=to.version, values=changed, by=by, at=NOON)
