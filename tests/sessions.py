"""Signed-in clients, with the session row that the product demands beside the cookie."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from navstrechu.accounts.services import open_session


def sign_in(user: Any, client: Client | None = None) -> Client:
    """A client in which ``user`` – an account or its login – is signed in, without the sign-in page.

    With a second factor, as those must who approve.
    """
    if isinstance(user, str):
        user = get_user_model().objects.get_by_natural_key(user)
    client = client or Client()
    client.force_login(user)
    key = client.session.session_key or ""
    open_session(
        user=user,
        session_key=key,
        address="127.0.0.1",
        agent="tests",
        has_second_factor=True,
        at=timezone.now(),
    )
    return client
