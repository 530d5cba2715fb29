"""Pages of units, posts, people and appointments."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Appointment, Person, Post, Unit
from navstrechu.organisation.services.structure import edit_unit
from tests.factories import NOON
from tests.factories.organisation import agency, appointment, member, membership, person, post, unit
from tests.factories.roadmap import HEAD, roadmap
from tests.sessions import sign_in
from tests.web.visiting import tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return agency()


@pytest.fixture
def coordinator(own):
    return sign_in(member(Role.COORDINATOR, own))


def address(name, of, pk=None):
    return reverse(f"organisation:{name}", args=[of.code, *([pk] if pk else [])])


def text(answer):
    return answer.content.decode()


def test_structure_names_units_posts_and_holders_of_the_day(own, coordinator):
    unit(own, "Отдел кадров")
    appointment(post(own, "Советник"), since=date(2023, 1, 9), until=date(2023, 12, 31))

    then = text(coordinator.get(address("structure", own), {"as_of": "01.06.2023"}))
    later = text(coordinator.get(address("structure", own), {"as_of": "15.03.2024"}))

    assert all(word in then for word in ("Отдел кадров", "Советник", "Иванова О. П.", "1\u00a0июня 2023"))
    assert "Иванова О. П." not in later
    assert "1\u00a0свободна" in later


def test_reader_sees_the_structure_without_its_forms(own):
    held = appointment(post(own, "Советник")).post
    reader = sign_in(member(Role.EMPLOYEE, own))

    page = text(reader.get(address("structure", own)))

    assert "Советник" in page
    assert address("unit-create", own) not in page
    assert address("appointment-create", own, held.pk) not in text(reader.get(address("post", own, held.pk)))


FORMS = ["unit-create", "post-create", "person-create"]


@pytest.mark.parametrize("name", FORMS)
def test_forms_are_refused_to_readers_with_the_reason(own, name):
    answer = sign_in(member(Role.EMPLOYEE, own)).get(address(name, own))

    assert answer.status_code == 403
    assert "Это может: координатор, администратор." in text(answer)


@pytest.mark.parametrize("name", ["structure", "people", *FORMS])
def test_guest_signs_in_and_another_agency_is_not_there(own, name):
    stranger = sign_in(member(Role.COORDINATOR, agency()))

    assert Client().get(address(name, own)).status_code == 302
    assert stranger.get(address(name, own)).status_code == 404


def test_unit_is_created_inside_another(own, coordinator):
    parent = unit(own, "Управление")
    page = text(coordinator.get(address("unit-create", own), {"parent": parent.pk}))
    assert f'<option value="{parent.pk}" selected>Управление</option>' in page

    answer = coordinator.post(
        address("unit-create", own), {"name": " Отдел   кадров ", "parent": parent.pk, "position": 2}
    )

    assert answer.headers["Location"] == address("structure", own)
    assert Unit.objects.values_list("name", "parent", "position").get(name="Отдел кадров") == (
        "Отдел кадров", parent.pk, 2,
    )  # fmt: skip


def test_used_name_comes_back_with_everything_typed(own, coordinator):
    unit(own, "Отдел кадров")

    answer = coordinator.post(address("unit-create", own), {"name": "Отдел кадров", "position": 7})

    assert answer.status_code == 409
    assert "Подразделение «Отдел кадров» уже есть." in text(answer)
    assert 'value="7"' in text(answer)


def test_missing_name_stands_beside_its_field(own, coordinator):
    answer = coordinator.post(address("unit-create", own), {"name": "", "position": "много"})

    assert answer.status_code == 422
    assert text(answer).count('class="field field--invalid"') == 2


def test_unit_of_another_agency_is_no_parent(own, coordinator):
    foreign = unit(agency())

    answer = coordinator.post(
        address("unit-create", own), {"name": "Отдел", "parent": foreign.pk, "position": 0}
    )

    assert answer.status_code == 422
    assert own.units.count() == 0


def test_overtaken_editor_sees_both_variants_and_may_save_again(own, coordinator):
    known = unit(own, "Отдел кадров")
    by = member(Role.COORDINATOR, own)
    edit_unit(unit=known, version=1, name="Отдел наград", parent=None, position=0, by=by, at=NOON)
    form = {"name": "Кадровый отдел", "position": 0, "version": 1}

    refused = coordinator.post(address("unit-edit", own, known.pk), form)

    assert refused.status_code == 409
    assert "Ваш вариант" in text(refused)
    assert all(name in text(refused) for name in ("Отдел наград", "Кадровый отдел"))
    assert 'name="version" value="2"' in text(refused)
    known.refresh_from_db()
    assert known.name == "Отдел наград"

    again = coordinator.post(address("unit-edit", own, known.pk), form | {"version": 2})

    assert again.status_code == 302
    known.refresh_from_db()
    assert (known.name, known.version) == ("Кадровый отдел", 3)


def test_unit_cannot_enter_itself(own, coordinator):
    known = unit(own, "Управление")

    answer = coordinator.post(
        address("unit-edit", own, known.pk),
        {"name": "Управление", "parent": known.pk, "position": 0, "version": 1},
    )

    assert answer.status_code == 409
    assert "не может входить само в себя" in text(answer)


def test_unit_is_closed(own, coordinator):
    known = unit(own, "Отдел кадров")

    coordinator.post(address("unit-close", own, known.pk), {"closed_on": "15.03.2024"})

    known.refresh_from_db()
    assert known.closed_on == date(2024, 3, 15)


def test_post_is_created_renamed_and_its_page_shows_it(own, coordinator):
    coordinator.post(address("post-create", own), {"title": "Советник", "rank": "employee"})
    created = Post.objects.get(title="Советник")

    answer = coordinator.post(
        address("post-edit", own, created.pk),
        {"title": "Главный советник", "rank": "unit_head", "version": 1},
    )

    assert answer.headers["Location"] == address("post", own, created.pk)
    page = text(coordinator.get(address("post", own, created.pk)))
    assert all(
        word in page for word in ("Главный советник", "руководитель подразделения", "Назначений ещё не было")
    )


def test_post_of_the_plan_is_kept_with_the_reason(own, coordinator):
    roadmap(own)
    named = own.posts.get(title=HEAD)

    answer = coordinator.post(address("post-close", own, named.pk), {"closed_on": "15.03.2024"})

    assert answer.status_code == 422
    assert "Должность указана в дорожной карте" in text(answer)


def test_acting_holder_is_appointed_beside_the_permanent_one(own, coordinator):
    held = appointment(post(own, "Советник")).post
    other = person(own)
    form = {"person": other.pk, "since": "01.02.2024", "until": "29.02.2024", "is_acting": "on"}

    coordinator.post(address("appointment-create", own, held.pk), form)

    assert Appointment.objects.values_list("since", "until", "is_acting").get(person=other) == (
        date(2024, 2, 1), date(2024, 2, 29), True,
    )  # fmt: skip
    page = text(coordinator.get(address("structure", own), {"as_of": "15.02.2024"}))
    assert "и. о." in page


@pytest.mark.parametrize(
    ("dates", "status", "sentence"),
    [
        ({"since": "01.02.2024"}, 409, "В этот период должность уже занята"),
        ({"since": "01.02.2022", "until": "01.01.2022"}, 422, "Дата окончания раньше даты начала"),
        ({"since": "31.02.2024"}, 422, "Такой даты нет. Пример: 29.02.2024."),
        ({"since": "01.01.0024"}, 422, "Проверьте год"),
        ({"since": "01.01.9999"}, 422, "Проверьте год"),
    ],
)
def test_refused_appointment_keeps_what_was_typed(own, coordinator, dates, status, sentence):
    held = appointment(post(own, "Советник")).post
    other = person(own)

    answer = coordinator.post(address("appointment-create", own, held.pk), {"person": other.pk, **dates})

    assert answer.status_code == status
    assert sentence in text(answer)
    assert f'value="{dates["since"]}"' in text(answer)
    assert f'<option value="{other.pk}" selected>' in text(answer)


def test_appointment_is_ended(own, coordinator):
    held = appointment(post(own), since=date(2024, 1, 9))

    early = coordinator.post(address("appointment-end", own, held.pk), {"until": "01.01.2024"})
    coordinator.post(address("appointment-end", own, held.pk), {"until": "29.02.2024"})

    assert (early.status_code, "Последний день раньше начала" in text(early)) == (422, True)
    held.refresh_from_db()
    assert held.until == date(2024, 2, 29)


def test_person_is_added_renamed_and_linked(own, coordinator):
    coordinator.post(address("person-create", own), {"surname": "Орлов", "first_name": "Пётр"})
    created = Person.objects.get(surname="Орлов")
    account = member(Role.UNIT_HEAD, own)

    renamed = coordinator.post(
        address("person-edit", own, created.pk),
        {"surname": "Орлов-Чесменский", "first_name": "Пётр", "patronymic": "", "version": 1},
    )
    coordinator.post(address("person-account", own, created.pk), {"account": account.pk})

    assert renamed.headers["Location"] == address("people", own)
    created.refresh_from_db()
    assert (created.short_name, created.user) == ("Орлов-Чесменский П.", account)
    page = text(coordinator.get(address("people", own)))
    assert all(word in page for word in ("Орлов-Чесменский П.", account.login))


def test_account_of_somebody_else_is_not_offered(own, coordinator):
    taken = member(Role.UNIT_HEAD, own)
    person(own, taken)
    free, stranger = member(Role.ANALYST, own), member(Role.ANALYST, agency())
    target = address("person-account", own, person(own).pk)

    page = text(coordinator.get(target))
    answer = coordinator.post(target, {"account": stranger.pk})

    assert (free.login in page, taken.login in page, stranger.login in page) == (True, False, False)
    assert answer.status_code == 422


def test_person_of_two_agencies_changes_between_them_in_the_user_menu(own):
    other = agency(short_name="Департамент культуры")
    account = member(Role.COORDINATOR, own)
    membership(account, Role.ANALYST, other)
    client = sign_in(account)

    here = text(client.get(address("structure", own)))
    there = text(client.get(address("structure", other)))

    assert f'<a class="menu__item" href="/agency/{other.code}/">' in here
    assert "Департамент культуры" in here
    assert f'<a class="menu__item" href="/agency/{own.code}/">' in there
    assert (address("unit-create", own) in here, address("unit-create", other) in there) == (True, False)
    assert "Координатор" in here
    assert "Аналитик" in there
    # Pages without an agency in their address stay with the one of the last visit.
    assert "Департамент культуры" in text(client.get("/help/"))


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.parametrize("name", ["structure", "people"])
def test_page_costs_the_same_for_any_number_of_posts(own, coordinator, name):
    appointment(post(own))
    coordinator.get(address(name, own))
    few = queries_of(coordinator, address(name, own))

    for _ in range(3):
        appointment(post(own))

    assert queries_of(coordinator, address(name, own)) == few


@pytest.mark.parametrize(("name", "made"), [("unit-close", unit), ("post-close", post)])
def test_button_that_abolishes_warns_by_its_look(own, coordinator, name, made):
    page = coordinator.get(address(name, own, made(own).pk))

    assert len(tree(page).xpath("//button[@class='button button--danger'][@type='submit']")) == 1
    assert tree(page).xpath("//main//button[contains(@class, 'button--primary')]") == []
