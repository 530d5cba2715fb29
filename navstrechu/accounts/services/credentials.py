"""Proving who one is, and the lockout of those who guess."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import SignInFailure, User
from navstrechu.accounts.services.writing import INSTALLATION
from navstrechu.core.errors import InputRefused
from navstrechu.history.services import SYSTEM, Subject, record

_WRONG_CREDENTIALS = gettext_lazy(
    "Неверный логин или пароль. Проверьте раскладку клавиатуры и попробуйте ещё раз."
)


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
