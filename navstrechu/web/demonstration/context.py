"""What the strip of the demonstration and its sign-in page show."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from navstrechu.accounts.models import User
from navstrechu.demonstration.queries import DemonstrationRole, demonstration_roles, opening_day


@dataclass(frozen=True, slots=True)
class DemonstrationStrip:
    """Roles to choose from; ``role`` is the present one, empty for somebody who is none of these people."""

    opens_on: date
    roles: list[DemonstrationRole]
    role: str
    switch_url: str

    @property
    def enter_url(self) -> str:
        return self.switch_url


def strip_for(user: User | None) -> DemonstrationStrip | None:
    """The strip for a signed-in person; None on a real installation."""
    day = opening_day()
    if day is None:
        return None
    roles = demonstration_roles()
    present = [role.code for role in roles if user is not None and role.code == user.login]
    return DemonstrationStrip(day, roles, "".join(present), reverse("demonstration:role"))


def sign_in_offer() -> DemonstrationStrip | None:
    """The roles on the sign-in page; None on a real installation."""
    return strip_for(None)
