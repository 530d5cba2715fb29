"""Rows of the register of touchpoints, and what its checks find."""

from typing import Literal

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
    cut,
    text,
)
from navstrechu.api.repeats import once
from navstrechu.api.schema import UNDER_VERSION
from navstrechu.api.v1 import register_contents as contents
from navstrechu.api.v1.places import agency_of, shown_day
from navstrechu.api.v1.references import process_named, touchpoint_named
from navstrechu.api.v1.register_places import row_of
from navstrechu.api.v1.register_shapes import FindingPage, RegisterRowPage, RegisterRowShape
from navstrechu.api.v1.register_values import finding_shape, row_shape
from navstrechu.api.v1.register_words import (
    MOST_PARTS,
    BasisWords,
    CategoryWord,
    ClientWord,
    InteractionWords,
    RowWords,
)
from navstrechu.organisation.models import Agency
from navstrechu.processes.queries.completeness import register_checks
from navstrechu.tokens.scopes import Scope
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.queries.checks import all_findings, register_findings
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.rows import RowFilter, row_keys, rows_by_key, shared_texts
from navstrechu.touchpoints.services.rows import add_row, change_row, remove_row
from navstrechu.touchpoints.values import RowContent

router = Router(tags=["Перечень точек взаимодействия"])


class NewRow(RowWords):
    """A touchpoint to list in a process."""

    process: Reference = Field(description="Процесс из реестра.")
    touchpoint: Reference = Field(description="Действующая точка взаимодействия.")


class RowCorrection(Body):
    """Fields that are left out stay as they are; a list that is given replaces the old one."""

    touchpoint: Reference | None = Field(None, description="Другая точка на место прежней.")
    interactions: list[InteractionWords] | None = Field(None, max_length=MOST_PARTS)
    peculiarities: str | None = text(4_000, default=None)
    bases: list[BasisWords] | None = Field(None, max_length=MOST_PARTS)


