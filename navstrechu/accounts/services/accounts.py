"""Accounts: creation, password, disabling."""

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts import passwords
from navstrechu.accounts.hooks import end_other_access
from navstrechu.accounts.models import FormerPassword, Session, User
from navstrechu.accounts.services.credentials import check_credentials, require_password
from navstrechu.accounts.services.writing import INSTALLATION, account_subject
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import SYSTEM, Actor, record

_WRONG_CURRENT = gettext_lazy("Нынешний пароль введён неверно. Попробуйте ещё раз.")


@transaction.atomic
def create_user(
    *, login: str, display_name: str, password: str | None, is_own_password: bool = False, email: str = "",
    by: Actor = SYSTEM, at: datetime, agency_id: int = INSTALLATION,
) -> User:  # fmt: skip
    """Create an account; the login is unique whatever its letter case. Raises Conflict, InputRefused.

    Without a password the account is entered only through the identity provider; ``is_own_password`` says
    that the person has chosen it.
    ``agency_id`` names the agency whose administrator acts: it is told in that agency's journal.
    """
    user = User.objects.build(login=login, display_name=display_name, email=email, created_at=at)
    if password is None:
        user.set_unusable_password()
    else:
        _set_checked_password(user, password)
        user.password_changed_at = at if is_own_password else None
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        taken = _("Логин «{login}» уже занят. Выберите другой.").format(login=login)
        raise Conflict(taken, field="login") from error
    # Contact data never enters the history, only that there is some.
    record("account_created", agency_id=agency_id, subject=account_subject(user), by=by, at=at)
    return user


@transaction.atomic
def change_password(
    *, user: User, password: str, ends_other_access: bool = False, by: Actor, at: datetime,
    agency_id: int = INSTALLATION,
) -> None:  # fmt: skip
    """Set a new password and end every session of the account; with ``ends_other_access`` keys of programs
    too. Raises InputRefused for a password that the rules of the installation do not allow."""
    was = user.password
    _set_checked_password(user, password)
    # What somebody else has set is to be changed by its owner, where passwords are changed at all.
    user.password_changed_at = at if by == user else None
    user.save(update_fields=["password", "password_changed_at"])
    _remember(user, was, at)
    Session.objects.filter(user=user, ended_at=None).update(ended_at=at)
    if ends_other_access:
        end_other_access(user, by, at)
    record("password_changed", agency_id=agency_id, subject=account_subject(user), by=by, at=at)


def change_own_password(
    *, user: User, current: str, password: str, ends_other_access: bool = False, address: str, at: datetime
) -> None:
    """Replace the own password after proving to know the present one; guesses count towards the lockout.

    Not one transaction: a wrong guess must stay counted. Raises InputRefused.
    """
    require_password(user)
    check_credentials(login=user.login, password=current, address=address, at=at, refusal=_WRONG_CURRENT)
    passwords.require_old_enough(user, at)
    change_password(user=user, password=password, ends_other_access=ends_other_access, by=user, at=at)


def _set_checked_password(user: User, password: str) -> None:
    passwords.require_good(password, user)
    if user.pk and passwords.profile().remembered:
        _require_new(user, password)
    user.set_password(password)


def _require_new(user: User, password: str) -> None:
    """Raise InputRefused for the present password and for those that are remembered."""
    known = user.former_passwords.order_by("-replaced_at", "-pk")[: passwords.profile().remembered]
    former = [user.password, *(one.password for one in known)]
    if any(check_password(password, encoded) for encoded in former):
        raise InputRefused(_("Этот пароль у вас уже был. Придумайте новый."))


def _remember(user: User, was: str, at: datetime) -> None:
    """Keep as many hashes as the rules ask for, and no more."""
    number = passwords.profile().remembered
    if number and was:
        FormerPassword.objects.create(user=user, password=was, replaced_at=at)
    kept = user.former_passwords.order_by("-replaced_at", "-pk").values_list("pk", flat=True)[:number]
    FormerPassword.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


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
