"""Registered documents: the register, registration with a file, counting as results."""

import hashlib
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile
from pydantic import Field

from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.queries import ActFilters, act_register
from navstrechu.acts.services import ActDraft, register_act
from navstrechu.acts.standing import Standing
from navstrechu.api.answers import json_answer, tagged
from navstrechu.api.authentication import AccessKey, KeyRequest, caller, reads
from navstrechu.api.files import file_answer
from navstrechu.api.inputs import (
    TEXT,
    AgencyCode,
    Body,
    Day,
    Identifier,
    Limit,
    Offset,
    Reference,
    ShownDay,
    text,
)
from navstrechu.api.repeats import once
from navstrechu.api.v1.places import agency_of, document_of, results_of, shown_day
from navstrechu.api.v1.shapes import DocumentKind, DocumentPage, DocumentShape, DocumentStanding
from navstrechu.api.v1.values import document_shapes
from navstrechu.core.errors import InputRefused
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in
from navstrechu.roadmap.services.evidence import count_document, register_result_document
from navstrechu.tokens.scopes import Scope

router = Router(tags=["Документы"])


class NewDocument(Body):
    """A document to register; `results` are what it is counted for at once, all or nothing."""

    kind: DocumentKind
    number: str = text(60, min_length=1, description="Регистрационный номер.")
    dated: Day
    title: str = text(4000, min_length=1)
    results: list[Reference] = Field([], max_length=500, description="Результаты, которые он закрывает.")


class CountedFor(Body):
    results: list[Reference] = Field(min_length=1, max_length=500)


@router.get(
    "/agencies/{agency}/documents",
    auth=reads(),
    response=DocumentPage,
    url_name="documents",
    summary="Реестр документов",
    operation_id="documents",
)
def documents(
    request: KeyRequest,
    agency: AgencyCode,
    as_of: ShownDay = None,
    kind: DocumentKind | None = Query(None, description="Только этого вида."),  # noqa: B008 – ninja reads it
    since: date | None = Query(None, description="С этой даты документа."),  # noqa: B008
    until: date | None = Query(None, description="По эту дату документа."),  # noqa: B008
    standing: DocumentStanding | None = Query(None, description="Как он стоит в этот день."),  # noqa: B008
    q: str = Query(
        "", max_length=200, pattern=TEXT, description="Слова номера, заголовка или текста в любой форме."
    ),
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Documents dated by the day, annulled ones too, the latest first."""
    owner = agency_of(request, agency)
    day = shown_day(owner, as_of)
    wanted = Standing(standing) if standing else None
    found = act_register(owner, ActFilters(q, kind or "", since, until, wanted), on=day)
    items = document_shapes(list(found[offset : offset + limit]), day)
    return json_answer(DocumentPage(total=found.count(), limit=limit, offset=offset, as_of=day, items=items))


@router.get(
    "/agencies/{agency}/documents/{document}",
    auth=reads(),
    response=DocumentShape,
    url_name="document",
    summary="Документ",
    operation_id="document",
)
def document(
    request: KeyRequest, agency: AgencyCode, document: Identifier, as_of: ShownDay = None
) -> HttpResponse:
    """One document with its standing on the day."""
    owner = agency_of(request, agency)
    act = document_of(owner, document)
    return tagged(request, document_shapes([act], shown_day(owner, as_of))[0], act.version)


def _shape(act: Act) -> DocumentShape:
    """As it stands now."""
    return document_shapes([act], today_in(act.agency))[0]


@router.get(
    "/agencies/{agency}/documents/{document}/file",
    auth=reads(),
    url_name="document-file",
    summary="Файл документа",
    operation_id="document_file",
    openapi_extra={"x-binary": True},
)
def file(request: KeyRequest, agency: AgencyCode, document: Identifier) -> HttpResponseBase:
    """The bytes that were registered."""
    return file_answer(document_of(agency_of(request, agency), document).file)


@router.post(
    "/agencies/{agency}/documents",
    auth=AccessKey(Scope.REGISTER_DOCUMENTS),
    response={201: DocumentShape},
    url_name="documents",
    summary="Зарегистрировать документ",
    operation_id="register_document",
)
def register(
    request: KeyRequest,
    agency: AgencyCode,
    about: Form[NewDocument],
    file: UploadedFile = File(..., description="Файл документа, не больше 20 МБ."),  # noqa: B008
) -> HttpResponse:
    """Register a document with its file; from then on it cannot change."""
    owner = agency_of(request, agency)
    draft = _draft(about, file)
    given = {**about.model_dump(), "file": file.name, "sha256": hashlib.sha256(draft.data).hexdigest()}
    return once(request, given, lambda: _registered(request, owner, draft, about.results), status=201)


def _draft(about: NewDocument, file: UploadedFile) -> ActDraft:
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        raise InputRefused(
            _("Файл больше {limit} МБ. Уменьшите его или разделите на части.").format(
                limit=settings.UPLOAD_LIMIT_BYTES // 1024 // 1024
            )
        )
    return ActDraft(
        kind=ActKind(about.kind),
        number=about.number,
        dated=about.dated,
        title=about.title,
        file_name=(file.name or "").replace("\0", ""),
        data=file.read(),
    )


def _registered(request: KeyRequest, owner: Agency, draft: ActDraft, results: list[int]) -> DocumentShape:
    by, at, today = caller(request), timezone.now(), today_in(owner)
    if results:
        rows = results_of(owner, results)
        act = register_result_document(agency=owner, draft=draft, results=rows, today=today, by=by, at=at)
    else:
        act = register_act(agency=owner, draft=draft, today=today, by=by, at=at)
    return _shape(act)


@router.post(
    "/agencies/{agency}/documents/{document}/results",
    auth=AccessKey(Scope.REGISTER_DOCUMENTS),
    response=DocumentShape,
    url_name="document-results",
    summary="Засчитать документ результатом",
    operation_id="count_document",
)
def count(request: KeyRequest, agency: AgencyCode, document: Identifier, body: CountedFor) -> HttpResponse:
    """Count a registered document as results of measures; those that have it already stay as they are."""
    owner = agency_of(request, agency)
    act = document_of(owner, document)

    def work() -> DocumentShape:
        count_document(
            act=act,
            results=results_of(owner, body.results),
            today=today_in(owner),
            by=caller(request),
            at=timezone.now(),
        )
        return _shape(act)

    return once(request, body.model_dump(), work, status=200)
