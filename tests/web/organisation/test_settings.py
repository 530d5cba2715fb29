"""Settings of the agency and its calendar."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.core.calendar import WorkingCalendar
from navstrechu.organisation.models import CalendarDay
from navstrechu.organisation.services.agency import edit_agency
from navstrechu.web.organisation.year import year_of
from tests.factories import NOON
from tests.factories.organisation import NAMES, agency, calendar_day, member
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
FORM = NAMES | {
    "time_zone": "Asia/Omsk", "day_off_rule": "previous_working_day", "risk_working_days": 5, "version": 1,
}  # fmt: skip


@pytest.fixture
def own():
    return agency()


@pytest.fixture
def administrator(own):
    return sign_in(member(Role.ADMINISTRATOR, own))


def address(name, of, pk=None):
    return reverse(f"organisation:{name}", args=[of.code, *([pk] if pk else [])])


def text(answer):
    return answer.content.decode()


def test_settings_show_what_each_rule_does_to_the_last_day_of_2024(own, administrator):
    page = text(administrator.get(address("settings", own)))

    assert [day in page for day in ("09.01.2025", "28.12.2024", "31.12.2024")] == [True, True, True]
    assert "Москва (МСК)" in page


def test_settings_are_saved(own, administrator):
    answer = administrator.post(address("settings", own), FORM | {"place": "г. Омск"})

    assert answer.headers["Location"] == address("settings", own)
    own.refresh_from_db()
    assert (own.place, own.time_zone, own.day_off_rule, own.risk_working_days, own.version) == (
        "г. Омск", "Asia/Omsk", "previous_working_day", 5, 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"risk_working_days": -1},
        {"risk_working_days": 61},
        {"time_zone": "Mars/Base"},
        {"day_off_rule": "never"},
        {"full_name": " "},
        {"version": "x"},
    ],
)
def test_wrong_settings_save_nothing(own, administrator, wrong):
    answer = administrator.post(address("settings", own), FORM | wrong)

    assert answer.status_code == 422
    own.refresh_from_db()
    assert own.version == 1


def test_second_editor_of_settings_sees_what_the_first_saved(own, administrator):
    by = member(Role.COORDINATOR, own)
    edit_agency(agency=own, version=1, values={"place": "г. Тверь"}, by=by, at=NOON)

    answer = administrator.post(address("settings", own), FORM)

    assert answer.status_code == 409
    assert all(word in text(answer) for word in ("г. Тверь", "г. Энск", "Сохранено другим"))
    assert 'name="version" value="2"' in text(answer)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.COORDINATOR, 200), (Role.ADMINISTRATOR, 200), (Role.RESPONSIBLE, 403), (Role.WORKING_GROUP, 403)],
)
def test_settings_by_role(own, role, status):
    assert sign_in(member(role, own)).get(address("settings", own)).status_code == status


@pytest.mark.parametrize("name", ["settings", "calendar"])
def test_guest_and_stranger(own, name):
    assert Client().get(address(name, own)).status_code == 302
    assert sign_in(member(Role.COORDINATOR, agency())).get(address(name, own)).status_code == 404


def test_calendar_marks_moved_days_and_working_saturdays(own, administrator):
    page = text(administrator.get(address("calendar", own), {"year": "2024"}))

    assert "В году 248\u00a0рабочих дней." in page
    assert page.count('class="day day--extra') == 3 + 1  # 27 April, 2 November, 28 December; the legend
    assert page.count('class="day day--unknown') == 0


def test_unknown_year_is_said_to_be_unknown(own, administrator):
    page = text(administrator.get(address("calendar", own), {"year": "2027"}))

    assert "Календарь на 2027 год неизвестен" in page
    assert page.count('class="day day--unknown') == 365 + 1
    assert "рабочих дней." not in page


@pytest.mark.parametrize(("asked", "shown"), [("1812", "2020"), ("9999", "2027"), ("двадцать", "2024")])
def test_year_outside_of_the_calendar_is_brought_in(own, administrator, asked, shown):
    page = text(administrator.get(address("calendar", own), {"year": asked, "as_of": "15.03.2024"}))

    assert f"Производственный календарь на {shown} год" in page


def test_day_is_corrected_and_restored(own, administrator):
    form = {"day": "15.03.2024", "is_working": "no", "reason": "указ губернатора № 5"}

    answer = administrator.post(address("calendar-correct", own), form)

    assert answer.headers["Location"] == address("calendar", own) + "?year=2024"
    made = CalendarDay.objects.get(agency=own)
    assert (made.day, made.is_working, made.reason) == (date(2024, 3, 15), False, "указ губернатора № 5")
    page = text(administrator.get(address("calendar", own), {"year": "2024"}))
    assert "247\u00a0рабочих дней" in page
    assert "day--holiday day--corrected" in page
    administrator.post(address("calendar-restore", own, made.pk))
    assert own.calendar_days.count() == 0


def test_correction_without_reason_comes_back(own, administrator):
    answer = administrator.post(address("calendar-correct", own), {"day": "15.03.2024", "is_working": "no"})

    assert answer.status_code == 422
    assert 'value="15.03.2024"' in text(answer)
    assert own.calendar_days.count() == 0


def test_correction_of_another_agency_is_not_there(own, administrator):
    foreign = calendar_day(agency(), date(2024, 3, 15), is_working=False)

    assert administrator.post(address("calendar-restore", own, foreign.pk)).status_code == 404
    assert CalendarDay.objects.filter(pk=foreign.pk).exists()


def test_corrections_are_closed_to_readers(own):
    reader = sign_in(member(Role.EMPLOYEE, own))

    assert address("calendar-correct", own) not in text(reader.get(address("calendar", own)))
    assert reader.post(address("calendar-correct", own), {}).status_code == 403


def test_every_day_of_a_year_stands_in_the_grid_once():
    shown = year_of(WorkingCalendar({date(2024, 7, 12): False}), 2024, date(2024, 3, 15))

    days = [look for month in shown for week in month.weeks for look in week if look]
    assert [look.day.toordinal() for look in days] == list(
        range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal())
    )
    assert all(len(week) == 7 for month in shown for week in month.weeks)
    assert [look.day for look in days if look.is_shown_day] == [date(2024, 3, 15)]
    assert [look.day for look in days if look.is_corrected] == [date(2024, 7, 12)]
    assert sum(month.working_days or 0 for month in shown) == 247
