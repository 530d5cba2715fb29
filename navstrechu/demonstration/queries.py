"""What the pages need to know of the demonstration; all of it is empty on a real installation."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import ROLES
from navstrechu.demonstration.content import OPENS_ON, PLAYERS


@dataclass(frozen=True, slots=True)
class DemonstrationRole:
    """Somebody as whom a visitor may look around; ``code`` is the login."""

    code: str
    title: object
    person: str
    description: object


def is_on() -> bool:
    """Whether this installation is a demonstration."""
    return bool(settings.DEMONSTRATION)


def opening_day() -> date | None:
    """The day at which a demonstration opens, None on a real installation."""
    return OPENS_ON if is_on() else None


def demonstration_roles() -> list[DemonstrationRole]:
    """The people of the demonstration, in the order of the roles."""
    if not is_on():
        return []
    return [
        DemonstrationRole(player.login, ROLES[player.role].title, player.name, player.description)
        for player in PLAYERS
    ]


def demonstration_user(login: str) -> User | None:
    """The account behind a role; nobody on a real installation, whatever the login."""
    known = {player.login for player in PLAYERS} if is_on() else set()
    return User.objects.filter(login=login, is_active=True).first() if login in known else None
