"""Accepting an invitation: as a new account with a password or through the provider, or as one's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.models import User
from navstrechu.core.errors import DomainError
from navstrechu.organisation.models import Invitation
from navstrechu.organisation.queries import invitation_by_secret
from navstrechu.organisation.services.invitations import accept_as_newcomer, accept_invitation
from navstrechu.web.accounts import openid
from navstrechu.web.accounts.attempts import Purpose
from navstrechu.web.accounts.sign_in import start_session
from navstrechu.web.invitations.page import invitation_page, newcomer_form, proved, why_over
from navstrechu.web.shell.errors import STATUSES
from navstrechu.web.shell.guard import public
from navstrechu.web.shell.submission import submit


@public
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """What is offered, and taking it."""
    invitation = invitation_by_secret(secret)
    if request.method == "GET" or invitation is None or why_over(invitation, timezone.now()):
        return invitation_page(request, secret)
    if isinstance(request.user, User):
        return _accept_as(request, request.user, invitation, secret)
    return _accept_as_newcomer(request, invitation, secret)


def _accept_as(request: HttpRequest, user: User, invitation: Invitation, secret: str) -> HttpResponse:
    try:
        accept_invitation(invitation=invitation, user=user, at=timezone.now())
    except DomainError as refusal:
        return invitation_page(request, secret, problem=str(refusal), status=STATUSES[type(refusal)])
    return _welcome(request, invitation)


def _accept_as_newcomer(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    form, identity, now = newcomer_form(request, invitation, secret), proved(request, secret), timezone.now()
    made: list[User] = []

    def save(_values: dict[str, Any]) -> None:
        made.append(accept_as_newcomer(invitation=invitation, identity=identity, at=now, **form.values()))

    refusal = submit(form, save)
    if refusal:
        return invitation_page(request, secret, form=form, status=refusal.status)
    if identity is not None:
        openid.enter_as(request, made[0], identity, _home(invitation))
    else:
        start_session(request, made[0], now)
    return _welcome(request, invitation)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    messages.success(request, _("Приглашение принято. Добро пожаловать!"))
    return redirect(_home(invitation))


def _home(invitation: Invitation) -> str:
    return reverse("home:overview", args=[invitation.agency.code])


@public
@require_GET
def begin_openid(request: HttpRequest, secret: str) -> HttpResponse:
    """To the provider, to come back to the invitation as somebody who is proved."""
    invitation = invitation_by_secret(secret)
    if invitation is None or why_over(invitation, timezone.now()):
        return invitation_page(request, secret)
    return openid.go(request, Purpose.INVITATION, reverse("invitations:accept", args=[secret]))
