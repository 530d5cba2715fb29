"""What every response carries and what every request knows."""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from navstrechu.accounts.queries import session_by_key
from navstrechu.accounts.services import is_expired, note_activity
from navstrechu.demonstration.queries import opening_day
from navstrechu.history.services import request_id
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import is_in_working_group, permissions_in
from navstrechu.web.shell import as_of

Handler = Callable[[HttpRequest], HttpResponse]

AGENCY_KEY = "agency"


class ResponsePolicyMiddleware:
    """Content policy on every response, and no stored copies of what a signed-in person saw."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class SessionLimitMiddleware:
    """Ends sessions that were ended elsewhere, stood idle for too long or are too old."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        session = session_by_key(request.session.session_key or "")
        now = timezone.now()
        if session is None or is_expired(session, now):
            logout(request)
            return redirect(settings.LOGIN_URL)
        note_activity(session=session, at=now)
        request.signed_session = session  # type: ignore[attr-defined]
        return self.get_response(request)


class RequestContextMiddleware:
    """Gives each request its number, the agency of its address (or of the last visit), rights and the
    shown day."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = secrets.token_hex(6)  # type: ignore[attr-defined]
        token = request_id.set(request.id)  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            request_id.reset(token)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        request.agency, request.permissions = None, frozenset()
        if request.user.is_authenticated:
            recognise(request, kwargs.get("agency"))


def recognise(request: Any, code: str | None = None) -> None:
    """Put the agency, the rights and the shown day on the request of a signed-in person; without ``code``
    the agency of the last visit."""
    request.agency, request.permissions = _agency(request, code), frozenset()
    if request.agency is not None:
        request.permissions = permissions_in(request.user, request.agency)
    if is_in_working_group(request.user):
        request.permissions |= {"region"}
    request.as_of = as_of.resolve(request, request.agency, opening_day())
    request.day = request.as_of.date


def _agency(request: Any, code: str | None) -> Agency | None:
    """The agency of the address; without one the agency of the last visit, else the first that the person
    sees."""
    visible = Agency.objects.visible_to(request.user).select_related("region")
    if code is not None:
        found = visible.filter(code=code).first()
        if found is not None and request.session.get(AGENCY_KEY) != code:
            request.session[AGENCY_KEY] = code
        return found
    last = request.session.get(AGENCY_KEY)
    return (visible.filter(code=last).first() if last else None) or visible.order_by(
        "short_name", "pk"
    ).first()
