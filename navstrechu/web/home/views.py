"""The first page answers three questions: what is due, what is missing, what to do next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.permissions import can, can_view_history, is_in_working_group
from navstrechu.organisation.queries import is_empty_installation, own_posts
from navstrechu.roadmap import permissions
from navstrechu.roadmap.queries.outlook import outlook_of
from navstrechu.roadmap.queries.state import RoadmapState
from navstrechu.web.home import cards, news
from navstrechu.web.home.first_steps import steps_left
from navstrechu.web.home.waiting import waiting_steps
from navstrechu.web.roadmap.plan_page import composition_of, legend_of, said_in_words, state_or_none
from navstrechu.web.roadmap.tasks import open_tasks, urgent_tasks
from navstrechu.web.roadmap.views.overview import matrix_rows
from navstrechu.web.shell.guard import guard, signed_in
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest, SignedRequest

SHOWN_TASKS = 6


@signed_in
@require_GET
def start(request: SignedRequest) -> HttpResponse:
    """Where the person's work is: the region for the working group, else the agency, else a sentence."""
    if is_in_working_group(request.user):
        return redirect("region:overview")
    if request.agency is None:
        return render_page(request, "home/no_agency_page.html", {"is_empty": is_empty_installation()})
    return redirect("home:overview", agency=request.agency.code)


@guard(Permission.VIEW)
@require_GET
def overview(request: AgencyRequest) -> HttpResponse:
    """The agency on the shown day, seen from the person's role."""
    state = state_or_none(request)
    context: dict[str, Any] = {
        "may_import": permissions.can_edit(request.user, request.agency),
        "first_steps": steps_left(request, has_roadmap=state is not None),
        "waiting": waiting_steps(request),
    }
    if state is not None:
        context |= _figures(request, state) | _work(request, state)
    if can_view_history(request.user, request.agency):
        context["news"] = news.latest(request.agency)
    return render_page(request, "home/overview_page.html", context)


def _figures(request: AgencyRequest, state: RoadmapState) -> dict[str, Any]:
    return {
        "state": state,
        "tiles": cards.tiles(state),
        "composition": composition_of(state),
        "in_words": said_in_words(state),
        "legend": legend_of(state),
        "rows": matrix_rows(state),
        "ahead": cards.deadlines_ahead(state),
        "moves": cards.moved_dates(state),
        "steps": cards.next_steps(state, request.agency.code),
        "late": outlook_of(state).late,
    }


def _work(request: AgencyRequest, state: RoadmapState) -> dict[str, Any]:
    """Own tasks for who holds a post; the whole agency for those who answer for it and for who only looks."""
    own = open_tasks(state, own_posts(request.user, request.agency, request.day))
    sees_all = bool(can(request.user, Permission.REGISTER_DOCUMENT, request.agency)) or not own
    tasks = urgent_tasks(state) if sees_all else own
    return {
        "sees_all": sees_all,
        "tasks": tasks[:SHOWN_TASKS],
        "tasks_found": len(tasks),
        "own_found": len(own),
    }
