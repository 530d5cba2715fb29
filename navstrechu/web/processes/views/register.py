"""The register of processes as a page and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.delimited import csv_of
from navstrechu.documents.rendering import Format, Rendered, render
from navstrechu.processes.document_kinds import register_document
from navstrechu.processes.permissions import can_include_process
from navstrechu.processes.queries.card import process_cards
from navstrechu.processes.queries.filling import REGISTER, filling_of
from navstrechu.processes.queries.register import found_processes, groups_of
from navstrechu.processes.register_form import PROCESSES, rows_of
from navstrechu.registers.printing import plain_table
from navstrechu.registers.queries import approved_edition
from navstrechu.touchpoints.queries.of_processes import row_counts
from navstrechu.web.processes.filters import HIDEABLE, Asked, choices
from navstrechu.web.processes.lines import register_lines
from navstrechu.web.shell import preferences
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

TABLE = "processes"
PER_PAGE = 50
# Bases are long: they are shown to those who ask for them in the choice of columns.
HIDDEN_AT_FIRST = (7,)
FILES = {"xlsx": Format.XLSX, "csv": None, "docx": Format.DOCX, "pdf": Format.PDF}


@guard(Permission.VIEW)
@require_GET
def register(request: AgencyRequest) -> HttpResponse:
    """Processes that fit the address, a page of them; the table alone when the filters change."""
    agency, asked = request.agency, Asked.of(request.GET)
    groups = list(groups_of(agency))
    found = choices(asked, agency, groups)
    page = Paginator(found_processes(agency, asked.filter).prefetch_related("bases"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    processes = list(page.object_list)
    total = sum(group.active for group in groups)
    context = {
        "asked": asked,
        "choices": found,
        "chips": asked.chips(found),
        "heads": asked.heads(),
        "columns": HIDEABLE,
        "hidden": _hidden(request),
        "page": page,
        "lines": register_lines(processes, row_counts(process.pk for process in processes)),
        "has_groups": bool(groups),
        "total": total,
        "files": [(fmt, _file_url(request, asked, fmt)) for fmt in FILES],
        "edition": approved_edition(agency, REGISTER),
        **_rights(request),
    }
    return render_page(request, "processes/register_page.html", context, fragments={TABLE})


def _rights(request: AgencyRequest) -> dict[str, Any]:
    """The button of inclusion: for those whose role ever includes, with the reason where it may not now.

    After the first approval unit heads propose instead (order 201, 3.3).
    """
    if Permission.PROPOSE_CHANGES not in request.permissions:
        return {"include": None, "propose": False}
    filling = filling_of(request.user, request.agency, request.as_of.today)
    include = can_include_process(request.user, request.agency, filling)
    return {"include": include, "propose": not include and not filling.is_first}


def _hidden(request: AgencyRequest) -> str:
    chosen = f"columns_{TABLE}" in request.COOKIES
    return " ".join(map(str, preferences.hidden_columns(request, TABLE) if chosen else HIDDEN_AT_FIRST))


def _file_url(request: AgencyRequest, asked: Asked, fmt: str) -> str:
    return reverse("processes:export", kwargs={"agency": request.agency.code, "fmt": fmt}) + asked.url()


@guard(Permission.VIEW)
@require_GET
@in_official_language
def export(request: AgencyRequest, fmt: str) -> HttpResponse:
    """Everything that fits the address, all of its pages, as a file."""
    if fmt not in FILES:
        raise Http404
    name = _("Реестр процессов на {day}").format(day=date_in_figures(request.as_of.today))
    return attachment(_rendered(request, fmt), name)


def _rendered(request: AgencyRequest, fmt: str) -> Rendered:
    agency, asked = request.agency, Asked.of(request.GET)
    wanted = found_processes(agency, asked.filter)
    full = {process.pk: process for process in process_cards(agency).filter(pk__in=wanted.values("pk"))}
    target, is_plain = FILES[fmt], asked.order == "code"
    # Printed group by group; another order of the page is kept in tables without headings of groups.
    ordered = [full[pk] for pk in wanted.values_list("pk", flat=True)]
    rows = rows_of(ordered)
    if target is None:
        return csv_of(plain_table(PROCESSES, rows))
    printed = rows if is_plain else sorted(rows, key=lambda row: row.group_number)
    said = [words for words, _url in asked.chips(choices(asked, agency, list(groups_of(agency))))]
    return render(register_document(agency, printed, request.as_of.today, said), target)
