"""Between the right password and the right code: who is expected, kept for ten minutes.

Nobody is signed in by it: the request has no user, and every page but that of the code stays closed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from navstrechu.accounts.models import User

LASTS = timedelta(minutes=10)
_KEY = "half_signed"


@dataclass(frozen=True, slots=True)
class HalfSigned:
    """Who has still to give a code, and where the person wanted to go."""

    user: User
    target: str
    by_password: bool


def note(request: HttpRequest, user: User, target: str, *, by_password: bool, at: datetime) -> None:
    """Remember who proved the first thing, under a new session key."""
    request.session.cycle_key()
    request.session[_KEY] = {
        "user": user.pk,
        # A password changed meanwhile proves nothing any more.
        "proof": user.get_session_auth_hash(),
        "target": target,
        "by_password": by_password,
        "at": at.isoformat(),
    }


def found(request: HttpRequest, at: datetime) -> HalfSigned | None:
    """Who is expected; None when nobody is, it was too long ago, or the account is not what it was."""
    kept = request.session.get(_KEY)
    if kept is None or at - datetime.fromisoformat(kept["at"]) > LASTS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != kept["proof"]:
        return None
    return HalfSigned(user, kept["target"], kept["by_password"])


def forget(request: HttpRequest) -> None:
    """Nobody is expected any more."""
    request.session.pop(_KEY, None)
