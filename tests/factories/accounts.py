"""Accounts, sessions, failed attempts."""

from itertools import count

from navstrechu.accounts.models import Session, SignInFailure, User
from navstrechu.accounts.services import create_user, open_session
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
