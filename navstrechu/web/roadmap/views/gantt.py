"""The plan in time: Gantt chart and month of due dates."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.rendering import Format, render
from navstrechu.roadmap.queries.outlook import outlook_of
from navstrechu.roadmap.queries.state import RoadmapState
from navstrechu.web.organisation.year import WEEKDAYS
from navstrechu.web.roadmap.filters import Filters, choices, conditions
from navstrechu.web.roadmap.gantt import chart_of
from navstrechu.web.roadmap.gantt_sheet import sheet_document
from navstrechu.web.roadmap.month import month_asked, month_of
from navstrechu.web.roadmap.plan_page import legend_of, no_roadmap, state_or_none
from navstrechu.web.roadmap.tables import address_of, grouped
from navstrechu.web.shell.as_of import PARAMETER
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

MONTH = "month"


@guard(Permission.VIEW)
@require_GET
def gantt(request: AgencyRequest) -> HttpResponse:
    """Bars from beginning to deadline, with what needs what, moved dates and the forecast."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("Диаграмма Ганта"))
    filters = Filters.of(request.GET)
    shown = filters.apply(state.measures, request.day)
    outlook = outlook_of(state)
    narrowed = _narrowed(request, state, filters, "roadmap:gantt")
    file_url = reverse("roadmap:gantt-file", kwargs={"agency": request.agency.code})
    context = {
        "state": state,
        "groups": grouped(shown, "section", state),
        "chart": chart_of(outlook, shown) if shown else None,
        "late": outlook.late,
        "legend": legend_of(state),
        "number_shown": len(shown),
        "file_url": narrowed["address"](filters.pairs()).replace(narrowed["page_url"], file_url, 1),
        **narrowed,
    }
    return render_page(request, "roadmap/gantt_page.html", context, fragments={"gantt"})


@guard(Permission.VIEW)
@require_GET
@in_official_language
def gantt_file(request: AgencyRequest) -> HttpResponse:
    """The shown rows on sheets of A3, for the wall."""
    state = state_or_none(request)
    filters = Filters.of(request.GET)
    shown = filters.apply(state.measures, request.day) if state else []
    if state is None or not shown:
        raise Http404
    said = conditions(filters, choices(filters, state))
    chart = chart_of(outlook_of(state), shown)
    document = sheet_document(chart, grouped(shown, "section", state), said, request.day)
    name = _("Диаграмма Ганта на {day}").format(day=date_in_figures(request.day))
    return attachment(render(document, Format.PDF), name)


@guard(Permission.VIEW)
@require_GET
def month(request: AgencyRequest) -> HttpResponse:
    """What is due on which day of a month, dates from which decisions moved a measure included."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("Календарь сроков"))
    filters = Filters.of(request.GET)
    first = month_asked(request.GET.get(MONTH, ""), request.day)
    shown = month_of(first, filters.apply(state.measures, request.day), state.rules.calendar, request.day)
    own = {MONTH: shown.code} if shown.first != request.day.replace(day=1) else {}
    narrowed = _narrowed(request, state, filters, "roadmap:calendar", own)
    address = narrowed["address"]
    context = {
        "state": state,
        "month": shown,
        "weekdays": WEEKDAYS,
        "before_url": address(filters.pairs(), {MONTH: shown.before}) if shown.before else "",
        "after_url": address(filters.pairs(), {MONTH: shown.after}) if shown.after else "",
        "this_url": address(filters.pairs()) if own else "",
        **narrowed,
    }
    return render_page(request, "roadmap/month_page.html", context, fragments={MONTH})


def _narrowed(
    request: AgencyRequest,
    state: RoadmapState,
    filters: Filters,
    route: str,
    own: dict[str, str] | None = None,
) -> dict[str, Any]:
    """The filters of the table over another view of the plan; ``own`` is what its address says besides."""
    base = reverse(route, kwargs={"agency": request.agency.code})
    day = {PARAMETER: request.day.isoformat()} if request.GET.get(PARAMETER) else {}

    def address(*pairs: dict[str, str]) -> str:
        return address_of(base, *pairs, day)

    found = choices(filters, state)
    kept = own or {}
    return {
        "address": address,
        "page_url": base,
        "filters": filters,
        "choices": found,
        "kept": kept | day,
        "chips": [
            (words, address(filters.without(name).pairs(), kept))
            for name, words in conditions(filters, found)
        ],
        "clear_url": address(kept),
    }
