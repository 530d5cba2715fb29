"""Handing a proposal in, and handing it in anew after it was returned."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict
from navstrechu.processes.models import Process
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import touchpoint_content
from navstrechu.touchpoints.queries.proposals import proposals_of
from navstrechu.touchpoints.services.proposals import ProposalDraft, resubmit_proposal, submit_proposal
from navstrechu.touchpoints.values import TouchpointContent
from navstrechu.touchpoints.vocabulary import ACTION_TITLES, Action, Trigger
from navstrechu.touchpoints.workflow import Status
from navstrechu.web.shell import drafts
from navstrechu.web.shell.asked import id_asked
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import Refusal, submit
from navstrechu.web.touchpoints.forms_proposals import (
    BareProposal,
    ExclusionProposal,
    InclusionProposal,
    PlaceProposal,
    RowProposal,
)
from navstrechu.web.touchpoints.place_choice import label_of

ProposalForm = RowProposal | PlaceProposal | BareProposal | ExclusionProposal | InclusionProposal
_TRIGGERS = {
    Action.INCLUDE_PROCESS: Trigger.PROCESS,
    Action.EXCLUDE_PROCESS: Trigger.PROCESS,
    Action.CHANGE_TOUCHPOINT: Trigger.KIND,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is proposed to change, and what; ``stored`` is a proposal that was returned."""

    action: Action
    process: Process | None = None
    row: ProcessTouchpoint | None = None
    touchpoint: Touchpoint | None = None
    stored: ChangeProposal | None = None

    @property
    def text(self) -> str:
        """By what name people know it."""
        process = self.process or (self.row.process if self.row else None)
        place = self.touchpoint or (self.row.touchpoint if self.row else None)
        return " – ".join(str(part) for part in (process, place) if part is not None)


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def propose(request: AgencyRequest) -> HttpResponse:
    """A new proposal; the address names the action and what it is about."""
    subject = _asked(request)
    if subject is None:
        return render_page(
            request, "touchpoints/propose_choice.html", {"actions": list(ACTION_TITLES.items())}
        )
    if subject.process is not None:
        permissions.can_propose_for(request.user, subject.process).require()
    elif subject.row is not None:
        permissions.can_propose_for(request.user, subject.row.process).require()
    elif subject.touchpoint is not None:
        permissions.can_propose_at(request.user, subject.touchpoint).require()
    made: list[ChangeProposal] = []

    def save(form: ProposalForm) -> None:
        made.append(
            submit_proposal(
                agency=request.agency,
                draft=_draft(subject, form),
                today=request.as_of.today,
                by=request.user,
                at=timezone.now(),
            )
        )

    answer = _answer(request, subject, save)
    if answer is not None:
        return answer
    messages.success(
        request, _("Предложение представлено. Ответственный и координатор получили уведомление.")
    )
    return redirect("touchpoints:proposal", agency=request.agency.code, pk=made[0].pk)


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def resubmit(request: AgencyRequest, pk: int) -> HttpResponse:
    """A returned proposal, corrected by its author."""
    found = get_object_or_404(proposals_of(request.agency), pk=pk)
    permissions.can_correct(request.user, found).require()
    if found.status != Status.RETURNED:
        raise Conflict(_("Исправить и представить заново можно только возвращённое предложение."))
    subject = Subject(Action(found.action), found.process, found.link, found.touchpoint, found)

    def save(form: ProposalForm) -> None:
        resubmit_proposal(
            proposal=found,
            draft=_draft(subject, form),
            today=request.as_of.today,
            by=request.user,
            at=timezone.now(),
        )

    answer = _answer(request, subject, save)
    if answer is not None:
        return answer
    messages.success(request, _("Предложение представлено повторно."))
    return redirect("touchpoints:proposal", agency=request.agency.code, pk=pk)


