"""Abolished posts, corrected names, linked accounts, and the structure as it stands on a day."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, HasFindings, NotAllowed, StaleObject
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.queries import free_accounts, own_units, people_on, structure_on
from navstrechu.organisation.services.membership import grant_role
from navstrechu.organisation.services.people import edit_person, link_account
from navstrechu.organisation.services.structure import (
    close_post,
    close_unit,
    create_post,
    edit_post,
    edit_unit,
)
from tests.factories import NOON
from tests.factories.organisation import agency, appointment, member, membership, person, post, unit
from tests.factories.roadmap import HEAD, roadmap

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 15)


def test_held_post_is_not_abolished():
    own = agency()
    held = appointment(post(own), until=date(2024, 4, 1)).post
    by = member(Role.COORDINATOR, own)

    with pytest.raises(Conflict, match="Должность занята"):
        close_post(post=held, closed_on=date(2024, 4, 1), by=by, at=NOON)
    close_post(post=held, closed_on=date(2024, 4, 2), by=by, at=NOON)

    held.refresh_from_db()
    assert held.closed_on == date(2024, 4, 2)
    assert Event.objects.get(verb="post_closed").changes == {"closed_on": [None, "2024-04-02"]}


def test_post_of_the_plan_is_not_abolished():
    own = agency()
    roadmap(own)
    named = own.posts.get(title=HEAD)

    with pytest.raises(HasFindings, match=r"Должность указана в дорожной карте \("):
        close_post(post=named, closed_on=DAY, by=member(Role.COORDINATOR, own), at=NOON)

    named.refresh_from_db()
    assert named.closed_on is None


def test_unit_is_abolished_once():
    own = agency()
    closed, by = unit(own), member(Role.COORDINATOR, own)

    close_unit(unit=closed, closed_on=DAY, by=by, at=NOON)
    close_unit(unit=closed, closed_on=date(2025, 1, 1), by=by, at=NOON)

    closed.refresh_from_db()
    assert closed.closed_on == DAY
    assert Event.objects.filter(verb="unit_closed").count() == 1


def test_second_editor_sees_what_differs():
    own = agency()
    known, by = unit(own, "Отдел кадров"), member(Role.COORDINATOR, own)
    edit_unit(unit=known, version=1, name="Отдел кадров и наград", parent=None, position=0, by=by, at=NOON)

    with pytest.raises(StaleObject) as caught:
        edit_unit(unit=known, version=1, name="Кадровый отдел", parent=None, position=0, by=by, at=NOON)

    assert (caught.value.mine, caught.value.theirs) == (
        {"Наименование": "Кадровый отдел"},
        {"Наименование": "Отдел кадров и наград"},
    )


def test_second_editor_of_a_post_reads_levels_in_words():
    own = agency()
    known, by = post(own, "Начальник", rank="unit_head"), member(Role.COORDINATOR, own)
    edit_post(post=known, version=1, title="Начальник", unit=None, rank="employee", by=by, at=NOON)

    with pytest.raises(StaleObject) as caught:
        edit_post(post=known, version=1, title="Начальник", unit=None, rank="head", by=by, at=NOON)

    assert (caught.value.mine, caught.value.theirs) == (
        {"Уровень": "руководитель органа"},
        {"Уровень": "сотрудник"},
    )


def test_history_tells_that_a_name_changed_but_not_from_what():
    own = agency()
    known, by = person(own), member(Role.COORDINATOR, own)

    edit_person(
        person=known, version=1, surname="Смирнова", first_name="Ольга", patronymic="Петровна", by=by, at=NOON
    )

    assert (known.short_name, known.version) == ("Смирнова О. П.", 2)
    event = Event.objects.get(verb="person_edited")
    assert (event.changes, event.subject_text) == ({"surname": [None, None]}, "Смирнова О. П.")


def test_account_is_one_persons_in_an_agency_and_may_be_anothers_elsewhere():
    own, other = agency(), agency()
    account = member(Role.UNIT_HEAD, own)
    membership(account, Role.UNIT_HEAD, other)
    first, second = person(own, account), person(own)

    with pytest.raises(Conflict, match="уже связана"):
        link_account(person=second, user=account, by=member(Role.COORDINATOR, own), at=NOON)
    elsewhere = person(other, account)

    assert set(account.people.all()) == {first, elsewhere}


def test_account_without_a_role_is_not_linked():
    own = agency()
    stranger = member(Role.UNIT_HEAD, agency())

    with pytest.raises(Conflict, match="нет роли в органе"):
        link_account(person=person(own), user=stranger, by=member(Role.COORDINATOR, own), at=NOON)


def test_account_is_parted_again_and_offered_to_others():
    own = agency()
    account, by = member(Role.UNIT_HEAD, own), member(Role.COORDINATOR, own)
    known, other = person(own, account), person(own)
    assert account not in free_accounts(own, other)

    link_account(person=known, user=None, by=by, at=NOON)

    known.refresh_from_db()
    assert known.user is None
    assert account in free_accounts(own, other)
    with pytest.raises(NotAllowed):
        link_account(person=known, user=account, by=account, at=NOON)


def test_structure_shows_holders_of_the_day_and_loses_no_post():
    own = agency()
    department = unit(own, "Управление")
    division = unit(own, "Отдел", parent=department)
    by = member(Role.COORDINATOR, own)
    head = post(own, "Начальник отдела")
    edit_post(post=head, version=1, title=head.title, unit=division, rank=head.rank, by=by, at=NOON)
    past = appointment(head, since=date(2023, 1, 9), until=date(2023, 12, 31))
    present = appointment(head, since=date(2024, 1, 1))
    outside = post(own, "Советник")

    shown = [
        (item.unit, item.depth, [(held.post, held.holders) for held in item.posts])
        for item in structure_on(own, DAY)
    ]

    assert shown == [
        (None, 0, [(outside, ())]),
        (department, 0, []),
        (division, 1, [(head, (present,))]),
    ]
    last_year = structure_on(own, date(2023, 6, 1))[-1]
    assert [held.holders for held in last_year.posts] == [(past,)]


def test_closed_unit_and_post_still_stand_on_earlier_days():
    own = agency()
    closed, abolished = unit(own, "Отдел"), post(own, "Советник")
    by = member(Role.COORDINATOR, own)
    close_unit(unit=closed, closed_on=DAY, by=by, at=NOON)
    close_post(post=abolished, closed_on=DAY, by=by, at=NOON)

    def shown(day):
        return [(item.unit, [held.post for held in item.posts]) for item in structure_on(own, day)]

    assert shown(date(2024, 3, 14)) == [(None, [abolished]), (closed, [])]
    assert shown(DAY) == []


def test_structure_costs_the_same_for_any_number_of_posts(django_assert_num_queries):
    own = agency()
    for _ in range(3):
        appointment(post(own))

    with django_assert_num_queries(3):
        structure_on(own, DAY)
    with django_assert_num_queries(2):
        people_on(own, DAY)


def test_own_units_are_those_of_posts_and_roles_with_all_below():
    own = agency()
    head = member(Role.UNIT_HEAD, own)
    top, by = unit(own), member(Role.COORDINATOR, own)
    below = unit(own, parent=top)
    lowest, by_role, strange = unit(own, parent=below), unit(own), unit(own)
    held = create_post(agency=own, title="Начальник управления", rank="unit_head", unit=top, by=by, at=NOON)
    appointment(held, person(own, head), since=date(2024, 1, 9), until=date(2024, 3, 31))
    grant_role(user=head, role=Role.EMPLOYEE, agency=own, unit=by_role, by=SYSTEM, at=NOON)

    assert own_units(head, own, DAY) == {top.pk, below.pk, lowest.pk, by_role.pk}
    assert own_units(head, own, date(2024, 4, 1)) == {by_role.pk}
    assert own_units(head, agency(), DAY) == frozenset()
    assert strange.pk not in own_units(head, own, DAY)
