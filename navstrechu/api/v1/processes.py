"""The register of processes with its groups and channels: reading, inclusion, change, exclusion."""

from dataclasses import replace
from typing import Any

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
    Day,
    Identifier,
    Limit,
    Line,
    Offset,
    Reference,
    cut,
    text,
)
from navstrechu.api.repeats import once
from navstrechu.api.schema import UNDER_VERSION
from navstrechu.api.v1.places import agency_of
from navstrechu.api.v1.references import given, group_named, post_named, unit_named
from navstrechu.api.v1.register_places import process_of
from navstrechu.api.v1.register_shapes import ChannelPage, GroupPage, ProcessPage, ProcessShape
from navstrechu.api.v1.register_values import channel_shape, group_shape, process_shape
from navstrechu.api.v1.register_words import (
    MOST_PARTS,
    ClientWord,
    LegalBasisWords,
    ObjectKindWord,
    ParticipantWords,
    ReachWord,
    ScopeWord,
    TermWords,
)
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.processes.queries.card import values_of
from navstrechu.processes.queries.register import RegisterFilter, channels_of, found_processes, groups_of
from navstrechu.processes.services.register import change_process, exclude_process, include_process
from navstrechu.processes.values import LegalBasis, Participant, ProcessValues, Term
from navstrechu.processes.workflow import Status
from navstrechu.tokens.scopes import Scope

router = Router(tags=["Реестр процессов"])
_PLAIN = (
    "title", "code", "object_kind", "scope", "reach", "life_situation", "portal_url", "result", "input_text",
    "output_text",
)  # fmt: skip


class ProcessCorrection(Body):
    """Fields that are left out stay as they are; null clears a unit and a curator."""

    group: int | None = Field(None, ge=1, le=32_767, description="Номер группы процессов.")
    title: str | None = text(1_000, default=None)
    code: str | None = text(30, default=None, description="При включении пустой код назначается по порядку.")
    object_kind: ObjectKindWord | None = None
    scope: ScopeWord | None = None
    reach: ReachWord | None = None
    unit: Reference | None = Field(None, description="Подразделение-владелец.")
    curator: Reference | None = Field(None, description="Должность куратора.")
    clients: list[Line] | None = Field(None, max_length=MOST_PARTS, description="Категории клиентов.")
    life_situation: str | None = text(300, default=None)
    portal_url: str | None = text(500, default=None)
    result: str | None = text(10_000, default=None)
    input_text: str | None = text(10_000, default=None)
    output_text: str | None = text(10_000, default=None)
    term: TermWords | None = None
    participants: list[ParticipantWords] | None = Field(None, max_length=MOST_PARTS)
    bases: list[LegalBasisWords] | None = Field(None, max_length=MOST_PARTS)


class NewProcess(ProcessCorrection):
    """A process to include: group and title, the day and the act behind it."""

    group: int = Field(ge=1, le=32_767, description="Номер группы процессов.")
    title: str = text(1_000, min_length=1)
    included_on: Day
    basis: str = text(500, min_length=1, description="Основание включения.")


class ProcessExclusion(Body):
    excluded_on: Day
    basis: str = text(500, min_length=1, description="Основание исключения.")


