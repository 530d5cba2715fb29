"""Proposals of changes: their list, one of them, its decision."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.history.queries import timeline
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import ChangeProposal
from navstrechu.touchpoints.queries.proposals import live_version, proposals_of
from navstrechu.touchpoints.services import proposals as services
from navstrechu.touchpoints.workflow import OPEN, Status, statuses
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import Refusal, submit
from navstrechu.web.touchpoints.forms_proposals import DecisionForm
from navstrechu.web.touchpoints.proposal_texts import action_text, changed_fields, subject_text, trigger_text

ON_A_PAGE = 50
_DONE = {
    "accept": gettext_lazy("Предложение принято, изменение внесено."),
    "return": gettext_lazy("Предложение возвращено автору."),
    "reject": gettext_lazy("Предложение отклонено."),
}


@guard(Permission.VIEW)
@require_GET
def proposals(request: AgencyRequest) -> HttpResponse:
    """Proposals of the agency: those that wait, or those of a state."""
    state = request.GET.get("state", "open")
    found = proposals_of(request.agency)
    if state == "open":
        found = found.filter(status__in=OPEN)
    elif state in {value for value, _label in statuses()}:
        found = found.filter(status=state)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "proposals": page,
        "lines": [(one, action_text(one), subject_text(one)) for one in page.object_list],
        "state": state,
        "states": [("open", _("Ждут решения")), ("all", _("Все")), *statuses()],
        "can_propose": permissions.can_propose(request.user, request.agency),
    }
    return render_page(request, "touchpoints/proposals_page.html", context)


@guard(Permission.VIEW)
@require_GET
def proposal(request: AgencyRequest, pk: int) -> HttpResponse:
    """One proposal: was → becomes, why, by when, what can be done."""
    return _page(request, _proposal(request, pk), DecisionForm(), None)


@guard(Permission.DECIDE_PROPOSALS)
@require_POST
def decide(request: AgencyRequest, pk: int) -> HttpResponse:
    """Accept, return or reject."""
    found = _proposal(request, pk)
    form = DecisionForm(request.POST)

    def save(values: dict[str, Any]) -> None:
        _SERVICES[values["decision"]](request, found, values["remark"])

    refusal = submit(form, save)
    if refusal is not None:
        return _page(request, _proposal(request, pk), form, refusal)
    messages.success(request, str(_DONE[form.cleaned_data["decision"]]))
    return redirect(_address(request, pk))


def _accept(request: AgencyRequest, found: ChangeProposal, remark: str) -> None:
    services.accept_proposal(
        proposal=found, remark=remark, today=request.as_of.today, by=request.user, at=timezone.now()
    )


def _return(request: AgencyRequest, found: ChangeProposal, remark: str) -> None:
    services.return_proposal(proposal=found, remark=remark, by=request.user, at=timezone.now())


def _reject(request: AgencyRequest, found: ChangeProposal, remark: str) -> None:
    services.reject_proposal(proposal=found, remark=remark, by=request.user, at=timezone.now())


_SERVICES = {"accept": _accept, "return": _return, "reject": _reject}


@guard(Permission.PROPOSE_CHANGES)
@require_POST
def withdraw(request: AgencyRequest, pk: int) -> HttpResponse:
    """Take an own proposal back."""
    found = _proposal(request, pk)
    services.withdraw_proposal(proposal=found, by=request.user, at=timezone.now())
    messages.success(request, _("Предложение отозвано."))
    return redirect(_address(request, pk))


def _page(
    request: AgencyRequest, found: ChangeProposal, form: DecisionForm, refusal: Refusal | None
) -> HttpResponse:
    is_open = found.status in OPEN
    why, clause = trigger_text(found)
    context = {
        "proposal": found,
        "action": action_text(found),
        "subject": subject_text(found),
        "why": why,
        "clause": clause,
        "fields": changed_fields(found),
        "is_open": is_open,
        "is_overtaken": is_open and live_version(found) != found.base_version,
        "form": form,
        "refusal": refusal,
        "decide": permissions.can_decide(request.user, found),
        "decide_shown": Permission.DECIDE_PROPOSALS in request.permissions,
        "waits": found.status == Status.SUBMITTED,
        "correct": permissions.can_correct(request.user, found),
        "is_returned": found.status == Status.RETURNED,
        "events": timeline_entries(timeline("touchpoints.proposal", str(found.pk)), subject=False),
        "breadcrumbs": [(_("Предложения"), reverse("touchpoints:proposals", args=[request.agency.code]))],
    }
    status = refusal.status if refusal else 200
    return render_page(request, "touchpoints/proposal_page.html", context, status=status)


def _proposal(request: AgencyRequest, pk: int) -> ChangeProposal:
    return get_object_or_404(proposals_of(request.agency), pk=pk)


def _address(request: AgencyRequest, pk: int) -> str:
    return reverse("touchpoints:proposal", args=[request.agency.code, pk])
