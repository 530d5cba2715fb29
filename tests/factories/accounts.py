"""Accounts, sessions, failed attempts."""

from datetime import datetime
from itertools import count

from navstrechu.accounts import totp
from navstrechu.accounts.models import (
    Authenticator,
    FormerPassword,
    RecoveryCode,
    Session,
    SignInFailure,
    User,
)
from navstrechu.accounts.sealing import unseal
from navstrechu.accounts.services import create_user, open_session
from navstrechu.accounts.services.second_factor import begin_enrolment, confirm_enrolment
from tests.factories import NOON

_numbers = count(1)
PASSWORD = "Надёжный-пароль-2024"


def user(login: str = "", **values: object) -> User:
    name = values.pop("display_name", "Петрова А. И.")
    return create_user(
        login=login or f"user{next(_numbers)}", display_name=str(name), password=PASSWORD, at=NOON, **values
    )


def session(account: User | None = None, key: str = "") -> Session:
    return open_session(
        user=account or user(),
        session_key=key or f"key{next(_numbers)}",
        address="10.0.0.1",
        agent="Firefox",
        at=NOON,
    )


def sign_in_failure(login: str = "petrova", address: str = "10.0.0.1") -> SignInFailure:
    return SignInFailure.objects.create(login=login, address=address, at=NOON)


def authenticator(account: User | None = None, at: datetime = NOON) -> tuple[Authenticator, list[str]]:
    """An authenticator in use, and the recovery codes of the account."""
    waiting = begin_enrolment(user=account or user(), at=at)
    codes = confirm_enrolment(user=waiting.user, typed=code_of(waiting, at), session=None, at=at)
    waiting.refresh_from_db()
    return waiting, codes


def code_of(made: Authenticator, at: datetime) -> str:
    """What the authenticator shows at that moment."""
    return totp.code_at(str(unseal(made.sealed_secret)), totp.step_of(at))


def recovery_code(account: User | None = None) -> RecoveryCode:
    made, _codes = authenticator(account)
    return made.user.recovery_codes.order_by("pk")[0]


def former_password(account: User | None = None) -> FormerPassword:
    account = account or user()
    return FormerPassword.objects.create(user=account, password=account.password, replaced_at=NOON)
