"""From a proven person to a session: shared by the sign-in page, identity providers and the role switcher."""

from datetime import datetime

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from navstrechu.accounts.models import User
from navstrechu.accounts.queries import has_authenticator
from navstrechu.accounts.services import open_session
from navstrechu.web.accounts import half_signed
from navstrechu.web.shell.addresses import own_address


def admit(
    request: HttpRequest, user: User, at: datetime, target: str, *, by_password: bool = True,
    has_second_factor: bool = False,
) -> HttpResponse:  # fmt: skip
    """Let in whoever has proved to be ``user``, or ask for the code of the authenticator first.

    ``has_second_factor`` says that a second thing was asked for already, for instance by a provider.
    """
    if has_second_factor or not has_authenticator(user):
        start_session(request, user, at, by_password=by_password, has_second_factor=has_second_factor)
        return redirect(target)
    half_signed.note(request, user, target, by_password=by_password, at=at)
    return redirect("accounts:code")


def start_session(
    request: HttpRequest,
    user: User,
    at: datetime,
    *,
    by_password: bool = True,
    has_second_factor: bool = False,
) -> None:
    """Sign the person in on this device under a new session key."""
    half_signed.forget(request)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    if not request.session.session_key:
        request.session.save()
    open_session(
        user=user,
        session_key=request.session.session_key or "",
        address=client_address(request),
        agent=request.headers.get("User-Agent", ""),
        by_password=by_password,
        has_second_factor=has_second_factor,
        at=at,
    )


def client_address(request: HttpRequest) -> str:
    """The address that the web server saw; behind a proxy the server is told to pass the client's on."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: only addresses of this installation, else the start page."""
    return own_address(request, reverse("home:start"))
