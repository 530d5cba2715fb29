"""Signing what was agreed upon, or giving it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.drafting import permissions
from navstrechu.drafting.papers import draft_document
from navstrechu.drafting.queries.agreement import rounds
from navstrechu.drafting.services.agreement import return_draft, sign_draft
from navstrechu.drafting.workflow import Status
from navstrechu.web.drafting.agreement_common import require_status, seen_version
from navstrechu.web.drafting.forms_agreement import RemarksForm
from navstrechu.web.drafting.previewing import sheets
from navstrechu.web.drafting.shown import address, breadcrumbs, draft_or_404, kind_title, today_of
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response


@guard(Permission.SIGN_DOCUMENT)
@require_http_methods(["GET", "POST"])
def sign(request: AgencyRequest, pk: int) -> HttpResponse:
    """The page as everybody agreed to it, and the signature under it."""
    draft = draft_or_404(request, pk)
    permissions.can_sign(request.user, draft).require()
    require_status(draft, Status.AGREED)
    if request.method == "POST":
        draft.version = seen_version(request)
        sign_draft(draft=draft, by=request.user, at=timezone.now())
        messages.success(request, _("Документ подписан и ждёт регистрации."))
        return redirect(address(request, "draft", pk=pk))
    context = {
        "draft": draft,
        "kind": kind_title(draft.kind),
        "preview": sheets(draft_document(draft, today_of(request))),
        "sheet": rounds(draft, today_of(request))[0],
        "breadcrumbs": breadcrumbs(request, draft),
    }
    return render_page(request, "drafting/sign_page.html", context)


@guard(Permission.SIGN_DOCUMENT)
@require_http_methods(["GET", "POST"])
def give_back(request: AgencyRequest, pk: int) -> HttpResponse:
    """Remarks instead of a signature."""
    draft = draft_or_404(request, pk)
    permissions.can_sign(request.user, draft).require()
    require_status(draft, Status.AGREED)
    page = FormPage(
        _("Вернуть автору"),
        _("Вернуть с замечаниями"),
        address(request, "draft", pk=pk),
        draft.title,
        lead=_("Автор исправит документ и отправит его на согласование новым кругом."),
        icon="undo-2",
    )

    def save(values: dict[str, Any]) -> None:
        return_draft(draft=draft, remarks=values["remarks"], by=request.user, at=timezone.now())

    form = RemarksForm(request.POST or None)
    return form_response(request, form, save, page, done=_("Документ возвращён автору."))
