"""Checks of the plan: what contradicts itself, the order or the calendar, and where it is mended."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.queries import calendar_of
from navstrechu.roadmap.queries.checks import state_checks
from navstrechu.web.roadmap.check_groups import Mending, grouped
from navstrechu.web.roadmap.plan_page import no_roadmap, state_or_none
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest


@guard(Permission.VIEW)
@require_GET
def checks(request: AgencyRequest) -> HttpResponse:
    """Findings about the plan of the shown day, by what they are about."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("Проверки"))
    found = state_checks(state, calendar_of(request.agency))
    mending = Mending(
        request.agency.code, request.permissions, frozenset(one.number for one in state.measures)
    )
    context = {"groups": grouped(found, mending), "total": len(found)}
    return render_page(request, "roadmap/checks_page.html", context)
