"""The written-out days are those of the library that follows the decrees."""

from datetime import date, timedelta

import holidays
import pytest

from navstrechu.core.calendar import SATURDAY
from navstrechu.core.official_days import OFF_ON_WEEKDAYS, WORKING_ON_WEEKENDS


@pytest.mark.parametrize("year", OFF_ON_WEEKDAYS)
def test_days_of_the_year_are_those_of_the_decrees(year: int):
    official = holidays.country_holidays("RU", years=year, language="ru")
    first, length = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [first + timedelta(days=shift) for shift in range(length)]
    off = [day for day in days if day in official and day.weekday() < SATURDAY]
    working = [day for day in days if day.weekday() >= SATURDAY and official.is_working_day(day)]

    assert OFF_ON_WEEKDAYS[year] == " ".join(f"{day:%m-%d}" for day in off)
    assert WORKING_ON_WEEKENDS.get(year, "") == " ".join(f"{day:%m-%d}" for day in working)
