"""The list of drafts and its export."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.delimited import csv_of
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.document_kinds import drafts_document, drafts_table
from navstrechu.drafting.queries.drafts import drafts_of
from navstrechu.web.documents.tabs import tabs
from navstrechu.web.drafting.listing import Asked, export_rows, list_lines
from navstrechu.web.drafting.shown import today_of
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

PER_PAGE = 50
EXPORTS = ("xlsx", "csv", "docx")


@guard(Permission.VIEW)
@require_GET
def drafts(request: AgencyRequest) -> HttpResponse:
    """Drafts that fit the address, the latest changed first; the table alone when filters change."""
    asked = Asked.of(request.GET)
    page = Paginator(drafts_of(request.agency, asked.filters), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "page": page,
        "lines": list_lines(page.object_list),
        "may_start": Permission.DRAFT_DOCUMENT in request.permissions,
        "tabs": tabs(request, "drafting:list"),
    }
    return render_page(request, "drafting/drafts_page.html", context, fragments={"drafts"})


@guard(Permission.VIEW)
@require_GET
@in_official_language
def export(request: AgencyRequest, fmt: str) -> HttpResponse:
    """The filtered list, all of its pages, as a file."""
    if fmt not in EXPORTS:
        raise Http404
    found = drafts_of(request.agency, Asked.of(request.GET).filters)
    rows, day = export_rows(list_lines(found)), today_of(request)
    if fmt == "csv":
        made = csv_of(drafts_table(rows))
    else:
        made = render(drafts_document(rows, request.agency.full_name_genitive, day), Format(fmt))
    return attachment(made, f"Проекты документов на {date_in_figures(day)}")
