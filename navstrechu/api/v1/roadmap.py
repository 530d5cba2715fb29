"""The roadmap, the list of its measures and their required results, as of a day."""

from datetime import date
from typing import Literal

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from navstrechu.api.answers import json_answer, tagged, wanted_version
from navstrechu.api.authentication import AccessKey, KeyRequest, caller, reads
from navstrechu.api.inputs import AgencyCode, Body, Identifier, Limit, Offset, ShownDay, cut, text
from navstrechu.api.schema import UNDER_VERSION
from navstrechu.api.v1.places import agency_of, live_result, shown_state
from navstrechu.api.v1.shapes import (
    MeasurePage,
    ResultPage,
    ResultShape,
    RoadmapShape,
    State,
)
from navstrechu.api.v1.values import measure_shape, result_shape, roadmap_shape
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in
from navstrechu.roadmap.queries.editions import edition_on, head_on
from navstrechu.roadmap.services.measures import edit_result
from navstrechu.tokens.scopes import Scope

router = Router(tags=["Дорожная карта"])


class ResultCorrection(Body):
    text: str = text(4000, min_length=1)


@router.get(
    "/agencies/{agency}/roadmap",
    auth=reads(),
    response=RoadmapShape,
    url_name="roadmap",
    summary="Дорожная карта",
    operation_id="roadmap",
)
def roadmap(request: KeyRequest, agency: AgencyCode, as_of: ShownDay = None) -> HttpResponse:
    """Heading, sections and how far the plan is."""
    state = shown_state(agency_of(request, agency), as_of)
    edition = edition_on(state.roadmap, on=state.on)
    return json_answer(roadmap_shape(state, head_on(state.roadmap, on=state.on).heading, edition))


@router.get(
    "/agencies/{agency}/measures",
    auth=reads(),
    response=MeasurePage,
    url_name="measures",
    summary="Мероприятия",
    operation_id="measures",
)
def measures(
    request: KeyRequest,
    agency: AgencyCode,
    as_of: ShownDay = None,
    state: State | None = Query(None, description="Только в этом состоянии."),  # noqa: B008 – ninja reads it
    section: str | None = Query(None, max_length=20, description="Только этого раздела, например 2.1."),
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Measures of the plan of the day in its order."""
    shown = shown_state(agency_of(request, agency), as_of)
    found = [
        one
        for one in shown.measures
        if (state is None or one.state == state) and (section is None or one.section == section)
    ]
    items = [measure_shape(one) for one in cut(found, limit, offset)]
    page = MeasurePage(total=len(found), limit=limit, offset=offset, as_of=shown.on, items=items)
    return json_answer(page)


@router.get(
    "/agencies/{agency}/results",
    auth=reads(),
    response=ResultPage,
    url_name="results",
    summary="Требуемые результаты",
    operation_id="results",
)
def results(
    request: KeyRequest,
    agency: AgencyCode,
    as_of: ShownDay = None,
    kind: Literal["order", "report"] | None = Query(None, description="Приказ или отчёт."),
    met: bool | None = Query(None, description="Есть ли засчитанный документ."),
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Results of all measures of the day in the order of the plan."""
    shown = shown_state(agency_of(request, agency), as_of)
    found = [
        (result, one.number)
        for one in shown.measures
        for result in one.results
        if (kind is None or result.kind == kind) and (met is None or bool(result.links) == met)
    ]
    items = [result_shape(result, number) for result, number in cut(found, limit, offset)]
    return json_answer(ResultPage(total=len(found), limit=limit, offset=offset, as_of=shown.on, items=items))


@router.get(
    "/agencies/{agency}/results/{result}",
    auth=reads(),
    response=ResultShape,
    url_name="result",
    summary="Требуемый результат",
    operation_id="result",
)
def result(
    request: KeyRequest, agency: AgencyCode, result: Identifier, as_of: ShownDay = None
) -> HttpResponse:
    """One required result."""
    shown = _result(agency_of(request, agency), result, as_of)
    return tagged(request, shown, shown.version)


def _result(owner: Agency, pk: int, as_of: date | None) -> ResultShape:
    for one in shown_state(owner, as_of).measures:
        for found in one.results:
            if found.id == pk:
                return result_shape(found, one.number)
    raise Http404


@router.patch(
    "/agencies/{agency}/results/{result}",
    auth=AccessKey(Scope.EDIT_MEASURES),
    response=ResultShape,
    url_name="result",
    summary="Исправить текст результата",
    operation_id="correct_result",
    openapi_extra=UNDER_VERSION,
)
def correct_result(
    request: KeyRequest, agency: AgencyCode, result: Identifier, body: ResultCorrection
) -> HttpResponse:
    """Correct the printed text; `If-Match` names the version that the correction is meant for."""
    owner = agency_of(request, agency)
    row = live_result(owner, result)
    version = wanted_version(request, row.version)
    edit_result(result=row, version=version, text=body.text, by=caller(request), at=timezone.now())
    shown = _result(owner, result, today_in(owner))
    return tagged(request, shown, shown.version)
