"""A month: weeks of days with what stands on them; here the due dates of measures."""

import calendar as months
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from django.utils.translation import gettext as _

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.core.text.dates import date_in_figures
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.web.organisation.year import MONTHS, DayLook, look_of

FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_SHOWN = 5


class OnDay(Protocol):
    """What can stand on a day; ``is_gone`` is only a trace of what has moved away and is not counted."""

    @property
    def is_gone(self) -> bool: ...


Item = TypeVar("Item", bound=OnDay)


@dataclass(frozen=True, slots=True)
class Due:
    """A measure on a day; ``note`` says why it stands here and not there.

    ``is_gone`` marks the day from which a decision moved it.
    """

    measure: MeasureStateOn
    note: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class MonthDay(Generic[Item]):
    """A day of the grid; ``is_inside`` is off for days of the neighbouring months."""

    day: date
    look: DayLook
    is_inside: bool
    dues: list[Item]

    @property
    def shown(self) -> list[Item]:
        """What the cell shows at once."""
        return self.dues if len(self.dues) <= MOST_SHOWN + 1 else self.dues[:MOST_SHOWN]

    @property
    def folded(self) -> list[Item]:
        """The others, which a click shows."""
        return self.dues[len(self.shown) :]


@dataclass(frozen=True, slots=True)
class Month(Generic[Item]):
    """A month in whole weeks with the months before and after it."""

    first: date
    weeks: list[list[MonthDay[Item]]]

    @property
    def title(self) -> str:
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"

    @property
    def code(self) -> str:
        """«2024-03»."""
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> str:
        day = self.first - timedelta(days=1)
        return f"{day:%Y-%m}" if day.year >= FIRST_YEAR else ""

    @property
    def after(self) -> str:
        day = self.first + timedelta(days=31)
        return f"{day:%Y-%m}" if day.year <= LAST_YEAR else ""

    @property
    def days(self) -> list[MonthDay[Item]]:
        """Days of the month itself on which something stands, for the list."""
        return [day for week in self.weeks for day in week if day.is_inside and day.dues]

    @property
    def number(self) -> int:
        """How many things stand in the month."""
        return sum(not due.is_gone for day in self.days for due in day.dues)


def month_asked(text: str, shown: date) -> date:
    """First day of the month of the address («2024-03»); of the shown day where it cannot be read."""
    year, _dash, month = text.partition("-")
    if year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and len(text) == 7:
        asked = int(year), int(month)
        if FIRST_YEAR <= asked[0] <= LAST_YEAR and 1 <= asked[1] <= 12:
            return date(*asked, 1)
    return shown.replace(day=1)


def month_of(
    first: date, measures: Iterable[MeasureStateOn], working: WorkingCalendar, shown: date
) -> Month[Due]:
    """The month that begins on ``first`` with the due dates of the measures."""
    return month_with(first, _dues(measures), working, shown)


def month_with(
    first: date, dues: Mapping[date, list[Item]], working: WorkingCalendar, shown: date
) -> Month[Item]:
    """The month that begins on ``first`` with what stands on its days."""
    weeks = [
        [
            MonthDay(day, look_of(working, day, shown), day.month == first.month, dues.get(day, []))
            for day in week
        ]
        for week in _weeks(first)
    ]
    return Month(first, weeks)


def month_days(first: date) -> tuple[date, date]:
    """The first and the last day of the month's grid, which shows whole weeks."""
    weeks = _weeks(first)
    return weeks[0][0], weeks[-1][-1]


def _weeks(first: date) -> list[list[date]]:
    return months.Calendar().monthdatescalendar(first.year, first.month)


def _dues(measures: Iterable[MeasureStateOn]) -> dict[date, list[Due]]:
    found: dict[date, list[Due]] = defaultdict(list)
    for measure in measures:
        found[measure.progress.deadline].append(Due(measure, _note(measure)))
        if measure.is_moved and measure.baseline_due_on != measure.progress.deadline:
            note = _("перенесён на {day}").format(day=date_in_figures(measure.due_on))
            found[measure.baseline_due_on].append(Due(measure, note, is_gone=True))
    return found


def _note(measure: MeasureStateOn) -> str:
    notes = []
    if measure.is_moved:
        notes.append(_("срок был {day}").format(day=date_in_figures(measure.baseline_due_on)))
    if measure.progress.deadline != measure.due_on:
        notes.append(_("с выходного {day}").format(day=date_in_figures(measure.due_on)))
    return ", ".join(notes)
