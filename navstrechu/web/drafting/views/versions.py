"""Versions of a draft: their list, one of them, two compared, one taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import DomainError
from navstrechu.drafting import permissions
from navstrechu.drafting.models import Draft, DraftVersion
from navstrechu.drafting.papers import draft_paper
from navstrechu.drafting.services.drafts import restore_version
from navstrechu.web.drafting import shown
from navstrechu.web.drafting.agreement_common import seen_version
from navstrechu.web.drafting.previewing import sheets_of
from navstrechu.web.drafting.versions import compared_parts, version_parts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest


@guard(Permission.VIEW)
@require_GET
def versions(request: AgencyRequest, pk: int) -> HttpResponse:
    """All versions, the latest first."""
    draft = shown.draft_or_404(request, pk)
    context = {"versions": list(draft.versions.order_by("-number")), **_about(request, draft)}
    return render_page(request, "drafting/versions_page.html", context)


@guard(Permission.VIEW)
@require_GET
def version(request: AgencyRequest, pk: int, number: int) -> HttpResponse:
    """One version as it would be printed with the data of today."""
    draft = shown.draft_or_404(request, pk)
    found = _version(draft, number)
    latest = draft.versions.order_by("-number").values_list("number", flat=True)[0]
    draft.text, draft.becomes, draft.forms = found.text, found.becomes, found.forms
    context: dict[str, Any] = {"version": found, "latest": latest, "sheets": "", **_about(request, draft)}
    try:
        context["sheets"] = sheets_of(draft.agency, draft_paper(draft, shown.today_of(request))[0])
    except (DomainError, ValueError) as refused:
        context["no_page"] = str(refused)
    return render_page(request, "drafting/version_page.html", context)


@guard(Permission.VIEW)
@require_GET
def compare(request: AgencyRequest, pk: int) -> HttpResponse:
    """Two versions word by word; without a choice the last two."""
    draft = shown.draft_or_404(request, pk)
    known = {one.number: one for one in draft.versions.order_by("-number")}
    new = _asked(request.GET, "new", next(iter(known)))
    old = _asked(request.GET, "old", max((number for number in known if number < new), default=new))
    if old not in known or new not in known:
        raise Http404
    was, becomes = version_parts(known[old]), version_parts(known[new])
    context = {
        "options": [(number, _("версия {number}").format(number=number)) for number in known],
        "old": known[old],
        "new": known[new],
        "parts": compared_parts(was, becomes),
        **_about(request, draft),
    }
    return render_page(request, "drafting/compare_page.html", context)


@guard(Permission.DRAFT_DOCUMENT)
@require_POST
def restore(request: AgencyRequest, pk: int, number: int) -> HttpResponse:
    """Take an earlier version as the present content."""
    draft = shown.draft_or_404(request, pk)
    permissions.can_edit_draft(request.user, draft).require()
    version = seen_version(request)
    restore_version(draft=draft, number=number, version=version, by=request.user, at=timezone.now())
    messages.success(request, _("Версия {number} восстановлена.").format(number=number))
    return redirect(shown.address(request, "versions", pk=pk))


def _about(request: AgencyRequest, draft: Draft) -> dict[str, Any]:
    may_restore = draft.is_editable and bool(permissions.can_edit_draft(request.user, draft))
    crumbs = shown.breadcrumbs(request, draft)
    return {"draft": draft, "may_restore": may_restore, "breadcrumbs": crumbs}


def _version(draft: Draft, number: int) -> DraftVersion:
    found = draft.versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _asked(query: QueryDict, name: str, default: int) -> int:
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
