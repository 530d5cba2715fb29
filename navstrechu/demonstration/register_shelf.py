"""What is loaded of the demonstration registers so far, and how content becomes rows of the product."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from navstrechu.accounts.models import User
from navstrechu.demonstration.registers.shapes import (
    BasisContent,
    InteractionContent,
    ProcessContent,
    Registers,
    TouchpointContent,
)
from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.processes.models import ChannelKind, Process, ProcessGroup
from navstrechu.processes.services.register import include_process
from navstrechu.processes.services.volumes import set_volumes
from navstrechu.processes.values import LegalBasis, Participant, ProcessValues, Term
from navstrechu.touchpoints import values
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.permissions import can_edit_rows
from navstrechu.touchpoints.services.rows import put_row
from navstrechu.touchpoints.services.touchpoints import confirm_touchpoint, create_touchpoint
from navstrechu.touchpoints.vocabulary import BasisKind

_ZONE = ZoneInfo("Europe/Moscow")
_YEAR_OF_VOLUMES = 2023


def moment(day: date, hour: int = 10) -> datetime:
    """A moment of a day in the agency's time."""
    return datetime.combine(day, time(hour), tzinfo=_ZONE)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is loaded so far, by the keys of the content; ``posts`` by the unit that the post heads."""

    agency: Agency
    users: Mapping[str, User]
    registers: Registers
    units: Mapping[str, Unit]
    posts: Mapping[str, Post]
    groups: Mapping[int, ProcessGroup]
    channels: Mapping[str, ChannelKind]
    processes: dict[str, Process] = field(default_factory=dict)
    touchpoints: dict[str, Touchpoint] = field(default_factory=dict)
    rows: dict[tuple[str, str], ProcessTouchpoint] = field(default_factory=dict)

    @property
    def coordinator(self) -> User:
        return self.users["coordinator"]

    def head_of(self, unit: str) -> User:
        """The account of the head of a unit; the coordinator heads the coordination."""
        return self.users.get(unit, self.coordinator)


def include(shelf: Shelf, item: ProcessContent, day: date, basis: str, by: User) -> None:
    """A process comes into the register with its card and volumes."""
    process = include_process(
        agency=shelf.agency,
        values=process_values(shelf, item),
        included_on=day,
        basis=basis,
        by=by,
        at=moment(day),
    )
    shelf.processes[item.key] = process
    if item.volume:
        numbers = {_channel(shelf, item.key, category): number for category, number in item.volume.items()}
        set_volumes(
            process=process,
            version=process.version,
            year=_YEAR_OF_VOLUMES,
            numbers=numbers,
            by=by,
            at=moment(day, 11),
        )


def process_values(shelf: Shelf, item: ProcessContent) -> ProcessValues:
    """Everything that the card of a process says."""
    number, unit, start = item.term
    return ProcessValues(
        group=shelf.groups[item.group],
        title=item.title,
        code=item.code,
        object_kind=item.object_kind,
        scope=item.scope,
        reach=item.reach,
        unit=shelf.units[item.unit],
        curator=shelf.posts[item.curator],
        clients="\n".join(item.clients),
        life_situation=item.life_situation,
        portal_url=item.portal_url,
        result=item.result,
        input_text=item.input_text,
        output_text=item.output_text,
        term=Term(number, unit, start),
        participants=tuple(Participant(name, part) for name, part in item.participants),
        bases=tuple(LegalBasis(basis.act, basis.clause) for basis in item.bases),
    )


def _channel(shelf: Shelf, process: str, category: str) -> ChannelKind:
    """The kind of channel of the first touchpoint of a process under a category."""
    places = (key for of, key in shelf.registers.links if of == process)
    channels = (shelf.channels[shelf.registers.touchpoints[key].channel] for key in places)
    return next(channel for channel in channels if channel.category == category)


def establish(shelf: Shelf, item: TouchpointContent, day: date) -> None:
    """A touchpoint is entered by the head of its unit and its particulars confirmed."""
    by = shelf.head_of(item.unit)
    made = create_touchpoint(
        agency=shelf.agency, content=touchpoint_values(shelf, item), by=by, at=moment(day)
    )
    shelf.touchpoints[item.key] = confirm_touchpoint(
        touchpoint=made, on=item.confirmed_on, by=by, at=moment(day, 11)
    )


def touchpoint_values(shelf: Shelf, item: TouchpointContent) -> values.TouchpointContent:
    """Everything that a touchpoint says of itself."""
    return values.TouchpointContent(
        name=item.name,
        channel_id=shelf.channels[item.channel].pk,
        address=item.address,
        url=item.url,
        phone=item.phone,
        opening_hours=item.hours,
        opening_exceptions=item.exceptions,
        accessibility=item.accessibility,
        unit_id=shelf.units[item.unit].pk,
        agreements=basis_texts([item.agreement] if item.agreement else []),
    )


def list_touchpoints(shelf: Shelf, key: str, day: date, by: User) -> None:
    """All touchpoints of a process are listed; who may is asked once, not row by row."""
    process = shelf.processes[key]
    can_edit_rows(by, process).require()
    for item in shelf.registers.links.values():
        if item.process == key:
            shelf.rows[key, item.touchpoint] = put_row(
                process=process,
                touchpoint=shelf.touchpoints[item.touchpoint],
                content=row_values(item.interactions, item.peculiarities, item.bases),
                by=by,
                at=moment(day),
            )


def row_values(
    interactions: Iterable[InteractionContent], peculiarities: str, bases: Iterable[BasisContent]
) -> values.RowContent:
    """Everything that a row says besides process and touchpoint."""
    said = tuple(values.InteractionText(item.text, item.stage) for item in interactions)
    return values.RowContent(said, peculiarities, basis_texts(bases))


def basis_texts(bases: Iterable[BasisContent]) -> tuple[values.BasisText, ...]:
    """Bases as the register keeps them."""
    return tuple(values.BasisText(BasisKind(item.kind), item.act, item.clause) for item in bases)
