"""Sessions: opening, activity, end."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from navstrechu.accounts.models import Session, User
from navstrechu.accounts.queries import session_hash
from navstrechu.accounts.services.writing import INSTALLATION, account_subject
from navstrechu.history.services import record


@transaction.atomic
def open_session(
    *, user: User, session_key: str, address: str, agent: str, by_password: bool = True,
    has_second_factor: bool = False, at: datetime,
) -> Session:  # fmt: skip
    """Note a new signed-in device, and how the person proved who it is."""
    session = Session.objects.create(
        user=user,
        key_hash=session_hash(session_key),
        address=address,
        agent=agent[:300],
        started_at=at,
        last_seen_at=at,
        by_password=by_password,
        has_second_factor=has_second_factor,
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


@transaction.atomic
def end_other_sessions(*, user: User, but: Session | None, at: datetime) -> int:
    """End all own sessions except the one that asks; answers how many there were."""
    others = Session.objects.filter(user=user, ended_at=None).exclude(pk=but.pk if but else 0)
    ended = others.update(ended_at=at)
    if ended:
        told = {"sessions": [ended, 0]}
        record(
            "sessions_ended",
            agency_id=INSTALLATION,
            subject=account_subject(user),
            by=user,
            at=at,
            changes=told,
        )
    return ended


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
