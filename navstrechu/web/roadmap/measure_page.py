"""What the page of a measure shows, put together from the reads of several apps."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.accounts.roles import Permission
from navstrechu.core.decision import Decision
from navstrechu.core.findings import Finding
from navstrechu.discussion.permissions import can_comment
from navstrechu.discussion.queries import remarks_about
from navstrechu.history.queries import timeline
from navstrechu.organisation.queries import own_posts
from navstrechu.roadmap import permissions
from navstrechu.roadmap.explanations import coverage_note, explained_state, transfer_note
from navstrechu.roadmap.models import Roadmap
from navstrechu.roadmap.queries.checks import state_checks
from navstrechu.roadmap.queries.measure import MeasureCard, measure_card
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import ResultState, RoadmapState, roadmap_state, term_rules
from navstrechu.roadmap.rules import findings_concerning
from navstrechu.roadmap.urgency import term_text
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.roadmap.coverage import coverage_shown
from navstrechu.web.roadmap.forms.measure import CommentForm
from navstrechu.web.roadmap.result_drafts import ResultDraft, result_drafts
from navstrechu.web.shell import drafts
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

DISCUSSION = "discussion"
_SHORT_HISTORY = 10
_ABOUT_DATES = {"input_due_after_output", "due_on_day_off", "calendar_unknown"}
# Told in the discussion itself, where each message stands with its time.
_DISCUSSION_VERBS = ("comment_added", "comment_withdrawn")


def shown_state(request: AgencyRequest) -> RoadmapState:
    """The agency's roadmap on the shown day; answers 404 before the first import."""
    return roadmap_state(shown_roadmap(request), on=request.as_of.date)


def shown_roadmap(request: AgencyRequest) -> Roadmap:
    """The roadmap that the agency works by; answers 404 before the first import."""
    roadmap = current_roadmap(request.agency)
    if roadmap is None:
        raise Http404
    return roadmap


def shown_card(state: RoadmapState, number: str) -> MeasureCard:
    """The card of a measure; answers 404 where the plan of the day has no such number."""
    card = measure_card(state, number)
    if card is None:
        raise Http404
    return card


def measure_url(request: AgencyRequest, number: str, name: str = "measure", **more: Any) -> str:
    """The address of a measure's page or of an action on it."""
    return reverse(f"roadmap:{name}", kwargs={"agency": request.agency.code, "number": number, **more})


