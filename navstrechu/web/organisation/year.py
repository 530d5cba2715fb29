"""A year of the working calendar as twelve small tables."""

import calendar as months
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.calendar import SATURDAY, WorkingCalendar

_L = gettext_lazy
MONTHS = (
    _L("Январь"), _L("Февраль"), _L("Март"), _L("Апрель"), _L("Май"), _L("Июнь"),
    _L("Июль"), _L("Август"), _L("Сентябрь"), _L("Октябрь"), _L("Ноябрь"), _L("Декабрь"),
)  # fmt: skip
SHORT_MONTHS = (
    _L("янв"), _L("фев"), _L("мар"), _L("апр"), _L("май"), _L("июн"),
    _L("июл"), _L("авг"), _L("сен"), _L("окт"), _L("ноя"), _L("дек"),
)  # fmt: skip
WEEKDAYS = (
    (_L("пн"), _L("понедельник")), (_L("вт"), _L("вторник")), (_L("ср"), _L("среда")),
    (_L("чт"), _L("четверг")), (_L("пт"), _L("пятница")), (_L("сб"), _L("суббота")),
    (_L("вс"), _L("воскресенье")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayLook:
    """A day in the grid.

    ``kind``: work, weekend, holiday (a weekday off), extra (a working day on a weekend), unknown; ``note``
    says in words what the colour means where it is unusual.
    """

    day: date
    kind: str
    note: str
    is_corrected: bool
    is_shown_day: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks of seven places, None outside of the month; ``working_days`` is None in an unknown year."""

    title: object
    weeks: list[list[DayLook | None]]
    working_days: int | None


def year_of(calendar: WorkingCalendar, year: int, shown: date) -> list[Month]:
    """Twelve months. Days of a year without an official calendar are unknown unless corrected."""
    return [_month(calendar, year, number, shown) for number in range(1, 13)]


def _month(calendar: WorkingCalendar, year: int, number: int, shown: date) -> Month:
    weeks = [
        [look_of(calendar, day, shown) if day.month == number else None for day in week]
        for week in months.Calendar().monthdatescalendar(year, number)
    ]
    looks = [look for week in weeks for look in week if look]
    known = all(look.kind != "unknown" for look in looks)
    working = sum(look.kind in {"work", "extra"} for look in looks)
    return Month(MONTHS[number - 1], weeks, working if known else None)


def look_of(calendar: WorkingCalendar, day: date, shown: date) -> DayLook:
    """How a day looks in any calendar of the product."""
    kind = _kind(calendar, day)
    return DayLook(day, kind, _note(kind), day in calendar.corrections, day == shown)


def _kind(calendar: WorkingCalendar, day: date) -> str:
    if not calendar.knows(day):
        return "unknown"
    is_weekend = day.weekday() >= SATURDAY
    if calendar.is_day_off(day):
        return "weekend" if is_weekend else "holiday"
    return "extra" if is_weekend else "work"


def _note(kind: str) -> str:
    return {
        "holiday": _("нерабочий день"),
        "extra": _("рабочий выходной"),
        "unknown": _("неизвестно"),
    }.get(kind, "")
