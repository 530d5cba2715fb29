"""Domain errors and incidents as pages: a sentence, what to do, and the number to name to the
administrator."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from navstrechu.core.errors import (
    Conflict,
    DomainError,
    HasFindings,
    InputRefused,
    NotAllowed,
    StaleObject,
)
from navstrechu.web.shell.middleware import recognise

STATUSES: dict[type[DomainError], int] = {
    NotAllowed: 403,
    StaleObject: 409,
    Conflict: 409,
    InputRefused: 422,
    HasFindings: 422,
}
_ALONE, _AMONG_SECTIONS = "shell/errors/alone.html", "shell/base.html"
logger = logging.getLogger("navstrechu.web")


class DomainErrorMiddleware:
    """Turns an error that a view did not answer itself into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        return error_page(request, STATUSES[type(error)], error)


def error_page(request: HttpRequest, status: int, error: DomainError | None = None) -> HttpResponse:
    """The page of a status with the sentence of the error."""
    context: dict[str, Any] = {"back_url": _back(request)}
    if error is not None:
        context["message"] = error.message
    if isinstance(error, StaleObject):
        context |= {"mine": error.mine, "theirs": error.theirs}
    if isinstance(error, InputRefused):
        context["problems"] = error.problems
    return _page(request, f"shell/errors/{status}.html", context, status=status)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int
) -> HttpResponse:
    context = {"frame": _frame(request), **(context or {})}
    return render(request, template, context, status=status)


def _frame(request: Any) -> str:
    """A signed-in person keeps the sections; of the answer to a script only the sentence is shown."""
    user = getattr(request, "user", None)
    if user is None or getattr(request, "htmx", False) or not user.is_authenticated:
        return _ALONE
    # No view was found, or its agency is not this person's: the sections are those of the own one.
    if getattr(request, "agency", None) is None:
        recognise(request)
    return _AMONG_SECTIONS


def _back(request: HttpRequest) -> str:
    """The page of this site that one came from, for instance with the form; empty when the browser names
    none, or only the refused page itself."""
    came_from = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    is_refused = request.method == "GET" and came_from == request.build_absolute_uri()
    return came_from if is_own and not is_refused else ""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing stands at the address, or nothing that this person may see."""
    return _page(request, "shell/errors/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request cannot be read, or a field of its form is larger than any text of a person."""
    if isinstance(exception, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        message = _("Набранный или вставленный текст больше {limit} МБ. Пришлите его файлом.")
        return _page(request, "shell/errors/413.html", {"message": message.format(limit=limit)}, status=413)
    return _page(request, "shell/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refused below the domain, for instance by a suspicious host name."""
    return _page(request, "shell/errors/403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A defect: the number in the log is the number on the page, which asks the database nothing."""
    incident = getattr(request, "id", "")
    logger.error("incident %s at %s", incident, request.path)
    return render(request, "shell/errors/500.html", {"incident": incident}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened in another session or its cookie is gone."""
    return _page(request, "shell/errors/csrf.html", status=403)
