"""Reads of accounts."""

from django.db.models import QuerySet

from navstrechu.accounts.models import Session, User
from navstrechu.accounts.services import session_hash


def open_sessions(user: User) -> QuerySet[Session]:
    """Devices on which the person is signed in, the latest first."""
    return Session.objects.filter(user=user, ended_at=None).order_by("-last_seen_at", "-id")


def session_by_key(session_key: str) -> Session | None:
    """The device that holds the key, with its account."""
    return Session.objects.select_related("user").filter(key_hash=session_hash(session_key)).first()
