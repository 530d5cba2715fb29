"""Drafts of documents with their agreement: only read. People write, agree and sign them on pages."""

from django.http import Http404, HttpResponse
from ninja import Query, Router

from navstrechu.api.answers import json_answer, tagged
from navstrechu.api.authentication import KeyRequest, reads
from navstrechu.api.inputs import TEXT, AgencyCode, Identifier, Limit, Offset
from navstrechu.api.v1.paper_shapes import DraftPage, DraftState, DraftText
from navstrechu.api.v1.paper_values import draft_shape, draft_text
from navstrechu.api.v1.places import agency_of
from navstrechu.drafting.queries.drafts import DraftFilters, drafts_of

router = Router(tags=["Проекты документов"])


@router.get(
    "/agencies/{agency}/drafts",
    auth=reads(),
    response=DraftPage,
    url_name="drafts",
    summary="Проекты документов",
    operation_id="drafts",
)
def drafts(
    request: KeyRequest,
    agency: AgencyCode,
    state: DraftState | None = Query(None, description="Только в этом состоянии."),  # noqa: B008 – ninja reads it
    kind: str = Query("", max_length=40, pattern="^[a-z0-9_]*$", description="Только этого вида."),
    q: str = Query("", max_length=200, pattern=TEXT, description="Слова заголовка."),
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Drafts in every state, the latest changed first."""
    found = drafts_of(agency_of(request, agency), DraftFilters(q, kind, state or ""))
    items = [draft_shape(one) for one in found[offset : offset + limit]]
    return json_answer(DraftPage(total=found.count(), limit=limit, offset=offset, items=items))


@router.get(
    "/agencies/{agency}/drafts/{draft}",
    auth=reads(),
    response=DraftText,
    url_name="draft",
    summary="Проект документа с текстом и визами",
    operation_id="draft",
)
def draft(request: KeyRequest, agency: AgencyCode, draft: Identifier) -> HttpResponse:
    """One draft: text with its places, state, rounds of agreement."""
    found = drafts_of(agency_of(request, agency)).filter(pk=draft).first()
    if found is None:
        raise Http404
    return tagged(request, draft_text(found), found.version)
