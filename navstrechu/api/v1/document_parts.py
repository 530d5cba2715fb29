"""What belongs to a registered document: relations to others, further files, wordings. Only read."""

from typing import Annotated

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router

from navstrechu.api.answers import json_answer, tagged
from navstrechu.api.authentication import KeyRequest, reads
from navstrechu.api.files import file_answer
from navstrechu.api.inputs import AgencyCode, Identifier, ShownDay
from navstrechu.api.v1.paper_shapes import DocumentRelations, FurtherFileList, WordingList, WordingText
from navstrechu.api.v1.paper_values import (
    further_file_shape,
    relations_shape,
    wording_shape,
    wording_text,
)
from navstrechu.api.v1.places import agency_of, document_of, shown_day

router = Router(tags=["Документы"])
WordingNumber = Annotated[int, Path(description="Номер редакции текста.", ge=0, le=2**31 - 1)]


@router.get(
    "/agencies/{agency}/documents/{document}/relations",
    auth=reads(),
    response=DocumentRelations,
    url_name="document-relations",
    summary="Что документ изменяет и чем изменён",
    operation_id="document_relations",
)
def relations(
    request: KeyRequest, agency: AgencyCode, document: Identifier, as_of: ShownDay = None
) -> HttpResponse:
    """Relations to other documents, future and annulled ones too."""
    owner = agency_of(request, agency)
    return json_answer(relations_shape(document_of(owner, document), shown_day(owner, as_of)))


@router.get(
    "/agencies/{agency}/documents/{document}/files",
    auth=reads(),
    response=FurtherFileList,
    url_name="document-files",
    summary="Файлы при документе",
    operation_id="document_files",
)
def files(request: KeyRequest, agency: AgencyCode, document: Identifier) -> HttpResponse:
    """Printed form, scans and signatures beside the registered file."""
    act = document_of(agency_of(request, agency), document)
    kept = act.files.select_related("file").order_by("added_at", "pk")
    return json_answer(FurtherFileList(items=[further_file_shape(one) for one in kept]))


@router.get(
    "/agencies/{agency}/documents/{document}/files/{further}",
    auth=reads(),
    url_name="document-further-file",
    summary="Файл при документе",
    operation_id="document_further_file",
    openapi_extra={"x-binary": True},
)
def further_file(
    request: KeyRequest, agency: AgencyCode, document: Identifier, further: Identifier
) -> HttpResponseBase:
    """The bytes of one of them."""
    act = document_of(agency_of(request, agency), document)
    kept = act.files.filter(pk=further).select_related("file").first()
    if kept is None:
        raise Http404
    return file_answer(kept.file)


@router.get(
    "/agencies/{agency}/documents/{document}/wordings",
    auth=reads(),
    response=WordingList,
    url_name="document-wordings",
    summary="Редакции текста документа",
    operation_id="document_wordings",
)
def wordings(request: KeyRequest, agency: AgencyCode, document: Identifier) -> HttpResponse:
    """Wordings of a document that was written in the product; none for one that came as a file."""
    act = document_of(agency_of(request, agency), document)
    return json_answer(WordingList(items=[wording_shape(one) for one in act.texts.order_by("number")]))


@router.get(
    "/agencies/{agency}/documents/{document}/wordings/{wording}",
    auth=reads(),
    response=WordingText,
    url_name="document-wording",
    summary="Текст документа",
    operation_id="document_wording",
)
def wording(
    request: KeyRequest, agency: AgencyCode, document: Identifier, wording: WordingNumber
) -> HttpResponse:
    """One wording with its text; never changes."""
    act = document_of(agency_of(request, agency), document)
    found = act.texts.filter(number=wording).first()
    if found is None:
        raise Http404
    return tagged(request, wording_text(found), found.number)
