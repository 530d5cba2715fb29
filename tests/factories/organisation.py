"""Regions, agencies, structure, people, roles."""

from datetime import date
from itertools import count

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import (
    Agency,
    Appointment,
    CalendarDay,
    Invitation,
    Membership,
    Person,
    Post,
    Region,
    Unit,
)
from navstrechu.organisation.services.agency import correct_calendar, create_agency, create_region
from navstrechu.organisation.services.invitations import invite
from navstrechu.organisation.services.membership import grant_role
from navstrechu.organisation.services.people import appoint, create_person, link_account
from navstrechu.organisation.services.structure import create_post, create_unit
from tests.factories import NOON
from tests.factories.accounts import user

_numbers = count(1)
NAMES = {
    "full_name": "Департамент образования Энской области",
    "full_name_genitive": "Департамента образования Энской области",
    "short_name": "Департамент образования",
    "called": "Департамент",
    "called_genitive": "Департамента",
    "called_dative": "Департаменту",
    "called_instrumental": "Департаментом",
    "called_prepositional": "Департаменте",
    "place": "г. Энск",
}


def region() -> Region:
    return create_region(code=f"region{next(_numbers)}", name="Энская область", by=SYSTEM, at=NOON)


def agency(in_region: Region | None = None, **names: str) -> Agency:
    return create_agency(
        region=in_region or region(), code=f"agency{next(_numbers)}", names=NAMES | names, by=SYSTEM, at=NOON
    )


def membership(account: User, role: Role, of: Agency) -> Membership:
    place = {"region": of.region} if role is Role.WORKING_GROUP else {"agency": of}
    return grant_role(user=account, role=role, by=SYSTEM, at=NOON, **place)


def member(role: Role, of: Agency) -> User:
    """An account with a role in an agency, for the working group in its region."""
    account = user(display_name=f"{role.value} {of.code}")
    membership(account, role, of)
    return account


def unit(of: Agency, name: str = "", parent: Unit | None = None) -> Unit:
    by = member(Role.COORDINATOR, of)
    return create_unit(agency=of, name=name or f"Отдел {next(_numbers)}", parent=parent, by=by, at=NOON)


def post(of: Agency, title: str = "", rank: str = "unit_head") -> Post:
    by = member(Role.COORDINATOR, of)
    return create_post(
        agency=of, title=title or f"Начальник отдела {next(_numbers)}", rank=rank, by=by, at=NOON
    )


def person(of: Agency, account: User | None = None) -> Person:
    by = member(Role.COORDINATOR, of)
    made = create_person(
        agency=of, surname="Иванова", first_name="Ольга", patronymic="Петровна", by=by, at=NOON
    )
    if account is not None:
        link_account(person=made, user=account, by=by, at=NOON)
    return made


def appointment(
    to: Post, of: Person | None = None, since: date = date(2023, 1, 9), until: date | None = None
) -> Appointment:
    by = member(Role.COORDINATOR, to.agency)
    holder = of or person(to.agency)
    return appoint(post=to, person=holder, since=since, until=until, by=by, at=NOON)


def calendar_day(of: Agency, day: date, *, is_working: bool) -> CalendarDay:
    by = member(Role.COORDINATOR, of)
    return correct_calendar(
        agency=of, day=day, is_working=is_working, reason="распоряжение губернатора", by=by, at=NOON
    )


def invitation(of: Agency, role: Role = Role.EMPLOYEE, **values: object) -> tuple[Invitation, str]:
    """An open invitation with the secret of its link."""
    given = {"invited_name": "Соколова М. А.", "by": member(Role.ADMINISTRATOR, of), "at": NOON} | values
    return invite(agency=of, role=role, **given)
