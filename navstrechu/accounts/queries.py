"""Reads of accounts."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet

from navstrechu.accounts import recovery
from navstrechu.accounts.models import Authenticator, RecoveryCode, Session, User

# A secret shown longer ago may have been seen by somebody since.
_WAITS = timedelta(hours=1)


def session_hash(session_key: str) -> str:
    """What is stored of a session key."""
    return hashlib.sha256(session_key.encode()).hexdigest()


def open_sessions(user: User) -> QuerySet[Session]:
    """Devices on which the person is signed in, the latest first."""
    return Session.objects.filter(user=user, ended_at=None).order_by("-last_seen_at", "-id")


def session_by_key(session_key: str) -> Session | None:
    """The device that holds the key, with its account."""
    return Session.objects.select_related("user").filter(key_hash=session_hash(session_key)).first()


def authenticator_of(user: User) -> Authenticator | None:
    """What makes the person's codes, once it is in use."""
    return Authenticator.objects.filter(user=user, confirmed_at__isnull=False).first()


def waiting_authenticator(user: User, at: datetime) -> Authenticator | None:
    """What was begun within the last hour and waits for its first code."""
    since = at - _WAITS
    return Authenticator.objects.filter(user=user, confirmed_at=None, created_at__gte=since).first()


def has_authenticator(user: User) -> bool:
    """Whether the person signs in with a code."""
    return Authenticator.objects.filter(user=user, confirmed_at__isnull=False).exists()


def recovery_codes_left(user: User) -> int:
    """How many recovery codes can still be used."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def are_recovery_codes_of(user: User, codes: Collection[str]) -> bool:
    """Whether these are the person's unused codes, all of them and nothing else."""
    unused = RecoveryCode.objects.filter(user=user, used_at=None).values_list("code_hash", flat=True)
    return bool(codes) and {recovery.code_hash(code) for code in codes} == set(unused)
