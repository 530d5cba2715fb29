"""The page of a process and its discussion."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import InputRefused
from navstrechu.discussion.models import Comment
from navstrechu.discussion.permissions import can_comment
from navstrechu.discussion.queries import remarks_about
from navstrechu.discussion.services import add_comment, withdraw_comment
from navstrechu.history.queries import timeline
from navstrechu.processes.models import Process
from navstrechu.processes.permissions import can_edit_process
from navstrechu.processes.printing import term_text
from navstrechu.processes.queries.card import process_cards, values_of
from navstrechu.processes.queries.filling import filling_of
from navstrechu.processes.services.writing import subject_of
from navstrechu.processes.workflow import Status
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.processes.card_sections import shown_sections
from navstrechu.web.processes.forms import CommentForm
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import refuse
from navstrechu.web.shell.requests import AgencyRequest

SUBJECT = "processes.process"
DISCUSSION = "discussion"
_SHORT_HISTORY = 10
# Told in the discussion itself, where each message stands with its time.
_DISCUSSION_VERBS = ("comment_added", "comment_withdrawn")


@guard(Permission.VIEW)
@require_GET
def card(request: AgencyRequest, pk: int) -> HttpResponse:
    """Everything about one process."""
    return _response(request, _process(request, pk))


@guard(Permission.COMMENT)
@require_POST
def comment(request: AgencyRequest, pk: int) -> HttpResponse:
    """Add a message to the discussion."""
    process, form = _process(request, pk), CommentForm(request.POST)
    form.is_valid()
    try:
        add_comment(
            agency=request.agency,
            subject=subject_of(process),
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
    except InputRefused as error:
        return _response(request, process, form=form, status=refuse(form, error, "text"))
    return _discussed(request, process, _("Сообщение добавлено."))


@guard(Permission.COMMENT)
@require_POST
def withdraw(request: AgencyRequest, pk: int, comment: int) -> HttpResponse:
    """Withdraw an own message; its place stays."""
    process = _process(request, pk)
    said = Comment.objects.about(SUBJECT, str(pk)).filter(pk=comment, agency=request.agency).first()
    if said is None:
        raise Http404
    withdraw_comment(comment=said, subject=subject_of(process), by=request.user, at=timezone.now())
    return _discussed(request, process, _("Сообщение отозвано."))


def _process(request: AgencyRequest, pk: int) -> Process:
    return get_object_or_404(process_cards(request.agency), pk=pk)


def _response(
    request: AgencyRequest, process: Process, *, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    """The whole page, or only its discussion where that is what was asked for."""
    context = _discussion(request, process, form)
    if request.headers.get("HX-Target") != DISCUSSION:
        context |= _page(request, process)
    return render_page(request, "processes/card_page.html", context, fragments={DISCUSSION}, status=status)


def _page(request: AgencyRequest, process: Process) -> dict[str, Any]:
    register = reverse("processes:register", args=[request.agency.code])
    return {
        "is_excluded": process.status == Status.EXCLUDED,
        "term": term_text(values_of(process).term),
        "clients": process.clients.splitlines(),
        "sections": shown_sections(request, process),
        "asides": shown_sections(request, process, aside=True),
        **_rights(request, process),
        "saved_drafts": drafts.saved(request),
        "breadcrumbs": [
            (_("Процессы"), register),
            (str(process.group), f"{register}?group={process.group.number}"),
        ],
        **_history(request, process),
    }


def _rights(request: AgencyRequest, process: Process) -> dict[str, Any]:
    """The decisions behind the buttons; None for roles that never edit.

    After the first approval the head of the unit proposes what the coordinator then does (order 201, 3.3).
    """
    if Permission.PROPOSE_CHANGES not in request.permissions:
        return {"edit": None, "propose": False}
    filling = filling_of(request.user, request.agency, request.as_of.today)
    edit = can_edit_process(request.user, request.agency, process.unit_id, filling)
    is_own = process.unit_id in filling.own_units and process.status == Status.ACTIVE
    return {"edit": edit, "propose": is_own and not edit}


def _history(request: AgencyRequest, process: Process) -> dict[str, Any]:
    """The history of the process and of its rows; the rest of it on demand."""
    events = timeline(SUBJECT, str(process.pk)).exclude(verb__in=_DISCUSSION_VERBS)
    is_whole = request.GET.get("history") == "all"
    shown = list(events if is_whole else events[: _SHORT_HISTORY + 1])
    has_more = not is_whole and len(shown) > _SHORT_HISTORY
    return {
        "events": timeline_entries(shown[:_SHORT_HISTORY] if has_more else shown),
        "has_more_events": has_more,
    }


def _discussion(request: AgencyRequest, process: Process, form: CommentForm | None) -> dict[str, Any]:
    return {
        "process": process,
        "remarks": remarks_about(
            request.agency, SUBJECT, str(process.pk), by=request.user, on=request.as_of.today
        ),
        "comment": can_comment(request.user, request.agency),
        "comment_form": form or CommentForm(),
        "draft": _draft(process),
    }


def _discussed(request: AgencyRequest, process: Process, told: str) -> HttpResponse:
    """Back to the discussion; without scripts by way of the whole page."""
    if request.headers.get("HX-Request") == "true":
        response = _response(request, process)
        response.headers["HX-Trigger"] = f'{{"draft-saved": "{_draft(process)}"}}'
        return response
    drafts.note_saved(request, _draft(process))
    messages.success(request, told)
    return redirect(reverse("processes:process", args=[request.agency.code, process.pk]) + "#discussion")


def _draft(process: Process) -> str:
    """Under which name the browser keeps an unsent message."""
    return f"process-{process.pk}-comment"