@router.get(
    "/agencies/{agency}/register-rows",
    auth=reads(),
    response=RegisterRowPage,
    url_name="register-rows",
    summary="Строки перечня",
    operation_id="register_rows",
)
def register_rows(
    request: KeyRequest,
    agency: AgencyCode,
    q: str = Query("", max_length=200, pattern=TEXT, description="Слова строки, процесса или точки."),
    group: int | None = Query(None, ge=1, le=32_767, description="Номер группы процессов."),
    process: Reference | None = Query(None, description="Только этого процесса."),  # noqa: B008 – ninja reads it
    touchpoint: Reference | None = Query(None, description="Только с этой точкой."),  # noqa: B008
    channel: Reference | None = Query(None, description="Только этого вида канала."),  # noqa: B008
    category: CategoryWord | None = Query(None, description="Только этой категории каналов."),  # noqa: B008
    unit: Reference | None = Query(None, description="Только этого подразделения."),  # noqa: B008
    client: ClientWord | None = Query(None, description="Только с таким клиентом."),  # noqa: B008
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Rows as they are printed: group by group, process by process."""
    owner = agency_of(request, agency)
    wanted = RowFilter(
        q, _group(owner, group), process, touchpoint, channel, category or "", unit, client or ""
    )
    keys = row_keys(owner, wanted)
    shared = shared_texts(owner)
    items = [row_shape(row, shared) for row in rows_by_key(owner, list(cut(keys, limit, offset)))]
    return json_answer(RegisterRowPage(total=len(keys), limit=limit, offset=offset, items=items))


def _group(owner: Agency, number: int | None) -> int | None:
    """The id of the group of that number; 0, which no group has, where there is none."""
    if number is None:
        return None
    return owner.process_groups.filter(number=number).values_list("pk", flat=True).first() or 0


@router.get(
    "/agencies/{agency}/register-rows/{row}",
    auth=reads(),
    response=RegisterRowShape,
    url_name="register-row",
    summary="Строка перечня",
    operation_id="register_row",
)
def register_row(request: KeyRequest, agency: AgencyCode, row: Identifier) -> HttpResponse:
    """One row, one that was taken out too; its ETag is what a change must name."""
    return _tagged(request, agency_of(request, agency), row)


def _tagged(request: KeyRequest, owner: Agency, pk: int) -> HttpResponse:
    shown = _shown(owner, pk)
    return tagged(request, shown, shown.version)


def _shown(owner: Agency, pk: int) -> RegisterRowShape:
    return row_shape(row_of(owner, pk), shared_texts(owner))


@router.post(
    "/agencies/{agency}/register-rows",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response={201: RegisterRowShape},
    url_name="register-rows",
    summary="Добавить строку перечня",
    operation_id="add_row",
)
def add(request: KeyRequest, agency: AgencyCode, body: NewRow) -> HttpResponse:
    """List a touchpoint in a process; where it is listed already, its row is to be changed (409)."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)

    def work() -> RegisterRowShape:
        made = add_row(
            process=process_named(owner, body.process),
            touchpoint=touchpoint_named(owner, body.touchpoint),
            content=contents.row_content(body),
            by=caller(request),
            at=timezone.now(),
        )
        return _shown(owner, made.pk)

    return once(request, body.model_dump(), work, status=201)


@router.patch(
    "/agencies/{agency}/register-rows/{row}",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response=RegisterRowShape,
    url_name="register-row",
    summary="Исправить строку перечня",
    operation_id="change_row",
    openapi_extra=UNDER_VERSION,
)
def change(request: KeyRequest, agency: AgencyCode, row: Identifier, body: RowCorrection) -> HttpResponse:
    """Change what a row says; `If-Match` names the version that the change is meant for."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)
    found = row_of(owner, row)
    change_row(
        row=found,
        version=wanted_version(request, found.version),
        content=_changed(found, body),
        touchpoint=None if body.touchpoint is None else touchpoint_named(owner, body.touchpoint),
        by=caller(request),
        at=timezone.now(),
    )
    return _tagged(request, owner, row)


def _changed(row: ProcessTouchpoint, body: RowCorrection) -> RowContent:
    now = row_content(row)
    return RowContent(
        now.interactions if body.interactions is None else contents.interactions(body.interactions),
        now.peculiarities if body.peculiarities is None else body.peculiarities,
        now.bases if body.bases is None else contents.bases(body.bases),
    )


@router.api_operation(
    ["DELETE"],
    "/agencies/{agency}/register-rows/{row}",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response=RegisterRowShape,
    url_name="register-row",
    summary="Исключить строку перечня",
    operation_id="remove_row",
    openapi_extra=UNDER_VERSION,
)
def remove(request: KeyRequest, agency: AgencyCode, row: Identifier) -> HttpResponse:
    """Take a row out of the register; it is kept and can be put back on the pages."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)
    found = row_of(owner, row)
    version = wanted_version(request, found.version)
    remove_row(row=found, version=version, by=caller(request), at=timezone.now())
    return _tagged(request, owner, row)


@router.get(
    "/agencies/{agency}/register-findings",
    auth=reads(),
    response=FindingPage,
    url_name="register-findings",
    summary="Проверки реестров",
    operation_id="register_findings",
)
def findings(
    request: KeyRequest,
    agency: AgencyCode,
    as_of: ShownDay = None,
    kind: Literal["processes", "touchpoints"] | None = Query(None, description="Только этого реестра."),
    code: str | None = Query(None, max_length=60, pattern=TEXT, description="Только с этим кодом."),
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """What the live registers lack, in the order of the clauses of order 201."""
    owner = agency_of(request, agency)
    day = shown_day(owner, as_of)
    told = {"processes": lambda: register_checks(owner), "touchpoints": lambda: register_findings(owner, day)}
    known = told[kind]() if kind else all_findings(owner, day)
    found = [one for one in known if code is None or one.code == code]
    items = [finding_shape(one) for one in cut(found, limit, offset)]
    return json_answer(FindingPage(total=len(found), limit=limit, offset=offset, as_of=day, items=items))