def measure_response(
    request: AgencyRequest, number: str, *, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    """The whole page, or only its discussion where that is what was asked for."""
    if request.headers.get("HX-Target") == DISCUSSION:
        measure = shown_roadmap(request).measures.filter(number=number).order_by("withdrawn_on", "pk").first()
        if measure is None:
            raise Http404
        context = discussion_context(request, number, measure.pk, form)
    else:
        state = shown_state(request)
        card = measure_card(state, number)
        if card is None:
            return _absent(request, state, number)
        context = page_context(request, state, card, form)
    page = "roadmap/measure_page.html"
    return render_page(request, page, context, fragments={DISCUSSION}, status=status)


def _absent(request: AgencyRequest, state: RoadmapState, number: str) -> HttpResponse:
    """A measure that the plan had not yet, or no longer, on the shown day."""
    measure = state.roadmap.measures.filter(number=number).order_by("withdrawn_on", "pk").first()
    if measure is None:
        raise Http404
    context = {"number": number, "measure": measure, "breadcrumbs": _crumbs(request)}
    return render_page(request, "roadmap/measure_absent.html", context, status=404)


def page_context(
    request: AgencyRequest, state: RoadmapState, card: MeasureCard, form: CommentForm | None
) -> dict[str, Any]:
    """Everything on the page, with permissions applied."""
    measure, rules = card.state, term_rules(request.agency)
    findings = findings_concerning(state_checks(state, rules.calendar), measure.number)
    at_work = result_drafts(request, measure)
    return {
        "card": card,
        "measure": measure,
        "breadcrumbs": [
            *_crumbs(request),
            (f"{card.section.number}. {card.section.title}", _section_url(request, card)),
        ],
        "explanation": explained_state(measure, rules, on=state.on),
        "transfer": transfer_note(measure),
        "term": term_text(measure),
        "coverage": coverage_note(measure.kind),
        "coverage_lines": coverage_shown(request.agency, state, measure),
        "results": [_result(request, card, result, at_work) for result in measure.results],
        "findings": [_finding(request, measure.number, finding) for finding in findings],
        "saved_drafts": drafts.saved(request),
        **_actions(request, card),
        **_history(request, measure.id),
        **discussion_context(request, measure.number, measure.id, form),
    }


def _crumbs(request: AgencyRequest) -> list[tuple[str, str]]:
    return [(_("Дорожная карта"), reverse("roadmap:table", args=[request.agency.code]))]


def _section_url(request: AgencyRequest, card: MeasureCard) -> str:
    table = reverse("roadmap:table", args=[request.agency.code])
    return f"{table}?section={card.section.number}"


def _result(
    request: AgencyRequest, card: MeasureCard, result: ResultState, at_work: Mapping[int, ResultDraft]
) -> dict[str, Any]:
    number = card.state.number
    return {
        "result": result,
        "draft": at_work.get(result.id),
        "register_url": f"{measure_url(request, number, 'register-document')}?result={result.id}",
        "count_url": f"{measure_url(request, number, 'count-document')}?result={result.id}",
        "links": [
            (link, measure_url(request, number, "uncount-document", link=link.pk)) for link in result.links
        ],
    }


def _finding(request: AgencyRequest, number: str, finding: Finding) -> dict[str, Any]:
    """A finding with the place where it is mended, for those who may: dates by a decision, texts by hand."""
    url, action = "", ""
    if finding.code in _ABOUT_DATES and Permission.MOVE_DUE_DATES in request.permissions:
        decide = reverse("roadmap:decide", args=[request.agency.code])
        url, action = f"{decide}?measure={number}", _("Перенести срок")
    elif finding.code not in _ABOUT_DATES and Permission.EDIT_ROADMAP in request.permissions:
        url, action = measure_url(request, number, "edit-measure"), _("Исправить текст")
    return {
        "level": finding.level,
        "message": finding.message,
        "source": finding.source,
        "url": url,
        "action": action,
    }


def _actions(request: AgencyRequest, card: MeasureCard) -> dict[str, Any]:
    """Decisions behind the buttons; what a whole role never does is left out."""
    user, agency, row = request.user, request.agency, card.row
    posts = own_posts(user, agency, request.as_of.today)
    works = {Permission.REGISTER_DOCUMENT, Permission.REGISTER_OWN_DOCUMENT} & request.permissions
    may_count = permissions.can_count_document(user, agency, [row], posts)
    has_begun = card.state.started_on is not None or card.state.progress.results_met > 0
    start: Callable[[], Decision] = lambda: permissions.can_start(user, agency, row, posts)  # noqa: E731
    move = permissions.can_move_due_dates(user, agency)
    edit = permissions.can_edit(user, agency)
    return {
        "may_count": may_count,
        "count_shown": bool(works),
        "start": start() if works and not has_begun and row.started_on is None else None,
        "move": move if (works or move) and not card.state.progress.is_finished else None,
        "edit": edit if edit else None,
    }


def _history(request: AgencyRequest, measure_id: int) -> dict[str, Any]:
    """The measure's own history, open to every member; the rest of it on demand."""
    events = timeline("roadmap.measure", str(measure_id)).exclude(verb__in=_DISCUSSION_VERBS)
    is_whole = request.GET.get("history") == "all"
    shown = list(events if is_whole else events[: _SHORT_HISTORY + 1])
    has_more = not is_whole and len(shown) > _SHORT_HISTORY
    return {
        "events": timeline_entries(shown[:_SHORT_HISTORY] if has_more else shown, subject=False),
        "has_more_events": has_more,
    }


def discussion_context(
    request: AgencyRequest, number: str, measure_id: int, form: CommentForm | None
) -> dict[str, Any]:
    """The discussion region, whole in itself."""
    remarks = remarks_about(
        request.agency, "roadmap.measure", str(measure_id), by=request.user, on=request.as_of.today
    )
    return {
        "number": number,
        "remarks": remarks,
        "comment": can_comment(request.user, request.agency),
        "comment_form": form or CommentForm(),
        "comment_url": measure_url(request, number, "comment"),
        "draft": comment_draft(measure_id),
    }


def comment_draft(measure_id: int) -> str:
    """Under which name the browser keeps an unsent message."""
    return f"measure-{measure_id}-comment"
