"""Questions that accounts ask of the apps above them; they register their answers in `ready()`."""

from collections.abc import Callable
from datetime import datetime

from navstrechu.accounts.models import User
from navstrechu.history.services import Actor

EndAccess = Callable[[User, Actor, datetime], int]

_others: list[EndAccess] = []


def register_other_access(end: EndAccess) -> None:
    """Let an app that gives an account other ways in, such as keys of programs, end them all."""
    if end not in _others:
        _others.append(end)


def end_other_access(user: User, by: Actor, at: datetime) -> int:
    """End every way in beside the password; answers how many were ended."""
    return sum(end(user, by, at) for end in _others)