@router.get(
    "/agencies/{agency}/process-groups",
    auth=reads(),
    response=GroupPage,
    url_name="process-groups",
    summary="Группы процессов",
    operation_id="process_groups",
)
def process_groups(
    request: KeyRequest, agency: AgencyCode, limit: Limit = 50, offset: Offset = 0
) -> HttpResponse:
    """Groups by number with how many processes each has in the register."""
    found = list(groups_of(agency_of(request, agency)))
    items = [group_shape(group) for group in cut(found, limit, offset)]
    return json_answer(GroupPage(total=len(found), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}/channel-kinds",
    auth=reads(),
    response=ChannelPage,
    url_name="channel-kinds",
    summary="Виды каналов",
    operation_id="channel_kinds",
)
def channel_kinds(
    request: KeyRequest, agency: AgencyCode, limit: Limit = 50, offset: Offset = 0
) -> HttpResponse:
    """Kinds of channels in use, in the order of the dictionary."""
    found = list(channels_of(agency_of(request, agency)))
    items = [channel_shape(channel) for channel in cut(found, limit, offset)]
    return json_answer(ChannelPage(total=len(found), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}/processes",
    auth=reads(),
    response=ProcessPage,
    url_name="processes",
    summary="Реестр процессов",
    operation_id="processes",
)
def processes(
    request: KeyRequest,
    agency: AgencyCode,
    q: str = Query("", max_length=200, pattern=TEXT, description="Слова наименования или карточки."),
    group: int | None = Query(None, ge=1, le=32_767, description="Номер группы процессов."),
    client: ClientWord | None = Query(None, description="Только с таким клиентом."),  # noqa: B008 – ninja reads it
    kind: ObjectKindWord | None = Query(None, description="Только этого вида."),  # noqa: B008
    scope: ScopeWord | None = Query(None, description="Основные или отраслевые."),  # noqa: B008
    reach: ReachWord | None = Query(None, description="Межведомственные или внутриведомственные."),  # noqa: B008
    unit: int | None = Query(None, ge=0, le=2**63 - 1, description="Подразделение; 0 – без подразделения."),
    excluded: bool = Query(False, description="Исключённые вместо стоящих в реестре."),
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Processes group by group, by code."""
    status = Status.EXCLUDED if excluded else Status.ACTIVE
    asked = RegisterFilter(q, group, client or "", scope or "", reach or "", unit, kind or "", status.value)
    found = found_processes(agency_of(request, agency), asked)
    rows = found.select_related("agency", "curator").prefetch_related(
        "participants", "bases", "volumes__channel"
    )
    items = [process_shape(row) for row in rows[offset : offset + limit]]
    return json_answer(ProcessPage(total=found.count(), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}/processes/{process}",
    auth=reads(),
    response=ProcessShape,
    url_name="process",
    summary="Процесс",
    operation_id="process",
)
def process(request: KeyRequest, agency: AgencyCode, process: Identifier) -> HttpResponse:
    """One process, an excluded one too; its ETag is what a change must name."""
    return _tagged(request, process_of(agency_of(request, agency), process))


def _tagged(request: KeyRequest, found: Process) -> HttpResponse:
    return tagged(request, process_shape(found), found.version)


@router.post(
    "/agencies/{agency}/processes",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response={201: ProcessShape},
    url_name="processes",
    summary="Включить процесс в реестр",
    operation_id="include_process",
)
def include(request: KeyRequest, agency: AgencyCode, body: NewProcess) -> HttpResponse:
    """Include a process on a basis, as of a day that has come."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)

    def work() -> ProcessShape:
        made = include_process(
            agency=owner,
            values=_changed(
                owner, ProcessValues(group=group_named(owner, body.group), title=body.title), body
            ),
            included_on=body.included_on,
            basis=body.basis,
            by=caller(request),
            at=timezone.now(),
        )
        return process_shape(process_of(owner, made.pk))

    return once(request, body.model_dump(), work, status=201)


@router.patch(
    "/agencies/{agency}/processes/{process}",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response=ProcessShape,
    url_name="process",
    summary="Исправить процесс",
    operation_id="change_process",
    openapi_extra=UNDER_VERSION,
)
def change(
    request: KeyRequest, agency: AgencyCode, process: Identifier, body: ProcessCorrection
) -> HttpResponse:
    """Change the card; `If-Match` names the version that the change is meant for."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)
    found = process_of(owner, process)
    change_process(
        process=found,
        version=wanted_version(request, found.version),
        values=_changed(owner, values_of(found), body),
        by=caller(request),
        at=timezone.now(),
    )
    return _tagged(request, process_of(owner, process))


@router.post(
    "/agencies/{agency}/processes/{process}/exclude",
    auth=AccessKey(Scope.EDIT_REGISTERS),
    response=ProcessShape,
    url_name="process-exclude",
    summary="Исключить процесс из реестра",
    operation_id="exclude_process",
    openapi_extra=UNDER_VERSION,
)
def exclude(
    request: KeyRequest, agency: AgencyCode, process: Identifier, body: ProcessExclusion
) -> HttpResponse:
    """Exclude a process on a basis; its card, history and rows are kept."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)

    def work() -> ProcessShape:
        found = process_of(owner, process)
        exclude_process(
            process=found,
            version=wanted_version(request, found.version),
            excluded_on=body.excluded_on,
            basis=body.basis,
            by=caller(request),
            at=timezone.now(),
        )
        return process_shape(process_of(owner, process))

    return once(request, body.model_dump(), work, status=200)


def _changed(owner: Agency, values: ProcessValues, body: ProcessCorrection) -> ProcessValues:
    """The card with what the body names; unit and curator are cleared by a null that is spelt out."""
    new: dict[str, Any] = given(body, *_PLAIN)
    if body.group is not None:
        new["group"] = group_named(owner, body.group)
    if "unit" in body.model_fields_set:
        new["unit"] = unit_named(owner, body.unit)
    if "curator" in body.model_fields_set:
        new["curator"] = post_named(owner, body.curator)
    if body.clients is not None:
        new["clients"] = "\n".join(body.clients)
    if body.term is not None:
        new["term"] = Term(body.term.number, body.term.unit or "", body.term.start)
    if body.participants is not None:
        new["participants"] = tuple(Participant(row.name, row.part) for row in body.participants)
    if body.bases is not None:
        new["bases"] = tuple(LegalBasis(row.act, row.clause, row.url) for row in body.bases)
    return replace(values, **new)
