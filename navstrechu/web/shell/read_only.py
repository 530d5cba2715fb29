"""Reading only: what the product does when the disk is nearly full, before the database has no room left."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from navstrechu.core.disk import Level
from navstrechu.operations.surroundings import disk
from navstrechu.web.shell.errors import error_page
from navstrechu.web.shell.guard import is_public

RETRY_SECONDS = 300
_READING = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Ending a session must always be possible; signing in, which is public, lets the administrator look.
_ALLOWED = {"accounts:sign-out", "shell:as-of"}
# Public, yet it brings new people in.
_REFUSED = {"invitations:accept"}


class ReadOnlyMiddleware:
    """Refuses every change with a sentence (503) while the disk is nearly full; pages go on opening."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method in _READING or _is_allowed(request) or not is_read_only():
            return None
        response = _answer(request)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response


def is_read_only() -> bool:
    """Whether changes are refused now."""
    return disk().level is Level.READ_ONLY


def _is_allowed(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in _ALLOWED or (is_public(request) and name not in _REFUSED)


def _answer(request: HttpRequest) -> HttpResponse:
    """A page; to a program the same as a problem (RFC 9457), like every refusal of the API."""
    if not request.path.startswith("/api/"):
        return error_page(request, 503)
    told = {
        "type": "about:blank",
        "title": _("Только чтение"),
        "status": 503,
        "detail": _(
            "На сервере заканчивается место, поэтому изменение не сохранено. Сообщите администратору."
        ),
        "problems": [],
        "mine": {},
        "theirs": {},
    }
    return JsonResponse(told, status=503, content_type="application/problem+json")
