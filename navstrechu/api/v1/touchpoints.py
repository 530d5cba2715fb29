"""Touchpoints, shared by processes: reading, adding, changing."""

from dataclasses import replace
from typing import Any, Literal

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from navstrechu.accounts.roles import Permission
from navstrechu.api.answers import json_answer, tagged, wanted_version
from navstrechu.api.authentication import AccessKey, KeyRequest, caller, reads
from navstrechu.api.inputs import (
    TEXT,
    AgencyCode,
    Body,
    Identifier,
    Limit,
    Offset,
    Reference,
    ShownDay,
    text,
)
from navstrechu.api.repeats import once
from navstrechu.api.schema import UNDER_VERSION
from navstrechu.api.v1.places import agency_of, shown_day
from navstrechu.api.v1.references import channel_named, given, unit_named
from navstrechu.api.v1.register_contents import agreements, place_content
from navstrechu.api.v1.register_places import place_of
from navstrechu.api.v1.register_shapes import PlacePage, PlaceShape
from navstrechu.api.v1.register_values import place_shape
from navstrechu.api.v1.register_words import MOST_PARTS, LegalBasisWords, PlaceWords
from navstrechu.organisation.models import Agency
from navstrechu.tokens.scopes import Scope
from navstrechu.touchpoints.queries.content import touchpoint_content
from navstrechu.touchpoints.queries.places import PlaceFilter, places_of
from navstrechu.touchpoints.services.touchpoints import change_touchpoint, create_touchpoint
from navstrechu.touchpoints.values import TouchpointContent

router = Router(tags=["Перечень точек взаимодействия"])
_PLAIN = ("name", "address", "url", "phone", "opening_hours", "opening_exceptions", "accessibility")
PlaceState = Literal["unused", "unconfirmed", "closed"]


class PlaceCorrection(Body):
    """Fields that are left out stay as they are; null clears the unit."""

    name: str | None = text(500, default=None)
    channel: Reference | None = Field(None, description="Вид канала из справочника органа.")
    address: str | None = text(500, default=None)
    url: str | None = text(500, default=None)
    phone: str | None = text(200, default=None)
    opening_hours: str | None = text(4_000, default=None)
    opening_exceptions: str | None = text(4_000, default=None)
    accessibility: str | None = text(4_000, default=None)
    unit: Reference | None = Field(None, description="Отвечающее подразделение.")
    agreements: list[LegalBasisWords] | None = Field(None, max_length=MOST_PARTS)


@router.get(
    "/agencies/{agency}/touchpoints",
    auth=reads(),
    response=PlacePage,
    url_name="touchpoints",
    summary="Точки взаимодействия",
    operation_id="touchpoints",
)
def touchpoints(
    request: KeyRequest,
    agency: AgencyCode,
    as_of: ShownDay = None,
    q: str = Query("", max_length=200, pattern=TEXT, description="Слова наименования или адреса."),
    channel: Reference | None = Query(None, description="Только этого вида канала."),  # noqa: B008 – ninja reads it
    unit: Reference | None = Query(None, description="Только этого подразделения."),  # noqa: B008
    state: PlaceState | None = Query(  # noqa: B008
        None, description="Не указанные ни в одном процессе, давно не подтверждённые или закрытые."
    ),
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Open touchpoints by name, or those of a state; `as_of` is the day on which a confirmation is old."""
    owner = agency_of(request, agency)
    found = places_of(owner, PlaceFilter(q, channel, unit, state or ""), shown_day(owner, as_of))
    rows: Any = found.prefetch_related("bases")[offset : offset + limit]
    items = [place_shape(row, row.processes) for row in rows]
    return json_answer(PlacePage(total=found.count(), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}/touchpoints/{touchpoint}",
    auth=reads(),
    response=PlaceShape,
    url_name="touchpoint",
    summary="Точка взаимодействия",
    operation_id="touchpoint",
)
def touchpoint(request: KeyRequest, agency: AgencyCode, touchpoint: Identifier) -> HttpResponse:
    """One touchpoint, a closed one too; its ETag is what a change must name."""
    shown = _shown(agency_of(request, agency), touchpoint)
    return tagged(request, shown, shown.version)


def _shown(owner: Agency, pk: int) -> PlaceShape:
    found = place_of(owner, pk)
    return place_shape(found, found.processes)


@router.post(
    "/agencies/{agency}/touchpoints",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response={201: PlaceShape},
    url_name="touchpoints",
    summary="Добавить точку взаимодействия",
    operation_id="create_touchpoint",
)
def create(request: KeyRequest, agency: AgencyCode, body: PlaceWords) -> HttpResponse:
    """Add a touchpoint; one of that name and channel must not be there (409)."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)

    def work() -> PlaceShape:
        made = create_touchpoint(
            agency=owner, content=place_content(owner, body), by=caller(request), at=timezone.now()
        )
        return _shown(owner, made.pk)

    return once(request, body.model_dump(), work, status=201)


@router.patch(
    "/agencies/{agency}/touchpoints/{touchpoint}",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response=PlaceShape,
    url_name="touchpoint",
    summary="Исправить точку взаимодействия",
    operation_id="change_touchpoint",
    openapi_extra=UNDER_VERSION,
)
def change(
    request: KeyRequest, agency: AgencyCode, touchpoint: Identifier, body: PlaceCorrection
) -> HttpResponse:
    """Change a touchpoint in all rows that name it; `If-Match` names the version that is meant."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)
    found = place_of(owner, touchpoint)
    change_touchpoint(
        touchpoint=found,
        version=wanted_version(request, found.version),
        content=_changed(owner, touchpoint_content(found), body),
        by=caller(request),
        at=timezone.now(),
    )
    shown = _shown(owner, touchpoint)
    return tagged(request, shown, shown.version)


def _changed(owner: Agency, content: TouchpointContent, body: PlaceCorrection) -> TouchpointContent:
    new: dict[str, Any] = given(body, *_PLAIN)
    if body.channel is not None:
        new["channel_id"] = channel_named(owner, body.channel).pk
    if "unit" in body.model_fields_set:
        unit = unit_named(owner, body.unit)
        new["unit_id"] = unit.pk if unit else None
    if body.agreements is not None:
        new["agreements"] = agreements(body.agreements)
    return replace(content, **new)
