"""Sending to agreement and taking back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.drafting import permissions
from navstrechu.drafting.completeness import draft_findings
from navstrechu.drafting.models import Draft
from navstrechu.drafting.queries.agreement import list_to_begin_with, post_findings
from navstrechu.drafting.services.agreement import recall_draft, send_draft
from navstrechu.drafting.vocabulary import VisaOrder
from navstrechu.drafting.workflow import EDITABLE, Status
from navstrechu.organisation.queries import posts_of
from navstrechu.web.drafting.agreement_common import (
    ShownFinding,
    draft_problems,
    holder_names,
    require_status,
)
from navstrechu.web.drafting.forms_agreement import ReasonForm
from navstrechu.web.drafting.shown import address, breadcrumbs, draft_or_404, look_of, today_of
from navstrechu.web.drafting.visa_list import ADD, USUAL_TERM, TypedList, VisaListForm
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response, submit

SEND = "send"


@guard(Permission.DRAFT_DOCUMENT)
@require_http_methods(["GET", "POST"])
def send(request: AgencyRequest, pk: int) -> HttpResponse:
    """Choose who puts visas, in which order and by when; each button of the list keeps what was typed."""
    draft = draft_or_404(request, pk)
    permissions.can_edit_draft(request.user, draft).require()
    require_status(draft, *EDITABLE)
    today = today_of(request)
    holders = holder_names(draft.agency, today)
    posts = posts_of(draft.agency)
    typed = _typed(request, draft, holders)
    action = request.POST.get("action", "")
    sends = request.method == "POST" and action == SEND
    form = VisaListForm(
        request.POST if sends else None,
        posts=posts,
        holders=holders,
        initial={"order": typed.order, "new_term": str(USUAL_TERM)},
    )
    refusal = submit(form, lambda _values: _send(request, draft, typed)) if sends else None
    if sends and refusal is None:
        messages.success(request, _said(draft, typed))
        return redirect(address(request, "draft", pk=pk))
    return _page(request, draft, form, typed, status=refusal.status if refusal else 200)


def _typed(request: AgencyRequest, draft: Draft, holders: dict[int, str]) -> TypedList:
    if request.method != "POST":
        return TypedList.of_last(list_to_begin_with(draft), holders)
    known = {post.pk: post for post in posts_of(draft.agency)}
    typed = TypedList.of_post(request.POST, known, holders)
    action = request.POST.get("action", ADD)
    return typed if action in {ADD, SEND} else typed.changed(action)


def _send(request: AgencyRequest, draft: Draft, typed: TypedList) -> None:
    send_draft(
        draft=draft,
        visas=typed.wanted(),
        order=VisaOrder(typed.order),
        today=today_of(request),
        by=request.user,
        at=timezone.now(),
    )


def _said(draft: Draft, typed: TypedList) -> str:
    if typed.lines:
        return _("Документ отправлен на согласование.")
    return _("Визы не нужны: документ передан на подпись.")


def _page(
    request: AgencyRequest, draft: Draft, form: VisaListForm, typed: TypedList, *, status: int
) -> HttpResponse:
    today = today_of(request)
    about_text = draft_findings(draft, today)
    about_posts = post_findings(draft, [line.post for line in typed.lines], today)
    context = {
        "draft": draft,
        "look": look_of(draft),
        "form": form,
        "lines": typed.lines,
        "findings": draft_problems(request, draft, about_text),
        "post_findings": [ShownFinding(one.level, one.message) for one in about_posts],
        "is_blocked": bool(about_text.blockers),
        "breadcrumbs": breadcrumbs(request, draft),
    }
    return render_page(request, "drafting/send_page.html", context, fragments={"visa-list"}, status=status)


@guard(Permission.DRAFT_DOCUMENT)
@require_http_methods(["GET", "POST"])
def recall(request: AgencyRequest, pk: int) -> HttpResponse:
    """Take a document back to correct it; the visas put so far stay in the closed round."""
    draft = draft_or_404(request, pk)
    permissions.can_edit_draft(request.user, draft).require()
    require_status(draft, Status.AGREEMENT, Status.AGREED)
    page = FormPage(
        _("Отозвать с согласования"),
        _("Отозвать"),
        address(request, "draft", pk=pk),
        draft.title,
        lead=_("Документ снова можно будет править. Согласование затем пройдёт заново, новым кругом."),
        icon="undo-2",
    )

    def save(values: dict[str, Any]) -> None:
        recall_draft(draft=draft, reason=values["reason"], by=request.user, at=timezone.now())

    form = ReasonForm(request.POST or None)
    return form_response(request, form, save, page, done=_("Документ отозван с согласования."))
