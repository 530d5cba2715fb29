"""The working group's page: every agency of its region and no other."""

from datetime import date

import pytest
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.queries import agencies_of_working_group
from navstrechu.organisation.services.membership import grant_role
from navstrechu.roadmap.progress import MeasureState
from navstrechu.web.region.progress import counts_of, region_progress
from tests.factories import NOON
from tests.factories.accounts import user
from tests.factories.organisation import agency, member, region
from tests.factories.roadmap import read_measure, reading, roadmap
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
URL = "/region/"
STAGE = "Сформирован перечень точек взаимодействия с клиентом"


def page(client, as_of="15.03.2024"):
    return client.get(URL, {"as_of": as_of})


def text(answer):
    return answer.content.decode()


@pytest.fixture
def own_region():
    return region()


@pytest.fixture
def group(own_region):
    account = user()
    grant_role(user=account, role=Role.WORKING_GROUP, region=own_region, by=SYSTEM, at=NOON)
    return account


def with_plan(of, due):
    roadmap(of, reading(read_measure("1.1", due=due), read_measure("1.2", due=due)))
    return of


def test_agencies_stand_in_order_of_what_is_overdue(own_region, group):
    calm = with_plan(agency(own_region, short_name="А спокойный"), date(2025, 3, 3))
    late = with_plan(agency(own_region, short_name="Б опоздавший"), date(2024, 3, 1))
    empty = agency(own_region, short_name="В пустой")
    with_plan(agency(short_name="Г чужой"), date(2024, 3, 1))

    rows = region_progress(agencies_of_working_group(group), on=date(2024, 3, 15))

    assert [(row.agency, row.total, row.done, row.overdue) for row in rows] == [
        (late, 2, 0, 2), (calm, 2, 0, 0), (empty, 0, 0, 0),
    ]  # fmt: skip
    assert counts_of(rows) == {MeasureState.OVERDUE: 2, MeasureState.NOT_STARTED: 2}


def test_page_links_numbers_to_their_rows(own_region, group):
    late = with_plan(agency(own_region, short_name="Б опоздавший"), date(2024, 3, 1))
    empty = agency(own_region, short_name="В пустой")

    shown = text(page(sign_in(group)))

    assert f'href="/agency/{late.code}/roadmap/table/?state=overdue">2</a>' in shown
    assert "Дорожная карта не загружена" in shown
    assert f'href="/agency/{empty.code}/roadmap/from-template/"' in shown
    assert "В регионе 2\u00a0органа." in shown


def test_page_is_as_of_the_shown_day(own_region, group):
    with_plan(agency(own_region), date(2024, 3, 1))

    before, after = (text(page(sign_in(group), day)) for day in ("01.02.2024", "15.03.2024"))

    assert ("?state=overdue" in before, "?state=overdue" in after) == (False, True)


def test_cell_shows_the_most_pressing_state_of_its_stage(own_region, group):
    measures = [
        read_measure("2.1.1", title=STAGE, due=date(2024, 3, 1)),
        read_measure("2.1.2", title=STAGE, due=date(2025, 3, 3)),
    ]
    roadmap(agency(own_region), reading(*measures))

    row = region_progress(agencies_of_working_group(group), on=date(2024, 3, 15))[0]

    assert [(cell.state, cell.done, cell.total) for cell in row.cells if cell.total] == [
        (MeasureState.OVERDUE, 0, 2)
    ]


def test_region_without_agencies_says_what_to_do(group):
    shown = text(page(sign_in(group)))

    assert "В регионе ещё нет органов" in shown


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.WORKING_GROUP])
def test_other_roles_are_refused_with_the_reason(role):
    answer = page(sign_in(member(role, agency())))

    assert answer.status_code == 403
    assert "Сводка по органам региона доступна рабочей группе региона." in text(answer)


def test_guest_signs_in():
    assert Client().get(URL).headers["Location"] == "/account/sign-in/?next=/region/"
