"""Inviting people, and the list of invitations with what became of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.models import Invitation
from navstrechu.organisation.queries import invitations_of, posts_without_account, today_in
from navstrechu.organisation.services import invitations as services
from navstrechu.organisation.workflow import INVITATION, InvitationStatus
from navstrechu.web.organisation.forms import InvitationForm
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, submit

_LOOKS = {
    InvitationStatus.OPEN: ("info", "hourglass"),
    InvitationStatus.ACCEPTED: ("success", "circle-check"),
    InvitationStatus.WITHDRAWN: ("neutral", "ban"),
}


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A line of the list; ``is_open`` also when its time is over: it can be written anew."""

    invitation: Invitation
    label: object
    tone: str
    icon: str
    is_open: bool

    @classmethod
    def of(cls, invitation: Invitation, now: datetime) -> "InvitationRow":
        """An invitation as a line, expired or not."""
        state = InvitationStatus(invitation.status)
        if invitation.is_expired(now):
            return cls(invitation, _("срок истёк"), "warning", "clock-alert", True)
        return cls(invitation, INVITATION.labels[state], *_LOOKS[state], state is InvitationStatus.OPEN)


@guard(Permission.MANAGE_ACCOUNTS)
@require_GET
def invitations(request: AgencyRequest) -> HttpResponse:
    """Everybody who was invited."""
    return _page(request)


@guard(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def invite(request: AgencyRequest) -> HttpResponse:
    """A new invitation; its link is shown once, right here."""
    free = posts_without_account(request.agency, today_in(request.agency))
    form = InvitationForm(request.POST or None, agency=request.agency, posts=free)
    made: list[tuple[Invitation, str]] = []

    def save(values: dict[str, Any]) -> None:
        made.append(services.invite(agency=request.agency, by=request.user, at=timezone.now(), **values))

    refusal = submit(form, save) if request.method == "POST" else None
    if made:
        return _page(request, *made[0])
    page = FormPage(_("Пригласить"), _("Создать приглашение"), _address(request), "", icon="send")
    crumbs = [(_("Роли и права"), reverse("organisation:roles", args=[request.agency.code]))]
    context = {"page": page, "form": form, "refusal": refusal}
    context["breadcrumbs"] = [*crumbs, (_("Приглашения"), _address(request))]
    return render_page(request, page.template, context, status=refusal.status if refusal else 200)


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def reissue(request: AgencyRequest, pk: int) -> HttpResponse:
    """A new link with a new term; the old one is void."""
    invitation = _invitation(request, pk)
    secret = services.reissue_invitation(invitation=invitation, by=request.user, at=timezone.now())
    return _page(request, invitation, secret)


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def withdraw(request: AgencyRequest, pk: int) -> HttpResponse:
    """The link opens nothing any more."""
    services.withdraw_invitation(invitation=_invitation(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Приглашение отозвано."))
    return redirect(_address(request))


def _page(request: AgencyRequest, made: Invitation | None = None, secret: str = "") -> HttpResponse:
    now = timezone.now()
    link = request.build_absolute_uri(reverse("invitations:accept", args=[secret])) if secret else ""
    context = {
        "rows": [InvitationRow.of(one, now) for one in invitations_of(request.agency)],
        "made": made,
        "link": link,
        "breadcrumbs": [(_("Роли и права"), reverse("organisation:roles", args=[request.agency.code]))],
    }
    return render_page(request, "organisation/invitations_page.html", context)


def _invitation(request: AgencyRequest, pk: int) -> Invitation:
    return get_object_or_404(request.agency.invitations.select_related("agency"), pk=pk)


def _address(request: AgencyRequest) -> str:
    return reverse("organisation:invitations", args=[request.agency.code])
