"""Starting a session for an account: shared by the sign-in page and the role switcher."""

from datetime import datetime

from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse

from navstrechu.accounts.models import User
from navstrechu.accounts.services import open_session
from navstrechu.web.shell.addresses import own_address


def start_session(request: HttpRequest, user: User, at: datetime) -> None:
    """Sign the person in on this device under a new session key."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    if not request.session.session_key:
        request.session.save()
    open_session(
        user=user,
        session_key=request.session.session_key or "",
        address=client_address(request),
        agent=request.headers.get("User-Agent", ""),
        at=at,
    )


def client_address(request: HttpRequest) -> str:
    """The address that the web server saw; behind a proxy the server is told to pass the client's on."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: only addresses of this installation, else the start page."""
    return own_address(request, reverse("home:start"))
