"""All measures in one table: filtered, sorted, grouped, as a page, as one row of it and as a file."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.delimited import csv_of
from navstrechu.documents.rendering import Format, Rendered, render
from navstrechu.roadmap import permissions
from navstrechu.roadmap.queries.state import RoadmapState
from navstrechu.web.roadmap import tables
from navstrechu.web.roadmap.filters import Filters, choices, conditions
from navstrechu.web.roadmap.plan_page import no_roadmap, state_or_none
from navstrechu.web.shell import preferences
from navstrechu.web.shell.addresses import own_address
from navstrechu.web.shell.as_of import PARAMETER
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

TABLE = "measures"
TEMPLATE = "roadmap/table_page.html"
# Texts of results are long: they are shown to those who ask for them in the choice of columns.
HIDDEN_AT_FIRST = (6,)
FILES = {"csv": None, "xlsx": Format.XLSX, "docx": Format.DOCX}


@guard(Permission.VIEW)
@require_GET
def table(request: AgencyRequest) -> HttpResponse:
    """The table, or its region alone when the filters change."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("Таблица мероприятий"))
    filters, order = Filters.of(request.GET), tables.Order.of(request.GET)
    base, day = _base(request), _asked_day(request)

    def address(*pairs: dict[str, str]) -> str:
        return tables.address_of(base, *pairs, day)

    found = choices(filters, state)
    said = conditions(filters, found)
    shown = order.sorted(filters.apply(state.measures, request.day))
    context = {
        "state": state,
        "filters": filters,
        "choices": found,
        "order": order,
        "group_options": list(tables.GROUPS.items()),
        "kept": {**({"sort": order.pairs()["sort"]} if "sort" in order.pairs() else {}), **day},
        "chips": [(words, address(filters.without(name).pairs(), order.pairs())) for name, words in said],
        "clear_url": address(order.pairs()),
        "headers": tables.headers(filters, order, address),
        "groups": tables.grouped(shown, order.group, state),
        "number_shown": len(shown),
        "columns": [(place, column.label) for place, column in enumerate(tables.COLUMNS, 1) if place > 1],
        "hidden": _hidden(request),
        "files": [(fmt, tables.address_of(_file_url(request, fmt), filters.pairs(), order.pairs(), day))
                  for fmt in FILES],
        **_row_context(request, address(filters.pairs(), order.pairs())),
    }  # fmt: skip
    return render_page(request, TEMPLATE, context, fragments={TABLE})


def _row_context(request: AgencyRequest, here: str) -> dict[str, Any]:
    """What each row needs beside its measure; ``here`` is where its editor goes back to."""
    # Translated once: a page repeats each of them in 71 rows.
    labels = {column.code: str(column.label) for column in tables.COLUMNS} | {
        "edit": _("Исправить мероприятие"),
        "edit_result": _("Исправить текст результата"),
        "met": _("Документ есть"),
        "unmet": _("Документа нет"),
        "of": _("из"),
    }
    return {
        "may_edit": bool(permissions.can_edit(request.user, request.agency)),
        "back_query": urlencode({"next": here}),
        "labels": labels,
    }


@guard(Permission.VIEW)
@require_GET
def row(request: AgencyRequest, number: str) -> HttpResponse:
    """One row as it stands: what an editor that is closed leaves behind."""
    return row_response(request, number)


def row_response(request: AgencyRequest, number: str) -> HttpResponse:
    """The row of a measure; answers 404 where the plan of the shown day has no such number."""
    state = state_or_none(request)
    measure = state.measure(number) if state else None
    if measure is None:
        raise Http404
    return render_page(request, f"{TEMPLATE}#row", {"measure": measure, **_fragment(request)})


@guard(Permission.VIEW)
@require_GET
def result_cell(request: AgencyRequest, result: int) -> HttpResponse:
    """One result of a row as it stands."""
    return result_response(request, result)


def result_response(request: AgencyRequest, result: int) -> HttpResponse:
    """A result of the shown day; answers 404 where its plan has no such result."""
    state = state_or_none(request)
    results = {one.id: one for measure in (state.measures if state else ()) for one in measure.results}
    if result not in results:
        raise Http404
    return render_page(request, f"{TEMPLATE}#result", {"result": results[result], **_fragment(request)})


def _fragment(request: AgencyRequest) -> dict[str, Any]:
    return _row_context(request, own_address(request, _base(request)))


@guard(Permission.VIEW)
@require_GET
@in_official_language
def table_file(request: AgencyRequest, fmt: str) -> HttpResponse:
    """The shown rows, all columns, for a spreadsheet or a letter."""
    state = state_or_none(request)
    if state is None or fmt not in FILES:
        raise Http404
    name = _("Мероприятия на {day}").format(day=date_in_figures(request.day))
    return attachment(_rendered(request, state, fmt), name)


def _rendered(request: AgencyRequest, state: RoadmapState, fmt: str) -> Rendered:
    filters, order = Filters.of(request.GET), tables.Order.of(request.GET)
    shown = order.sorted(filters.apply(state.measures, request.day))
    groups = tables.grouped(shown, order.group, state)
    target = FILES[fmt]
    if target is None:
        return csv_of(tables.file_table(groups))
    said = conditions(filters, choices(filters, state))
    return render(tables.file_document(groups, said, request.day), target)


def _base(request: AgencyRequest) -> str:
    return reverse("roadmap:table", kwargs={"agency": request.agency.code})


def _file_url(request: AgencyRequest, fmt: str) -> str:
    return reverse("roadmap:table-file", kwargs={"agency": request.agency.code, "fmt": fmt})


def _asked_day(request: AgencyRequest) -> dict[str, str]:
    """A day that stands in the address goes on standing there."""
    return {PARAMETER: request.day.isoformat()} if request.GET.get(PARAMETER) else {}


def _hidden(request: AgencyRequest) -> str:
    """Hidden columns: the person's choice, before there is any those that are hidden at first."""
    chosen = f"columns_{TABLE}" in request.COOKIES
    return " ".join(map(str, preferences.hidden_columns(request, TABLE) if chosen else HIDDEN_AT_FIRST))
