"""Proving who one is, and the lockout of those who guess."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import SignInFailure, User
from navstrechu.accounts.queries import has_authenticator
from navstrechu.accounts.services.writing import INSTALLATION, account_subject
from navstrechu.core.errors import InputRefused
from navstrechu.history.services import SYSTEM, Subject, record

_WRONG_CREDENTIALS = gettext_lazy(
    "Неверный логин или пароль. Проверьте раскладку клавиатуры и попробуйте ещё раз."
)


def check_credentials(
    *, login: str, password: str, address: str, at: datetime, refusal: object = _WRONG_CREDENTIALS
) -> User:
    """The account of the right login and password.

    Five failures within fifteen minutes from one address close that login for that address until the window
    has passed; other addresses stay open, so nobody can lock a person out. Raises InputRefused with one
    wording for «no such login» and «wrong password».
    """
    # PostgreSQL takes no zero character; nobody's login has one.
    known = login.replace("\0", "").strip().lower()[:150]
    require_unlocked(login=known, address=address, at=at)
    user = authenticate(username=known, password=password)
    if user is None:
        note_failure(login=known, address=address, at=at)
        raise InputRefused(refusal)
    assert isinstance(user, User)  # noqa: S101 – narrows the type; the backend returns AUTH_USER_MODEL
    if not has_authenticator(user):
        # Else the code is still to come, and whoever knows the password could guess it for ever.
        _failures(known, address, at).delete()
    return user


def require_password(user: User) -> None:
    """Raise InputRefused for an account that is entered only through the identity provider."""
    if not user.has_usable_password():
        raise InputRefused(
            _(
                "У вашей учётной записи нет пароля: вы входите через службу входа. Пароль задаст "
                "администратор вашего органа."
            )
        )


def require_unlocked(*, login: str, address: str, at: datetime) -> None:
    """Raise InputRefused while too many attempts of the login from the address have failed."""
    if _failures(login, address, at).count() >= settings.SIGN_IN_FAILURES:
        raise InputRefused(
            _("Слишком много неудачных попыток входа. Подождите {minutes} минут и попробуйте снова.").format(
                minutes=settings.SIGN_IN_LOCK_MINUTES
            )
        )


def require_codes_unlocked(*, user: User, address: str, at: datetime) -> None:
    """Raise InputRefused while too many codes of the account have failed, from this address or from all."""
    require_unlocked(login=user.login, address=address, at=at)
    codes = SignInFailure.objects.filter(login=user.login, is_code=True, at__gt=_since(at))
    if codes.count() >= settings.SIGN_IN_CODE_FAILURES:
        raise InputRefused(
            _(
                "Слишком много неверных кодов. Подождите {minutes} минут и смените пароль: его кто-то знает."
            ).format(minutes=settings.SIGN_IN_LOCK_MINUTES)
        )


@transaction.atomic
def note_failure(*, login: str, address: str, user: User | None = None, at: datetime) -> None:
    """Count a failed attempt; with ``user`` a wrong code after a right password."""
    SignInFailure.objects.create(login=login, address=address, at=at, is_code=user is not None)
    SignInFailure.objects.filter(at__lt=at - timedelta(days=1)).delete()
    if _failures(login, address, at).count() != settings.SIGN_IN_FAILURES:
        return
    if user is None:
        subject = Subject("accounts.login", login[:60], login)
        record("sign_in_locked", agency_id=INSTALLATION, subject=subject, by=SYSTEM, at=at)
    else:
        record("codes_locked", agency_id=INSTALLATION, subject=account_subject(user), by=SYSTEM, at=at)


@transaction.atomic
def forget_failures(*, user: User, address: str, at: datetime) -> None:
    """After a complete sign-in earlier mistakes at this address are forgiven."""
    _failures(user.login, address, at).delete()


def _failures(login: str, address: str, at: datetime) -> QuerySet[SignInFailure]:
    return SignInFailure.objects.filter(login=login, address=address, at__gt=_since(at))


def _since(at: datetime) -> datetime:
    return at - timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
