"""Accounts: creation, password, disabling."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import Session, User
from navstrechu.accounts.services.credentials import check_credentials
from navstrechu.accounts.services.writing import INSTALLATION, account_subject
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import SYSTEM, Actor, record

_WRONG_CURRENT = gettext_lazy("Нынешний пароль введён неверно. Попробуйте ещё раз.")


@transaction.atomic
def create_user(
    *, login: str, display_name: str, password: str | None, email: str = "", by: Actor = SYSTEM,
    at: datetime, agency_id: int = INSTALLATION,
) -> User:  # fmt: skip
    """Create an account; the login is unique whatever its letter case. Raises Conflict, InputRefused.

    Without a password the account is entered only through the identity provider.
    ``agency_id`` names the agency whose administrator acts: it is told in that agency's journal.
    """
    user = User.objects.build(login=login, display_name=display_name, email=email, created_at=at)
    if password is None:
        user.set_unusable_password()
    else:
        _set_checked_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Conflict(_("Логин «{login}» уже занят. Выберите другой.").format(login=login)) from error
    # Contact data never enters the history, only that there is some.
    record("account_created", agency_id=agency_id, subject=account_subject(user), by=by, at=at)
    return user


@transaction.atomic
def change_password(
    *, user: User, password: str, by: Actor, at: datetime, agency_id: int = INSTALLATION
) -> None:
    """Set a new password and end every session of the account. Raises InputRefused for a weak one."""
    _set_checked_password(user, password)
    user.save(update_fields=["password"])
    Session.objects.filter(user=user, ended_at=None).update(ended_at=at)
    record("password_changed", agency_id=agency_id, subject=account_subject(user), by=by, at=at)


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
    record(verb, agency_id=agency_id, subject=account_subject(user), by=by, at=at)
