"""The first agency of an empty installation, made by whoever holds the code of its console."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import INSTALLATION, create_user
from navstrechu.core.errors import Conflict
from navstrechu.history.services import SYSTEM, Subject, record
from navstrechu.organisation import set_up_code
from navstrechu.organisation.models import Agency, Region
from navstrechu.organisation.services.agency import create_agency, create_region
from navstrechu.organisation.services.membership import grant_role


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """Who sets the installation up and will make all other accounts."""

    login: str
    display_name: str
    password: str


def require_empty() -> None:
    """Raise Conflict once there is an agency: from then on its administrator lets people in."""
    if Agency.objects.exists():
        raise Conflict(
            _("Система уже настроена: орган создан. Войдите или попросите доступ у администратора.")
        )


@transaction.atomic
def set_up(
    *, typed_code: str, region: Mapping[str, str], code: str, names: Mapping[str, str], account: FirstAccount,
    at: datetime,
) -> User:  # fmt: skip
    """Make the region (``code``, ``name``), its agency and the account that administers and coordinates it.

    All or nothing, once. Raises Conflict for the second one, WrongCode, InputRefused.
    """
    # Told first: the head of the installation's chain lets one set-up in and makes a simultaneous one wait.
    subject = Subject("organisation.agency", code, names["short_name"])
    record("installation_set_up", agency_id=INSTALLATION, subject=subject, by=SYSTEM, at=at)
    require_empty()
    set_up_code.require(typed_code)
    place = Region.objects.filter(code=region["code"]).first() or create_region(**region, by=SYSTEM, at=at)
    agency = create_agency(region=place, code=code, names=names, by=SYSTEM, at=at)
    user = create_user(
        login=account.login,
        display_name=account.display_name,
        password=account.password,
        is_own_password=True,
        at=at,
    )
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR):
        grant_role(user=user, role=role, agency=agency, by=SYSTEM, at=at)
    transaction.on_commit(set_up_code.withdraw)
    return user
