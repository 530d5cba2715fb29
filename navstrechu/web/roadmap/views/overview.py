"""The whole plan at a glance: matrix, responsible posts, own tasks."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.queries import own_posts
from navstrechu.roadmap.measure_kinds import STAGES
from navstrechu.roadmap.queries.posts import PostLoad, post_loads
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState, SectionState
from navstrechu.web.roadmap.filters import PARTS, post_options
from navstrechu.web.roadmap.plan_page import (
    composition_of,
    legend_of,
    no_roadmap,
    said_in_words,
    state_or_none,
)
from navstrechu.web.roadmap.tasks import open_tasks, piles
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A group of processes: the measures of each stage from left to right."""

    section: SectionState
    cells: list[tuple[str, list[MeasureStateOn]]]

    @property
    def done(self) -> int:
        return sum(measure.progress.is_finished for measure in self.section.measures)


def matrix_rows(state: RoadmapState) -> list[MatrixRow]:
    """Groups × stages; a cell may be empty or hold several measures."""
    return [
        MatrixRow(group, [(stage.label, group.by_kind.get(stage.value, [])) for stage in STAGES])
        for group in state.groups
    ]


def outside_matrix(state: RoadmapState) -> list[SectionState]:
    """Sections whose measures have no cell: the general ones, and works of a group that are no stage."""
    stages = {stage.value for stage in STAGES}
    found = []
    for section in state.sections:
        is_row = section.is_group
        rest = tuple(measure for measure in section.measures if not is_row or measure.kind not in stages)
        if rest:
            found.append(SectionState(section.number, section.title, rest))
    return found


@guard(Permission.VIEW)
@require_GET
def matrix(request: AgencyRequest) -> HttpResponse:
    """Group × stage, and the general measures above it."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("Матрица дорожной карты"))
    context = {
        "state": state,
        "stages": [stage.label for stage in STAGES],
        "rows": matrix_rows(state),
        "others": outside_matrix(state),
        "legend": legend_of(state),
        "composition": composition_of(state),
        "in_words": said_in_words(state),
    }
    return render_page(request, "roadmap/matrix_page.html", context)


@guard(Permission.VIEW)
@require_GET
def posts(request: AgencyRequest) -> HttpResponse:
    """Who answers for what: every post of the plan with its measures."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("По ответственным"))
    return render_page(request, "roadmap/posts_page.html", {"state": state, "loads": post_loads(state)})


@guard(Permission.VIEW)
@require_GET
def tasks(request: AgencyRequest) -> HttpResponse:
    """Measures of the person's posts, or of the post that was chosen to look at, the most urgent first."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("Мои задачи"))
    own = own_posts(request.user, request.agency, request.day)
    chosen = _chosen_post(request, state)
    posts = {chosen} if chosen else own
    loads = [load for load in post_loads(state) if load.post.id in posts]
    part = request.GET.get("part", "")
    found = [task for task in open_tasks(state, posts) if task.code == part or part not in PARTS]
    context: dict[str, Any] = {
        "state": state,
        "loads": loads,
        "own": own,
        "chosen": loads[0].post if chosen and loads else None,
        "options": post_options(state),
        "value": str(chosen or ""),
        "parts": list(PARTS.items()),
        "part": part,
        "tasks": found,
        "piles": piles(found),
        "finished": _finished(loads),
    }
    return render_page(request, "roadmap/tasks_page.html", context)


def _chosen_post(request: AgencyRequest, state: RoadmapState) -> int | None:
    """The post of the address; answers 404 where the plan of the day names no such post."""
    asked = request.GET.get("post", "")
    if not asked:
        return None
    if asked not in dict(post_options(state)):
        raise Http404
    return int(asked)


def _finished(loads: list[PostLoad]) -> list[MeasureStateOn]:
    """What is done already, each measure once even where two posts share it."""
    done = {
        measure.id: measure for load in loads for measure in load.measures if measure.progress.is_finished
    }
    return list(done.values())
