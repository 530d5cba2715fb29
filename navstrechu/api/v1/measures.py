"""One measure: reading it, correcting it, noting its start, taking part in its discussion."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from navstrechu.api.answers import json_answer, tagged, wanted_version
from navstrechu.api.authentication import AccessKey, KeyRequest, caller, reads
from navstrechu.api.inputs import (
    AgencyCode,
    Body,
    Day,
    Limit,
    MeasureNumber,
    Offset,
    Reference,
    ShownDay,
    cut,
    text,
)
from navstrechu.api.repeats import once
from navstrechu.api.schema import UNDER_VERSION
from navstrechu.api.v1.places import agency_of, live_row, shown_measure, shown_state
from navstrechu.api.v1.references import chosen
from navstrechu.api.v1.shapes import CommentPage, CommentShape, MeasureShape
from navstrechu.api.v1.values import comment_shape, measure_shape
from navstrechu.discussion.queries import Remark, remarks_about
from navstrechu.discussion.services import add_comment
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import posts_of, today_in
from navstrechu.roadmap.models import Measure
from navstrechu.roadmap.services.measures import MeasureWording, edit_measure, start_measure
from navstrechu.roadmap.services.subjects import measure_subject
from navstrechu.tokens.scopes import Scope

router = Router(tags=["Дорожная карта"])


class MeasureCorrection(Body):
    """Fields that are left out stay as they are. A due date is moved only by a decision, not here."""

    title: str | None = text(4000, default=None, description="Мероприятие.")
    responsible: Reference | None = Field(None, description="Должность ответственного.")
    co_executors: list[Reference] | None = Field(
        None, max_length=100, description="Должности соисполнителей в порядке печати."
    )


class MeasureStart(Body):
    started_on: Day


class NewComment(Body):
    text: str = text(10_000, min_length=1)


@router.get(
    "/agencies/{agency}/measures/{number}",
    auth=reads(),
    response=MeasureShape,
    url_name="measure",
    summary="Мероприятие",
    operation_id="measure",
)
def measure(
    request: KeyRequest, agency: AgencyCode, number: MeasureNumber, as_of: ShownDay = None
) -> HttpResponse:
    """One measure; its ETag is what a correction must name."""
    found = shown_measure(shown_state(agency_of(request, agency), as_of), number)
    return tagged(request, measure_shape(found), found.version)


@router.patch(
    "/agencies/{agency}/measures/{number}",
    auth=AccessKey(Scope.EDIT_MEASURES),
    response=MeasureShape,
    url_name="measure",
    summary="Исправить мероприятие",
    operation_id="correct_measure",
    openapi_extra=UNDER_VERSION,
)
def correct(
    request: KeyRequest, agency: AgencyCode, number: MeasureNumber, body: MeasureCorrection
) -> HttpResponse:
    """Correct wording and executors; `If-Match` names the version that the correction is meant for."""
    owner = agency_of(request, agency)
    row = live_row(owner, number)
    edit_measure(
        measure=row,
        version=wanted_version(request, row.version),
        wording=_wording(owner, row, body),
        by=caller(request),
        at=timezone.now(),
    )
    shown = _shown(owner, number)
    return tagged(request, shown, shown.version)


def _wording(owner: Agency, row: Measure, body: MeasureCorrection) -> MeasureWording:
    posts = {post.pk: post for post in posts_of(owner)}
    sentence = _("Должности {id} в органе нет. Возьмите номер из списка должностей.")
    present = [item.post for item in row.co_executors.select_related("post").order_by("position")]
    return MeasureWording(
        title=row.title if body.title is None else body.title,
        responsible=(
            row.responsible if body.responsible is None else chosen(posts, [body.responsible], sentence)[0]
        ),
        co_executors=tuple(
            present if body.co_executors is None else chosen(posts, body.co_executors, sentence)
        ),
    )


def _shown(owner: Agency, number: str) -> MeasureShape:
    """The measure after a change, as of the real today: that is when the change was made."""
    return measure_shape(shown_measure(shown_state(owner, today_in(owner)), number))


@router.post(
    "/agencies/{agency}/measures/{number}/start",
    auth=AccessKey(Scope.EDIT_MEASURES),
    response=MeasureShape,
    url_name="measure-start",
    summary="Отметить начало работы",
    operation_id="start_measure",
)
def start(request: KeyRequest, agency: AgencyCode, number: MeasureNumber, body: MeasureStart) -> HttpResponse:
    """Note the day on which work began; it only tells «в работе» from «не начато»."""
    owner = agency_of(request, agency)
    row = live_row(owner, number)

    def work() -> MeasureShape:
        start_measure(
            measure=row,
            started_on=body.started_on,
            today=today_in(owner),
            by=caller(request),
            at=timezone.now(),
        )
        return _shown(owner, number)

    return once(request, body.model_dump(), work, status=200)


@router.get(
    "/agencies/{agency}/measures/{number}/comments",
    auth=reads(),
    response=CommentPage,
    url_name="comments",
    summary="Обсуждение мероприятия",
    operation_id="comments",
)
def comments(
    request: KeyRequest,
    agency: AgencyCode,
    number: MeasureNumber,
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """What was said of the measure, oldest first."""
    owner = agency_of(request, agency)
    found = _remarks(request, owner, live_row(owner, number))
    items = [comment_shape(remark) for remark in cut(found, limit, offset)]
    return json_answer(CommentPage(total=len(found), limit=limit, offset=offset, items=items))


def _remarks(request: KeyRequest, owner: Agency, row: Measure) -> list[Remark]:
    subject = measure_subject(row)
    return remarks_about(owner, subject.type, subject.id, by=caller(request), on=today_in(owner))


@router.post(
    "/agencies/{agency}/measures/{number}/comments",
    auth=AccessKey(Scope.COMMENT),
    response={201: CommentShape},
    url_name="comments",
    summary="Написать в обсуждение",
    operation_id="add_comment",
)
def comment(request: KeyRequest, agency: AgencyCode, number: MeasureNumber, body: NewComment) -> HttpResponse:
    """Add a message to the discussion of the measure."""
    owner = agency_of(request, agency)
    row = live_row(owner, number)

    def work() -> CommentShape:
        said = add_comment(
            agency=owner, subject=measure_subject(row), text=body.text, by=caller(request), at=timezone.now()
        )
        return comment_shape(next(one for one in _remarks(request, owner, row) if one.id == said.pk))

    return once(request, body.model_dump(), work, status=201)
