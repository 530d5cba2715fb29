"""The Russian production calendar against the government's decrees on moving days off."""

from datetime import date, timedelta

import pytest

from navstrechu.core.calendar import DayOffRule, UnknownYear, WorkingCalendar

CALENDAR = WorkingCalendar()


@pytest.mark.parametrize("day", [date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28), date(2025, 11, 1)])
def test_working_saturday_is_no_day_off(day):
    assert CALENDAR.is_day_off(day) is False


@pytest.mark.parametrize(
    "day",
    [
        date(2023, 2, 24),
        date(2024, 4, 29),
        date(2024, 4, 30),
        date(2024, 5, 10),
        date(2024, 12, 30),
        date(2024, 12, 31),
        date(2025, 6, 13),
        date(2026, 1, 9),
        date(2024, 3, 16),
    ],
)
def test_moved_or_weekend_day_is_off(day):
    assert CALENDAR.is_day_off(day) is True


@pytest.mark.parametrize(("year", "expected"), [(2023, 247), (2024, 248), (2025, 247), (2026, 247)])
def test_year_has_its_official_number_of_working_days(year, expected):
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (DayOffRule.NEXT, date(2025, 1, 9)),
        (DayOffRule.PREVIOUS, date(2024, 12, 28)),
        (DayOffRule.KEEP, date(2024, 12, 31)),
    ],
)
def test_deadline_on_a_day_off_follows_the_rule(rule, expected):
    assert CALENDAR.deadline(date(2024, 12, 31), rule) == expected


def test_correction_overrules_the_official_calendar():
    calendar = WorkingCalendar({date(2024, 3, 15): False, date(2024, 3, 16): True})

    assert calendar.deadline(date(2024, 3, 15), DayOffRule.NEXT) == date(2024, 3, 16)


def test_year_without_data_is_unknown_not_guessed():
    with pytest.raises(UnknownYear, match="2031"):
        CALENDAR.is_day_off(date(2031, 5, 5))
    assert CALENDAR.deadline(date(2031, 5, 4), DayOffRule.NEXT) == date(2031, 5, 4)


def test_term_starts_the_day_after_the_event():
    friday, monday = date(2024, 3, 15), date(2024, 3, 18)

    assert CALENDAR.working_days_between(friday, monday) == 1
    assert CALENDAR.working_days_between(friday, friday) == 0


def test_term_counts_each_working_day_once():
    calendar = WorkingCalendar({date(2024, 3, 15): False, date(2024, 3, 16): True, date(2031, 1, 6): False})
    days = [date(2022, 12, 20) + timedelta(days=shift) for shift in range(0, 3200, 37)]

    counted = [calendar.working_days_between(day, day + timedelta(days=53)) for day in days]

    assert counted == [
        sum(_works(calendar, day + timedelta(days=shift)) for shift in range(1, 54)) for day in days
    ]


def _works(calendar: WorkingCalendar, day: date) -> bool:
    off = calendar.day_off(day)
    return day.weekday() < 5 if off is None else not off


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2024, 3, 15), 0, date(2024, 3, 15)),
        (date(2024, 3, 15), 1, date(2024, 3, 18)),
        (date(2024, 4, 26), 3, date(2024, 5, 3)),
        (date(2024, 12, 28), 1, date(2025, 1, 9)),
    ],
)
def test_work_ends_after_its_working_days(start, days, expected):
    assert CALENDAR.after_working_days(start, days) == expected