def _answer(request: AgencyRequest, subject: Subject, save: Any) -> HttpResponse | None:
    """The form, or the form with what is wrong; None when it went through."""
    form = _form(request, subject)
    refusal: Refusal | None = None
    draft = f"proposal-{subject.stored.pk if subject.stored else request.GET.urlencode()}"
    if request.method == "POST":
        refusal = submit(form, lambda _values: save(form))
        if refusal is None:
            drafts.note_saved(request, draft)
            return None
    context = {
        "form": form,
        "subject": subject,
        "action": ACTION_TITLES[subject.action],
        "refusal": refusal,
        "draft": draft,
        "is_row": isinstance(form, RowProposal),
        "is_place": isinstance(form, PlaceProposal),
        "remark": subject.stored.remark if subject.stored else "",
        "back_url": reverse("touchpoints:proposals", args=[request.agency.code]),
        "breadcrumbs": [(_("Предложения"), reverse("touchpoints:proposals", args=[request.agency.code]))],
    }
    status = refusal.status if refusal else 200
    return render_page(request, "touchpoints/propose_page.html", context, status=status)


def _form(request: AgencyRequest, subject: Subject) -> ProposalForm:
    stored, data = subject.stored, request.POST or None
    initial = {
        "trigger": stored.trigger if stored else _TRIGGERS.get(subject.action, Trigger.NEEDS).value,
        "happened_on": stored.happened_on if stored else request.as_of.today,
        "reason": stored.reason if stored else "",
    }
    if subject.action in (Action.ADD_LINK, Action.CHANGE_LINK):
        if subject.touchpoint is not None and stored is None:
            initial["place"] = label_of(subject.touchpoint)
        return RowProposal(
            data,
            agency=request.agency,
            row=subject.row,
            stored=stored.becomes if stored else None,
            initial=initial,
        )
    if subject.action is Action.CHANGE_TOUCHPOINT:
        assert subject.touchpoint is not None  # noqa: S101 – `_asked` holds it
        given = TouchpointContent.from_json(stored.becomes) if stored else None
        now = given or touchpoint_content(subject.touchpoint)
        return PlaceProposal(data, agency=request.agency, content=now, initial=initial)
    if subject.action is Action.INCLUDE_PROCESS:
        return InclusionProposal(
            data, agency=request.agency, initial=initial | (stored.becomes if stored else {})
        )
    if subject.action is Action.EXCLUDE_PROCESS:
        return ExclusionProposal(data, initial=initial | (stored.becomes if stored else {}))
    return BareProposal(data, initial=initial)


def _draft(subject: Subject, form: ProposalForm) -> ProposalDraft:
    given = form.cleaned_data
    return ProposalDraft(
        trigger=Trigger(given["trigger"]),
        action=subject.action,
        becomes=form.becomes,
        reason=given["reason"],
        happened_on=given["happened_on"],
        process=subject.process if subject.row is None else None,
        row=subject.row,
        touchpoint=subject.touchpoint if subject.action is Action.CHANGE_TOUCHPOINT else None,
    )


def _asked(request: AgencyRequest) -> Subject | None:
    """What the address names; None where it names nothing, 404 where the agency has no such thing."""
    asked = request.GET.get("action", "")
    if not asked:
        return None
    if asked not in set(Action):
        raise Http404
    action = Action(asked)
    rows = ProcessTouchpoint.objects.live().filter(process__agency=request.agency)
    processes = Process.objects.filter(agency=request.agency).select_related("agency", "unit")
    places = Touchpoint.objects.open().filter(agency=request.agency).select_related("agency", "unit")
    if action in (Action.CHANGE_LINK, Action.REMOVE_LINK):
        found = rows.select_related("process__agency", "process__unit", "touchpoint")
        return Subject(action, row=get_object_or_404(found, pk=_id(request, "row")))
    if action is Action.CHANGE_TOUCHPOINT:
        return Subject(action, touchpoint=get_object_or_404(places, pk=_id(request, "touchpoint")))
    if action is Action.INCLUDE_PROCESS:
        return Subject(action)
    process = get_object_or_404(processes, pk=_id(request, "process"))
    chosen = places.filter(pk=_id(request, "touchpoint")).first()
    return Subject(action, process=process, touchpoint=chosen if action is Action.ADD_LINK else None)


def _id(request: HttpRequest, name: str) -> int:
    return id_asked(request.GET.get(name, "")) or 0
