"""Who may open a page: every view declares it, and a test over the address book holds that none forgot."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import NotAllowed
from navstrechu.organisation.permissions import can

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Open to everybody, without signing in."""
    opened = login_not_required(view)
    opened.access = "public"  # type: ignore[attr-defined]
    return opened


def signed_in(view: View) -> View:
    """Open to every signed-in person: the page shows only what is the person's own."""
    view.access = "signed_in"  # type: ignore[attr-defined]
    return view


def guard(permission: Permission) -> Callable[[View], View]:
    """Open to members of the address's agency whose roles allow ``permission``.

    An agency that the person does not see answers 404, a missing right 403 with the reason. The view is
    called without the agency's code: it finds the agency on the request.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, agency: str, **kwargs: Any) -> HttpResponseBase:
            if request.agency is None or request.agency.code != agency:
                raise Http404
            decision = can(request.user, permission, request.agency)
            if not decision:
                raise NotAllowed(decision.reason)
            return view(request, **kwargs)

        guarded.access = permission.value  # type: ignore[attr-defined]
        return guarded

    return decorate


def is_public(request: HttpRequest) -> bool:
    """Whether the page of the request is open to everybody."""
    match = request.resolver_match
    return match is not None and getattr(match.func, "access", "") == "public"


def is_for_keys(request: HttpRequest) -> bool:
    """Whether the address belongs to the API, where keys count and cookies do not."""
    match = request.resolver_match
    return match is not None and getattr(match.func, "access", "") == "api"
