"""Processes, touchpoints, rows and findings turned into their shapes."""

from collections.abc import Iterable
from typing import Any

from navstrechu.api.v1.register_shapes import (
    BasisShape,
    ChannelShape,
    FindingShape,
    GroupShape,
    InteractionShape,
    LegalBasisShape,
    NamedGroup,
    NamedPlace,
    NamedProcess,
    NamedThing,
    ParticipantShape,
    PlaceShape,
    ProcessShape,
    RegisterRowShape,
    TermShape,
    VolumeShape,
)
from navstrechu.api.v1.shapes import UnitShape
from navstrechu.core.findings import Finding
from navstrechu.organisation.models import Unit
from navstrechu.processes.models import ChannelKind, Process, ProcessGroup
from navstrechu.processes.queries.card import values_of, volumes_of
from navstrechu.processes.values import Term
from navstrechu.processes.vocabulary import ChannelCategory, ClientSide, ObjectKind, Reach, Scope, TermUnit
from navstrechu.processes.workflow import Status
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content, touchpoint_content
from navstrechu.touchpoints.queries.rows import SharedTexts, printed_peculiarities, printed_touchpoint
from navstrechu.touchpoints.values import BasisText, InteractionText


def group_shape(group: Any) -> GroupShape:
    """A group as `groups_of` reads it."""
    return GroupShape(
        number=group.number,
        title=group.title,
        client=ClientSide(group.client).value,
        roadmap_section=group.roadmap_section,
        direction=group.direction,
        processes=group.active,
        version=group.version,
    )


def channel_shape(channel: ChannelKind) -> ChannelShape:
    """A kind of channel."""
    return ChannelShape(
        id=channel.pk,
        title=channel.title,
        category=ChannelCategory(channel.category).value,
        printed=channel.printed,
        version=channel.version,
    )


def process_shape(process: Process) -> ProcessShape:
    """A process as `process_cards` reads it."""
    card = values_of(process)
    return ProcessShape(
        id=process.pk,
        code=process.code,
        title=process.title,
        group=_group(process.group),
        object_kind=ObjectKind(process.object_kind).value,
        scope=Scope(process.scope).value,
        reach=Reach(process.reach).value,
        unit=unit_shape(process.unit),
        curator=NamedThing(id=process.curator.pk, title=process.curator.title) if process.curator else None,
        clients=process.clients.splitlines(),
        life_situation=process.life_situation,
        portal_url=process.portal_url,
        result=process.result,
        input_text=process.input_text,
        output_text=process.output_text,
        term=_term(card.term),
        participants=[ParticipantShape(name=row.name, part=row.part) for row in card.participants],
        bases=[LegalBasisShape(act=row.act, clause=row.clause, url=row.url) for row in card.bases],
        volumes=[
            VolumeShape(year=year.year, channel=_channel(row.channel), number=row.number)
            for year in volumes_of(process)
            for row in year.rows
        ],
        status=Status(process.status).value,
        included_on=process.included_on,
        inclusion_basis=process.inclusion_basis,
        excluded_on=process.excluded_on,
        exclusion_basis=process.exclusion_basis,
        version=process.version,
    )


def _term(term: Term) -> TermShape:
    if not term.unit:
        return TermShape(number=None, unit=None, start=term.start)
    return TermShape(number=term.number, unit=TermUnit(term.unit).value, start=term.start)


def _group(group: ProcessGroup) -> NamedGroup:
    return NamedGroup(number=group.number, title=group.title)


def _channel(channel: ChannelKind) -> NamedThing:
    return NamedThing(id=channel.pk, title=channel.title)


def unit_shape(unit: Unit | None) -> UnitShape | None:
    """A unit by its name, where there is one."""
    return UnitShape(id=unit.pk, name=unit.name) if unit else None


def named_process(process: Process) -> NamedProcess:
    """A process as other things name it."""
    return NamedProcess(id=process.pk, code=process.code, title=process.title)


def place_shape(place: Touchpoint, processes: int) -> PlaceShape:
    """A touchpoint with in how many processes it stands."""
    said = touchpoint_content(place)
    return PlaceShape(
        id=place.pk,
        name=said.name,
        channel=_channel(place.channel),
        category=ChannelCategory(place.channel.category).value,
        address=said.address,
        url=said.url,
        phone=said.phone,
        opening_hours=said.opening_hours,
        opening_exceptions=said.opening_exceptions,
        accessibility=said.accessibility,
        unit=unit_shape(place.unit),
        agreements=[LegalBasisShape(act=one.act, clause=one.clause, url=one.url) for one in said.agreements],
        processes=processes,
        confirmed_on=place.confirmed_on,
        closed_on=place.closed_on,
        merged_into=place.merged_into_id,
        version=place.version,
    )


def row_shape(row: ProcessTouchpoint, shared: SharedTexts) -> RegisterRowShape:
    """A row with its parts, as `rows_by_key` reads it."""
    said, place = row_content(row), row.touchpoint
    return RegisterRowShape(
        id=row.pk,
        group=_group(row.process.group),
        process=named_process(row.process),
        touchpoint=NamedPlace(
            id=place.pk,
            name=place.name,
            channel=_channel(place.channel),
            category=ChannelCategory(place.channel.category).value,
        ),
        interactions=interaction_shapes(said.interactions),
        peculiarities=said.peculiarities,
        bases=basis_shapes(said.bases),
        printed_touchpoint=printed_touchpoint(row),
        printed_peculiarities=printed_peculiarities(row, shared),
        in_register=row.removed_at is None and row.process.status == Status.ACTIVE,
        removed_at=row.removed_at,
        version=row.version,
    )


def interaction_shapes(said: Iterable[InteractionText]) -> list[InteractionShape]:
    """Interactions in their order."""
    return [InteractionShape(text=one.text, stage=one.stage) for one in said]


def basis_shapes(said: Iterable[BasisText]) -> list[BasisShape]:
    """Bases in their order."""
    return [BasisShape(kind=one.kind.value, act=one.act, clause=one.clause, url=one.url) for one in said]


def finding_shape(finding: Finding) -> FindingShape:
    """What a check found, in words."""
    return FindingShape(
        code=finding.code,
        message=str(finding.message),
        level=finding.level.value,
        source=str(finding.source),
        subject=finding.subject,
    )
