"""Sessions: opening, activity, end."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from navstrechu.accounts.models import Session, User
from navstrechu.accounts.services.writing import INSTALLATION, account_subject
from navstrechu.history.services import record


def session_hash(session_key: str) -> str:
    """What is stored of a session key."""
    return hashlib.sha256(session_key.encode()).hexdigest()


@transaction.atomic
def open_session(*, user: User, session_key: str, address: str, agent: str, at: datetime) -> Session:
    """Note a new signed-in device."""
    session = Session.objects.create(
        user=user,
        key_hash=session_hash(session_key),
        address=address,
        agent=agent[:300],
        started_at=at,
        last_seen_at=at,
    )
    record("signed_in", agency_id=INSTALLATION, subject=account_subject(user), by=user, at=at)
    return session


@transaction.atomic
def end_session(*, session: Session, by: User, at: datetime) -> None:
    """End a device's session, one's own or – for an administrator – another's; ending twice changes
    nothing."""
    if not Session.objects.filter(pk=session.pk, ended_at=None).update(ended_at=at):
        return
    verb = "signed_out" if by == session.user else "session_ended"
    record(verb, agency_id=INSTALLATION, subject=account_subject(session.user), by=by, at=at)


def note_activity(*, session: Session, at: datetime) -> None:
    """Move the idle clock, at most once a minute: an ordinary page should not cost a write."""
    if at - session.last_seen_at >= timedelta(minutes=1):
        Session.objects.filter(pk=session.pk).update(last_seen_at=at)


def is_expired(session: Session, at: datetime) -> bool:
    """Ended, idle for too long, or older than a session may be."""
    return (
        session.ended_at is not None
        or at - session.last_seen_at > timedelta(minutes=settings.SESSION_IDLE_MINUTES)
        or at - session.started_at > timedelta(hours=settings.SESSION_ABSOLUTE_HOURS)
    )
