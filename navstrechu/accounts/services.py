"""Accounts: creation, sign-in with lockout, sessions."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import Session, SignInFailure, User
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import SYSTEM, Actor, Subject, record

INSTALLATION = 0
_WRONG_CREDENTIALS = gettext_lazy(
    "Неверный логин или пароль. Проверьте раскладку клавиатуры и попробуйте ещё раз."
)
_WRONG_CURRENT = gettext_lazy("Нынешний пароль введён неверно. Попробуйте ещё раз.")


def _subject(user: User) -> Subject:
    return Subject("accounts.user", str(user.pk), f"{user.display_name} ({user.login})")


@transaction.atomic
def create_user(
    *, login: str, display_name: str, password: str, email: str = "", by: Actor = SYSTEM, at: datetime,
    agency_id: int = INSTALLATION,
) -> User:  # fmt: skip
    """Create an account; the login is unique whatever its letter case. Raises Conflict, InputRefused.

    ``agency_id`` names the agency whose administrator acts: it is told in that agency's journal.
    """
    user = User.objects.build(login=login, display_name=display_name, email=email, created_at=at)
    _set_checked_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Conflict(_("Логин «{login}» уже занят. Выберите другой.").format(login=login)) from error
    # Contact data never enters the history, only that there is some.
    record("account_created", agency_id=agency_id, subject=_subject(user), by=by, at=at)
    return user


@transaction.atomic
def change_password(
    *, user: User, password: str, by: Actor, at: datetime, agency_id: int = INSTALLATION
) -> None:
    """Set a new password and end every session of the account. Raises InputRefused for a weak one."""
    _set_checked_password(user, password)
    user.save(update_fields=["password"])
    Session.objects.filter(user=user, ended_at=None).update(ended_at=at)
    record("password_changed", agency_id=agency_id, subject=_subject(user), by=by, at=at)


def change_own_password(*, user: User, current: str, password: str, address: str, at: datetime) -> None:
    """Replace the own password after proving to know the present one; guesses count towards the lockout.

    Not one transaction: a wrong guess must stay counted. Raises InputRefused.
    """
    check_credentials(login=user.login, password=current, address=address, at=at, refusal=_WRONG_CURRENT)
    change_password(user=user, password=password, by=user, at=at)


def _set_checked_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputRefused(" ".join(error.messages)) from error
    user.set_password(password)


@transaction.atomic
def set_active(
    *, user: User, is_active: bool, by: Actor, at: datetime, agency_id: int = INSTALLATION
) -> None:
    """Disable or enable an account; disabling ends its sessions at once."""
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    if not is_active:
        Session.objects.filter(user=user, ended_at=None).update(ended_at=at)
    verb = "account_enabled" if is_active else "account_disabled"
    record(verb, agency_id=agency_id, subject=_subject(user), by=by, at=at)


def check_credentials(
    *, login: str, password: str, address: str, at: datetime, refusal: object = _WRONG_CREDENTIALS
) -> User:
    """The account of the right login and password.

    Five failures within fifteen minutes from one address close that login for that address until the
    window has
    passed; other addresses stay open, so nobody can lock a person out. Raises InputRefused with one
    wording for «no such login» and «wrong password».
    """
    # PostgreSQL takes no zero character; nobody's login has one.
    known = login.replace("\0", "").strip().lower()[:150]
    since = at - timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
    failures = SignInFailure.objects.filter(login=known, address=address, at__gt=since)
    if failures.count() >= settings.SIGN_IN_FAILURES:
        raise InputRefused(
            _("Слишком много неудачных попыток входа. Подождите {minutes} минут и попробуйте снова.").format(
                minutes=settings.SIGN_IN_LOCK_MINUTES
            )
        )
    user = authenticate(username=known, password=password)
    if user is None:
        _note_failure(known, address, at, already=failures.count())
        raise InputRefused(refusal)
    failures.delete()
    assert isinstance(user, User)  # noqa: S101 – narrows the type; the backend returns AUTH_USER_MODEL
    return user


@transaction.atomic
def _note_failure(login: str, address: str, at: datetime, *, already: int) -> None:
    SignInFailure.objects.create(login=login, address=address, at=at)
    SignInFailure.objects.filter(at__lt=at - timedelta(days=1)).delete()
    if already + 1 == settings.SIGN_IN_FAILURES:
        subject = Subject("accounts.login", login[:60], login)
        record("sign_in_locked", agency_id=INSTALLATION, subject=subject, by=SYSTEM, at=at)


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
    record("signed_in", agency_id=INSTALLATION, subject=_subject(user), by=user, at=at)
    return session


@transaction.atomic
def end_session(*, session: Session, by: User, at: datetime) -> None:
    """End a device's session, one's own or – for an administrator – another's; ending twice changes
    nothing."""
    if not Session.objects.filter(pk=session.pk, ended_at=None).update(ended_at=at):
        return
    verb = "signed_out" if by == session.user else "session_ended"
    record(verb, agency_id=INSTALLATION, subject=_subject(session.user), by=by, at=at)


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
