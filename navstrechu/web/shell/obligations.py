"""What a signed-in person must do before anything else: a new password, a second factor.

Such a person sees one page and may leave; everything else leads back to that page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from navstrechu.accounts import passwords
from navstrechu.accounts.models import Session
from navstrechu.accounts.queries import has_authenticator
from navstrechu.accounts.services import end_session
from navstrechu.organisation.second_factor import second_factor_required
from navstrechu.web.shell.guard import is_for_keys, is_public

_ALWAYS = frozenset({"accounts:sign-out", "shell:preferences"})
_PASSWORD = frozenset({"accounts:password"})
_ENROLMENT = frozenset({
    "accounts:second-factor", "accounts:second-factor-begin", "accounts:second-factor-enrol",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Obligation:
    """The page that settles it, the pages that stay open meanwhile, and why."""

    url_name: str
    pages: frozenset[str]
    reason: str


class ObligationMiddleware:
    """Leads a person who owes something to the page of it, whatever was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        request.obligation = None
        # The API knows no cookies: whoever comes with one is told so there.
        if not request.user.is_authenticated or is_public(request) or is_for_keys(request):
            return None
        owed = obligation_of(request.signed_session, request.user, timezone.now())
        if owed is None:
            return None
        if owed.pages == _ENROLMENT and has_authenticator(request.user):
            # Enrolled meanwhile on another device: whoever sits here has shown no code yet.
            end_session(session=request.signed_session, by=request.user, at=timezone.now())
            logout(request)
            return redirect("accounts:sign-in")
        if request.resolver_match.view_name not in owed.pages | _ALWAYS:
            return redirect(owed.url_name)
        _bare(request, owed)
        return None


def obligation_of(session: Session, user: Any, at: datetime) -> Obligation | None:
    """What the person owes in this session, the password first; None for nearly everybody."""
    if session.by_password and passwords.is_expired(user, at):
        reason = (
            _("Срок действия пароля вышел. Придумайте новый, чтобы продолжить работу.")
            if user.password_changed_at
            else _("Этот пароль задан не вами. Придумайте свой, чтобы продолжить работу.")
        )
        return Obligation("accounts:password", _PASSWORD, reason)
    if not session.has_second_factor and second_factor_required(user):
        reason = _("Для вашей роли вход с кодом обязателен. Подключите его, чтобы продолжить работу.")
        return Obligation("accounts:second-factor", _ENROLMENT, reason)
    return None


def _bare(request: Any, owed: Obligation) -> None:
    """The page shows nothing of the agency: no navigation, no rights, no day."""
    request.obligation = owed
    request.agency, request.permissions = None, frozenset()
    del request.as_of
