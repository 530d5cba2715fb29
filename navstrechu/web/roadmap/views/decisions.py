"""Recording decisions of the working group that move due dates."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import ActKind
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.roadmap.models import DueDateDecision, Measure
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState, SectionState, acts_for_results
from navstrechu.roadmap.services.decisions import move_due_dates, register_minutes_and_move
from navstrechu.web.roadmap.forms.decisions import KNOWN_MINUTES, NEW_MINUTES, DecideForm
from navstrechu.web.roadmap.measure_page import measure_url, shown_state
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest

DRAFT = "due-date-decision"


@guard(Permission.MOVE_DUE_DATES)
@require_http_methods(["GET", "POST"])
def decide(request: AgencyRequest) -> HttpResponse:
    """Move the dates of measures by minutes, registered before or by this very form."""
    state = shown_state(request)
    form = _form(request, state)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                decisions = _record(request, state, form)
            except Conflict as error:
                status = refuse(form, error, "number" if form.is_new else "minutes")
            except InputRefused as error:
                status = refuse(form, error, "new_due_on")
            else:
                return _done(request, decisions)
    context = {"form": form, "sections": _offered(state), "draft": DRAFT}
    return render_page(request, "roadmap/measure_decide.html", context, status=status)


def _offered(state: RoadmapState) -> list[tuple[SectionState, list[MeasureStateOn]]]:
    """Unfinished measures by section."""
    sections = [
        (section, [measure for measure in section.measures if not measure.progress.is_finished])
        for section in state.sections
    ]
    return [(section, measures) for section, measures in sections if measures]


def _form(request: AgencyRequest, state: RoadmapState) -> DecideForm:
    minutes = acts_for_results(request.agency, ActKind.MINUTES.value, on=request.as_of.today)
    initial: dict[str, Any] = {
        "measures": request.GET.getlist("measure"),
        "basis": KNOWN_MINUTES if minutes.exists() else NEW_MINUTES,
        "dated": request.as_of.date,
    }
    return DecideForm(
        request.POST or None,
        request.FILES or None,
        today=request.as_of.today,
        measures=[measure for _section, measures in _offered(state) for measure in measures],
        minutes=minutes,
        initial=initial,
    )


def _record(request: AgencyRequest, state: RoadmapState, form: DecideForm) -> list[DueDateDecision]:
    data = form.cleaned_data
    known: dict[str, Any] = {
        "measures": _rows(state, data["measures"]),
        "new_due_on": data["new_due_on"],
        "reason": data["reason"],
        "by": request.user,
        "at": timezone.now(),
    }
    if not form.is_new:
        return move_due_dates(minutes=data["minutes"], **known)
    return register_minutes_and_move(
        agency=request.agency, draft=form.draft(ActKind.MINUTES), today=request.as_of.today, **known
    )


def _rows(state: RoadmapState, numbers: list[str]) -> list[Measure]:
    ids = [measure.id for measure in state.measures if measure.number in numbers]
    return list(state.roadmap.measures.filter(pk__in=ids).select_related("roadmap").order_by("position"))


def _done(request: AgencyRequest, decisions: list[DueDateDecision]) -> HttpResponse:
    first = decisions[0]
    told = _("Срок {measures} перенесён на {date}.").format(
        measures=counted_in_words_of(len(decisions), _("мероприятия,мероприятий,мероприятий")),
        date=date_in_figures(first.new_due_on),
    )
    if first.decided_on > request.as_of.date:
        shown = _("Решение видно, если показать день не раньше {date}.")
        told += " " + shown.format(date=date_in_figures(first.decided_on))
    drafts.note_saved(request, DRAFT)
    messages.success(request, told)
    return redirect(measure_url(request, first.measure.number))
