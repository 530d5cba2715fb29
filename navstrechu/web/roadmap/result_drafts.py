"""The draft of a result's document on the page of its measure: the one at work, or where a new one begins."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from navstrechu.accounts.roles import Permission
from navstrechu.drafting.kinds import About, DraftKind
from navstrechu.drafting.models import Draft
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in
from navstrechu.roadmap.drafting.offers import about_from, draft_kind_for, open_drafts
from navstrechu.roadmap.drafting.results import RESULTS, results_of
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.web.drafting.shown import address, look_of, register_about
from navstrechu.web.shell.looks import Look
from navstrechu.web.shell.requests import AgencyRequest


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """The open draft of a result's document, with its state; or only the address where one is begun."""

    start_url: str = ""
    url: str = ""
    title: str = ""
    look: Look | None = None


def result_drafts(request: AgencyRequest, measure: MeasureStateOn) -> dict[int, ResultDraft]:
    """What is at work, or can be begun, for each result of the measure that lacks its document."""
    open_ones = {
        result: draft
        for result, draft in open_drafts(request.agency).items()
        if day_in(request.agency, draft.started_at) <= request.as_of.date
    }
    shown: dict[int, ResultDraft] = {}
    for result in measure.results:
        kind = draft_kind_for(measure.kind, result.kind)
        if result.links:
            continue
        if result.id in open_ones:
            shown[result.id] = _at_work(request, open_ones[result.id])
        elif kind is not None and Permission.DRAFT_DOCUMENT in request.permissions:
            shown[result.id] = ResultDraft(start_url=_start_url(request, kind, result.id))
    return shown


def _at_work(request: AgencyRequest, draft: Draft) -> ResultDraft:
    url = address(request, "draft", pk=draft.pk)
    return ResultDraft(url=url, title=draft.title, look=look_of(draft))


def _start_url(request: AgencyRequest, kind: DraftKind, result: int) -> str:
    about = about_from(kind.code, request.agency, result, request.as_of.today)
    chosen = urlencode({"kind": kind.code, "about_type": about.type, "about": about.key})
    return f"{address(request, 'start')}?{chosen}"


def _measure_url(agency_code: str, about: About) -> str:
    """The page of the first measure that a draft is about."""
    agency = Agency.objects.filter(code=agency_code).first()
    results = results_of(agency, about) if agency else []
    if not results:
        return ""
    return reverse("roadmap:measure", args=[agency_code, results[0].measure.number])


def register() -> None:
    """Pages of drafts link to the measure whose result they are for."""
    register_about(RESULTS, _measure_url)
