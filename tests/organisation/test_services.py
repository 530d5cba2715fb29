"""Structure, people, roles: names once, periods apart, versions respected, no circle, each agency its own."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Permission, Role
from navstrechu.core.calendar import DayOffRule
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency, Membership
from navstrechu.organisation.permissions import can, is_in_working_group, roles_in
from navstrechu.organisation.queries import calendar_of, holders_on, own_posts, unit_tree
from navstrechu.organisation.services.agency import edit_agency
from navstrechu.organisation.services.membership import grant_role, withdraw_role
from navstrechu.organisation.services.people import appoint, end_appointment
from navstrechu.organisation.services.structure import close_unit, edit_post, edit_unit
from tests.factories import NOON
from tests.factories.organisation import (
    agency,
    appointment,
    calendar_day,
    member,
    membership,
    person,
    post,
    unit,
)

pytestmark = pytest.mark.django_db


def coordinator(of):
    return member(Role.COORDINATOR, of)


def test_settings_change_under_their_version():
    owner = agency()
    by = coordinator(owner)

    edit_agency(agency=owner, version=1, values={"risk_working_days": 5, "place": "г. Орёл"}, by=by, at=NOON)

    assert (owner.risk_working_days, owner.place, owner.version) == (5, "г. Орёл", 2)
    with pytest.raises(StaleObject, match="уже изменил"):
        edit_agency(agency=owner, version=1, values={"risk_working_days": 7}, by=by, at=NOON)
    assert Event.objects.get(verb="agency_edited").changes == {
        "place": ["г. Энск", "г. Орёл"],
        "risk_working_days": [10, 5],
    }


def test_unknown_time_zone_is_refused():
    owner = agency()

    with pytest.raises(InputRefused, match="Часовой пояс «Москва»"):
        edit_agency(agency=owner, version=1, values={"time_zone": "Москва"}, by=coordinator(owner), at=NOON)


def test_calendar_correction_reaches_the_calendar():
    owner = agency()
    calendar_day(owner, date(2024, 3, 15), is_working=False)

    assert calendar_of(owner).deadline(date(2024, 3, 15), DayOffRule.NEXT) == date(2024, 3, 18)


def test_unit_name_is_taken_once_and_a_closed_one_is_free():
    owner = agency()
    first = unit(owner, "Отдел кадров")

    with pytest.raises(Conflict, match="«Отдел кадров» уже есть"):
        unit(owner, "Отдел кадров")
    close_unit(unit=first, closed_on=date(2024, 3, 1), by=coordinator(owner), at=NOON)

    second = unit(owner, "Отдел кадров")
    assert unit_tree(owner) == [(0, second)]


def test_unit_does_not_stand_inside_itself():
    owner = agency()
    outer = unit(owner, "Управление")
    inner = unit(owner, "Отдел", parent=outer)

    with pytest.raises(Conflict, match="само в себя"):
        edit_unit(
            unit=outer, version=1, name="Управление", parent=inner, position=0, by=coordinator(owner), at=NOON
        )
    assert unit_tree(owner) == [(0, outer), (1, inner)]


def test_unit_with_parts_is_not_closed():
    owner = agency()
    outer = unit(owner)
    unit(owner, parent=outer)

    with pytest.raises(Conflict, match="Сначала перенесите"):
        close_unit(unit=outer, closed_on=date(2024, 3, 1), by=coordinator(owner), at=NOON)


def test_renamed_post_keeps_its_history():
    owner = agency()
    found = post(owner, "Начальник отдела")

    edit_post(
        post=found,
        version=1,
        title="Начальник управления",
        unit=None,
        rank="unit_head",
        by=coordinator(owner),
        at=NOON,
    )

    assert found.title == "Начальник управления"
    assert Event.objects.get(verb="post_edited").changes == {
        "title": ["Начальник отдела", "Начальник управления"]
    }


def test_post_is_held_by_one_person_at_a_time():
    held = post(agency())
    first = appointment(held, since=date(2024, 1, 1), until=date(2024, 2, 29))

    with pytest.raises(Conflict, match="уже занята"):
        appointment(held, since=date(2024, 2, 29))
    second = appointment(held, since=date(2024, 3, 1))

    assert holders_on(held.agency, date(2024, 2, 29)) == {held.pk: first}
    assert holders_on(held.agency, date(2024, 3, 1)) == {held.pk: second}


def test_acting_holder_stands_before_the_permanent_one():
    owner = agency()
    held = post(owner)
    appointment(held, since=date(2024, 1, 1))
    acting = appoint(
        post=held,
        person=person(owner),
        since=date(2024, 3, 1),
        until=date(2024, 3, 14),
        is_acting=True,
        by=coordinator(owner),
        at=NOON,
    )

    assert holders_on(owner, date(2024, 3, 10)) == {held.pk: acting}


def test_turned_periods_are_refused():
    owner = agency()
    held = appointment(post(owner), since=date(2024, 3, 1))

    with pytest.raises(InputRefused, match="раньше даты начала"):
        appointment(post(owner), since=date(2024, 3, 1), until=date(2024, 2, 1))
    with pytest.raises(InputRefused, match="раньше начала"):
        end_appointment(appointment=held, until=date(2024, 2, 1), by=coordinator(owner), at=NOON)


def test_own_posts_are_those_held_on_the_day():
    owner = agency()
    account = member(Role.UNIT_HEAD, owner)
    held = appointment(post(owner), person(owner, account), since=date(2024, 2, 1), until=date(2024, 3, 1))

    assert own_posts(account, owner, date(2024, 2, 1)) == {held.post_id}
    assert own_posts(account, owner, date(2024, 3, 2)) == frozenset()


@pytest.mark.parametrize(
    "role", [Role.RESPONSIBLE, Role.UNIT_HEAD, Role.ANALYST, Role.EMPLOYEE, Role.WORKING_GROUP]
)
def test_structure_is_closed_to_other_roles(role):
    owner = agency()
    held = post(owner)

    with pytest.raises(NotAllowed, match="координатор, администратор"):
        appoint(post=held, person=person(owner), since=date(2024, 3, 1), by=member(role, owner), at=NOON)


def test_roles_reach_only_their_agency_and_the_working_group_its_region():
    owner = agency()
    neighbour, stranger = agency(owner.region), agency()
    account, group = member(Role.COORDINATOR, owner), member(Role.WORKING_GROUP, owner)

    assert [roles_in(account, place) for place in (owner, neighbour)] == [{Role.COORDINATOR}, frozenset()]
    assert [bool(can(group, Permission.VIEW, place)) for place in (owner, neighbour, stranger)] == [
        True,
        True,
        False,
    ]
    assert set(Agency.objects.visible_to(account)) == {owner}
    assert set(Agency.objects.visible_to(group)) == {owner, neighbour}
    assert (bool(is_in_working_group(group)), bool(is_in_working_group(account))) == (True, False)


def test_role_is_granted_once_and_withdrawn_for_good():
    owner = agency()
    account = member(Role.ANALYST, owner)

    with pytest.raises(Conflict, match="уже есть"):
        membership(account, Role.ANALYST, owner)
    withdraw_role(membership=account.memberships.get(), by=SYSTEM, at=NOON)

    assert Membership.objects.get().ended_at == NOON
    assert roles_in(type(account).objects.get(pk=account.pk), owner) == frozenset()
    grant_role(user=account, role=Role.ANALYST, agency=owner, by=SYSTEM, at=NOON)


def test_disabled_account_has_no_roles():
    owner = agency()
    account = member(Role.COORDINATOR, owner)
    account.is_active = False

    assert roles_in(account, owner) == frozenset()
