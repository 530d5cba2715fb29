"""The Russian production calendar: working days, days off, terms. Pure; years without data stay unknown.

Source of days off: `official_days`, equal to the `holidays` library, which follows the government's decrees
on moving days off (checked against them for 2023–2026). An agency's corrections come in as ``corrections``.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from itertools import accumulate

from navstrechu.core.official_days import OFF_ON_WEEKDAYS, WORKING_ON_WEEKENDS

FIRST_YEAR, LAST_YEAR = min(OFF_ON_WEEKDAYS), max(OFF_ON_WEEKDAYS)
SATURDAY = 5
# A longer run of days off does not exist; the bound keeps a search from running for ever on bad corrections.
_LONGEST_SEARCH_DAYS = 60


class DayOffRule(StrEnum):
    """Where a deadline goes that falls on a day off («правило переноса»)."""

    NEXT = "next_working_day"
    PREVIOUS = "previous_working_day"
    KEEP = "keep"


class UnknownYear(ValueError):
    """There is no production calendar for the year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Производственный календарь на {year} год не загружен.")
        self.year = year


@cache
def _official_days_off(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off on weekdays and working days on weekends of the year, by the government's decrees."""
    off, working = (
        frozenset(date.fromisoformat(f"{year}-{day}") for day in days.get(year, "").split())
        for days in (OFF_ON_WEEKDAYS, WORKING_ON_WEEKENDS)
    )
    return off, working


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days of one agency: the official calendar plus ``corrections`` {date: is it a working day}."""

    corrections: Mapping[date, bool] = field(default_factory=dict)

    def knows(self, day: date) -> bool:
        """Whether anything certain can be said of the day."""
        return FIRST_YEAR <= day.year <= LAST_YEAR or day in self.corrections

    def is_day_off(self, day: date) -> bool:
        """Whether nobody works on the day; raises UnknownYear rather than guess."""
        if day in self.corrections:
            return not self.corrections[day]
        if not self.knows(day):
            raise UnknownYear(day.year)
        off, working = _official_days_off(day.year)
        return day in off or (day.weekday() >= SATURDAY and day not in working)

    def day_off(self, day: date) -> bool | None:
        """As `is_day_off`, with None where nothing certain can be said."""
        return self.is_day_off(day) if self.knows(day) else None

    def deadline(self, due: date, rule: DayOffRule) -> date:
        """The last day on which work due on ``due`` is in time; a day of an unknown year stays as it is."""
        if rule is DayOffRule.KEEP or not self.knows(due):
            return due
        step = timedelta(days=1 if rule is DayOffRule.NEXT else -1)
        day = due
        for _ in range(_LONGEST_SEARCH_DAYS):
            if not self.knows(day) or not self.is_day_off(day):
                return day
            day += step
        return due

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; a term starts the day after the event.

        Days of an unknown year are counted by the five-day week, so that a far deadline still has a length.
        """
        if end <= start:
            return 0
        first, last = bisect_right(self._departures[0], start), bisect_right(self._departures[0], end)
        sums = self._departures[1]
        return _weekdays_until(end) - _weekdays_until(start) + sums[last] - sums[first]

    def after_working_days(self, start: date, days: int) -> date:
        """The day on which work of so many working days ends that begins after ``start``."""
        day = start
        # Twice the days and a long holiday always suffice; the first guess only bounds the search.
        low, high = 0, days * 2 + _LONGEST_SEARCH_DAYS
        while low < high:
            middle = (low + high) // 2
            if self.working_days_between(start, day + timedelta(days=middle)) < days:
                low = middle + 1
            else:
                high = middle
        return day + timedelta(days=low)

    @cached_property
    def _departures(self) -> tuple[list[date], list[int]]:
        """Days that depart from the five-day week, sorted, with how many working days they add up to so far.

        Counting a term is then two searches: a plan of 500 measures asks for a thousand of them.
        """
        days = set(self.corrections)
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            days.update(*_official_days_off(year))
        known = sorted(days)
        shifts = (int(not self.is_day_off(day)) - int(day.weekday() < SATURDAY) for day in known)
        return known, [0, *accumulate(shifts)]


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the first day of the calendar up to and with ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)
    # Ordinal 1 was a Monday.
    return weeks * 5 + min(rest, 5)
