"""Starting the product below a command, and finding what its arguments name."""

import os
from datetime import date
from typing import TYPE_CHECKING, Any

from navstrechu.core.errors import InputRefused

if TYPE_CHECKING:
    from navstrechu.organisation.models import Agency, Region
    from navstrechu.roadmap.models import Roadmap


def set_up() -> None:
    """Load settings and applications; commands that need neither start without it."""
    import django  # noqa: PLC0415 – takes a third of a second that `import-roadmap --check` does not have

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")  # noqa: TID251 – Django reads it from there
    django.setup()


def agency_of(code: str) -> "Agency":
    """The agency of that code. Raises InputRefused naming those there are."""
    from navstrechu.organisation.models import Agency  # noqa: PLC0415 – needs loaded applications

    agency = Agency.objects.select_related("region").filter(code=code).first()
    if agency is None:
        known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True))
        hint = f"Есть: {known}." if known else "Органов пока нет: создайте первый командой create-agency."
        raise InputRefused(f"Органа с кодом «{code}» нет. {hint}")
    return agency


def roadmap_of(code: str) -> "Roadmap":
    """The current roadmap of the agency of that code. Raises InputRefused before the first import."""
    from navstrechu.roadmap.queries.plan import current_roadmap  # noqa: PLC0415 – needs loaded applications

    roadmap = current_roadmap(agency_of(code))
    if roadmap is None:
        raise InputRefused(
            f"У органа «{code}» ещё нет дорожной карты. "
            f"Загрузите её: navstrechu import-roadmap ФАЙЛ --agency {code}"
        )
    return roadmap


def day_or_today(day: date | None, agency: "Agency") -> date:
    """The day asked for, else today on the agency's wall."""
    from navstrechu.organisation.queries import today_in  # noqa: PLC0415 – needs loaded applications

    return day or today_in(agency)


def actor_of(login: str | None) -> Any:
    """The account of that login, the installation itself without one. Raises InputRefused."""
    from navstrechu.accounts.models import User  # noqa: PLC0415 – needs loaded applications
    from navstrechu.history.services import SYSTEM  # noqa: PLC0415

    if login is None:
        return SYSTEM
    user = User.objects.filter(login__iexact=login).first()
    if user is None:
        raise InputRefused(f"Учётной записи «{login}» нет.")
    return user


def region_of(code: str) -> "Region":
    """The region of that code. Raises InputRefused naming those there are."""
    from navstrechu.organisation.models import Region  # noqa: PLC0415 – needs loaded applications

    region = Region.objects.filter(code=code).first()
    if region is None:
        known = ", ".join(Region.objects.order_by("code").values_list("code", flat=True))
        hint = f"Есть: {known}." if known else "Регионов пока нет: создайте первый командой create-region."
        raise InputRefused(f"Региона с кодом «{code}» нет. {hint}")
    return region
