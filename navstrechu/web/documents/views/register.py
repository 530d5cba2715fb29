"""The register of documents and its export."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.acts.document_kinds import register_document, register_table
from navstrechu.acts.models import Act
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.delimited import csv_of
from navstrechu.documents.rendering import Format, render
from navstrechu.web.documents.creating import kinds_open_to
from navstrechu.web.documents.register import HIDEABLE, Asked, export_rows, register_lines
from navstrechu.web.documents.tabs import tabs
from navstrechu.web.shell import drafts
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

PER_PAGE = 50
EXPORTS = ("xlsx", "csv", "docx")


@guard(Permission.VIEW)
@require_GET
def register(request: AgencyRequest) -> HttpResponse:
    """Documents dated by the shown day."""
    asked = Asked.of(request.GET)
    day = request.as_of.date
    # The words are looked for once: the numbers of all found documents are both their count and their order.
    found = list(asked.documents(request.agency, day).values_list("pk", flat=True))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = Act.objects.select_related("file").in_bulk(list(page.object_list))
    context = {
        "asked": asked,
        "page": page,
        "lines": register_lines([shown[pk] for pk in page.object_list], day),
        "heads": asked.heads(),
        "periods": asked.periods(),
        "columns": HIDEABLE,
        "may_create": bool(kinds_open_to(request)),
        "tabs": tabs(request, "documents:register"),
        "saved_drafts": drafts.saved(request),
    }
    return render_page(request, "documents/register_page.html", context)


@guard(Permission.VIEW)
@require_GET
@in_official_language
def export(request: AgencyRequest, fmt: str) -> HttpResponse:
    """The filtered register, all of its pages, as a file."""
    if fmt not in EXPORTS:
        raise Http404
    asked = Asked.of(request.GET)
    day = request.as_of.date
    rows = export_rows(register_lines(asked.documents(request.agency, day), day))
    if fmt == "csv":
        made = csv_of(register_table(rows))
    else:
        made = render(register_document(rows, request.agency.full_name_genitive, day), Format(fmt))
    return attachment(made, f"Реестр документов на {date_in_figures(day)}")
