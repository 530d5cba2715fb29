"""What the strip of the demonstration and its sign-in page show."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from navstrechu.accounts.models import User
from navstrechu.demonstration.queries import DemonstrationRole, demonstration_roles, opening_day


@dataclass(frozen=True, slots=True)
class DemonstrationStrip:
    """Roles to choose from; ``role`` is the present one."""

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
    return DemonstrationStrip(
        day, demonstration_roles(), user.login if user else "", reverse("demonstration:role")
    )


def sign_in_offer() -> DemonstrationStrip | None:
    """The roles on the sign-in page; None on a real installation."""
    return strip_for(None)
