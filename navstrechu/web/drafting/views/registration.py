"""Registration: number, date, signed sheet, and what follows."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import Act, ActKind
from navstrechu.drafting import permissions
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import draft_document
from navstrechu.drafting.queries.agreement import next_number, rounds
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.workflow import Status
from navstrechu.organisation.queries import day_in
from navstrechu.web.drafting.agreement_common import require_status
from navstrechu.web.drafting.effects import effects_of
from navstrechu.web.drafting.forms_agreement import RegistrationForm
from navstrechu.web.drafting.previewing import sheets
from navstrechu.web.drafting.shown import breadcrumbs, draft_or_404, kind_title, today_of
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import submit


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def register(request: AgencyRequest, pk: int) -> HttpResponse:
    """Give number and date; a refusal keeps what was typed."""
    draft = draft_or_404(request, pk)
    permissions.can_register_draft(request.user, draft).require()
    require_status(draft, Status.AGREED, Status.SIGNED)
    today = today_of(request)
    done = draft.signed_at or draft.rounds.order_by("-number")[0].closed_at
    form = RegistrationForm(
        request.POST or None,
        request.FILES or None,
        on_paper=draft.signed_at is None,
        earliest=day_in(draft.agency, done) if done else today,
        today=today,
        initial={"dated": today, "version": draft.version},
    )
    made: list[Act] = []
    refusal = None
    if request.method == "POST":
        refusal = submit(form, lambda values: made.append(_registered(request, draft, form, values)))
    if made:
        drafts.note_saved(request, _key(draft))
        messages.success(request, _("Документ зарегистрирован: {act}.").format(act=made[0]))
        return redirect("documents:document", agency=request.agency.code, pk=made[0].pk)
    context = _about(request, draft) | {"form": form}
    return render_page(
        request, "drafting/register_page.html", context, status=refusal.status if refusal else 200
    )


def _earliest(draft: Draft, today: date) -> date:
    """The day of the last visa or of the signature, whichever came later."""
    moments = (draft.rounds.order_by("-number")[0].closed_at, draft.signed_at)
    return max((day_in(draft.agency, at) for at in moments if at is not None), default=today)


def _registered(request: AgencyRequest, draft: Draft, form: RegistrationForm, values: dict[str, Any]) -> Act:
    draft.version = values["version"]
    return register_draft(
        draft=draft,
        dated=values["dated"],
        number=values["number"],
        signed=form.signed_file(),
        today=today_of(request),
        by=request.user,
        at=timezone.now(),
    )


def _about(request: AgencyRequest, draft: Draft) -> dict[str, Any]:
    today = today_of(request)
    sheet = rounds(draft, today)[0]
    return {
        "draft": draft,
        "key": _key(draft),
        "kind": kind_title(draft.kind),
        "on_paper": draft.signed_at is None,
        "next_number": next_number(draft.agency, ActKind(draft.act_kind), today),
        "effects": effects_of(request, draft),
        "sheet": sheet,
        "preview": sheets(draft_document(draft, today)),
        "breadcrumbs": breadcrumbs(request, draft),
    }


def _key(draft: Draft) -> str:
    return f"registration-{draft.pk}"
