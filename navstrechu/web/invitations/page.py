"""The page of an invitation: what it offers, or why it offers nothing any more."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from navstrechu.accounts import openid
from navstrechu.accounts.roles import ROLES, Role
from navstrechu.core.clients.openid import Identity
from navstrechu.organisation.models import Invitation
from navstrechu.organisation.queries import invitation_by_secret
from navstrechu.organisation.workflow import InvitationStatus
from navstrechu.web.accounts.attempts import proved_identity
from navstrechu.web.invitations.forms import NewcomerForm, NewcomerPasswordForm
from navstrechu.web.shell.pages import render_page


def invitation_page(
    request: HttpRequest, secret: str, *, form: forms.Form | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    """An open invitation with the ways to accept it; otherwise the sentence why there are none."""
    invitation, now = invitation_by_secret(secret), timezone.now()
    if invitation is None:
        sentence = _(
            "Приглашения по этой ссылке нет: его выписали заново, или адрес скопирован не полностью."
        )
        return _closed(request, sentence, status=404)
    over = why_over(invitation, now)
    if over:
        return _closed(request, over, status=410)
    context = {
        "invitation": invitation,
        "secret": secret,
        "role": ROLES[Role(invitation.role)].title,
        "form": form or newcomer_form(request, invitation, secret),
        "problem": problem,
        "proved": proved(request, secret),
        "openid_name": settings.OPENID_NAME if openid.is_configured() else "",
    }
    return render_page(request, "invitations/invitation_page.html", context, status=status)


def why_over(invitation: Invitation, now: datetime) -> str:
    """The sentence for a link that opens nothing any more; empty while it does."""
    if invitation.status == InvitationStatus.ACCEPTED:
        return _(
            "Этим приглашением уже воспользовались. Если это были вы – войдите; если нет – сообщите "
            "администратору."
        )
    if invitation.status == InvitationStatus.WITHDRAWN:
        return _("Приглашение отозвано. Если оно вам нужно, попросите у администратора новое.")
    if invitation.is_expired(now):
        return _("Срок приглашения истёк. Попросите у администратора новое.")
    return ""


def _closed(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    return render_page(request, "invitations/closed_page.html", {"sentence": sentence}, status=status)


def proved(request: HttpRequest, secret: str) -> Identity | None:
    """Who the provider said the guest is, for this invitation."""
    return proved_identity(request, reverse("invitations:accept", args=[secret]), timezone.now())


def newcomer_form(request: HttpRequest, invitation: Invitation, secret: str) -> NewcomerForm:
    """Without a password for who has come by the provider."""
    kind = NewcomerForm if proved(request, secret) else NewcomerPasswordForm
    return kind(request.POST or None, initial={"display_name": invitation.invited_name})
