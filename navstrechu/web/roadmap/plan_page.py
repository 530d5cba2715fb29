"""What the pages of the whole plan share: the state of the day, or what to do before there is any."""

from django.http import HttpResponse

from navstrechu.roadmap import permissions
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import RoadmapState, roadmap_state
from navstrechu.web.shell.looks import STATUS_LOOKS
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest


def state_or_none(request: AgencyRequest) -> RoadmapState | None:
    """The agency's roadmap on the shown day; None before the first import."""
    roadmap = current_roadmap(request.agency)
    return None if roadmap is None else roadmap_state(roadmap, on=request.day)


def no_roadmap(request: AgencyRequest, heading: object) -> HttpResponse:
    """The page of an agency that has no roadmap yet: the first step for those who may take it."""
    may_import = permissions.can_edit(request.user, request.agency)
    context = {
        "page_heading": heading,
        "may_import": may_import,
        "may_use_template": permissions.can_use_template(request.user, request.agency),
    }
    return render_page(request, "roadmap/empty_page.html", context)


def composition_of(state: RoadmapState) -> list[tuple[str, int]]:
    """Lengths of the coloured bar, in the order of the legend."""
    return [(STATUS_LOOKS[code].tone, count) for code, count in legend_of(state) if count]


def legend_of(state: RoadmapState) -> list[tuple[str, int]]:
    """Every state with its number."""
    return [(code, state.counts[MeasureState(code)]) for code in STATUS_LOOKS]


def said_in_words(state: RoadmapState) -> str:
    """The bar for those who cannot see it: «Выполнено: 6, Просрочено: 10»."""
    return ", ".join(f"{STATUS_LOOKS[code].label}: {count}" for code, count in legend_of(state) if count)
