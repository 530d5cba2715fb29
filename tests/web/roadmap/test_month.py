"""The month of due dates: the grid, moved dates, days off, the way to other months."""

from datetime import date

import pytest

from navstrechu.web.roadmap.month import month_asked
from tests.web.visiting import FRAGMENT, texts, tree, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
URL = "/agency/dsz/roadmap/calendar/"
SHOWN = date(2024, 3, 15)


def month(query: str = "", **extra: str):
    return visitor("employee").get(f"{URL}?{query}", **extra)


def day(page, iso: str) -> list[str]:
    """Numbers of the measures in the cell of a day, struck ones in brackets."""
    found = []
    for item in tree(page).xpath(f"//td[time[@datetime='{iso}']]//li"):
        number = item.xpath("string(.//*[@class='num'])")
        found.append(f"({number})" if "due--gone" in item.get("class") else number)
    return found


def test_month_opens_on_the_shown_day():
    page = month()

    assert texts(page, "//h2") == ["Март 2024"]
    assert day(page, "2024-03-29") == ["1.2", "1.5", "1.6"]
    assert texts(page, "//td[@aria-current='date']/time") == ["15"]
    assert len(tree(page).xpath("//table[@class='month-grid']/tbody/tr")) == 5


def test_moved_measure_stands_on_its_new_day_and_struck_on_the_old_one():
    february, april = month("month=2024-02&section=2.7"), month("month=2024-04&section=2.7")

    assert day(february, "2024-02-29") == ["2.7.1", "(2.7.2)"]
    assert day(april, "2024-04-26") == ["2.7.2"]
    assert "срок был 29.02.2024" in texts(april, "//div[@class='month-list']//li")[0]


def test_deadline_of_a_day_off_stands_on_the_day_to_which_it_moves():
    page = month("month=2025-01&section=2.1")

    assert day(page, "2025-01-09") == ["2.1.7"]
    assert "с выходного 31.12.2024" in texts(page, "//div[@class='month-list']//li")[0]


def test_days_off_are_marked_and_named():
    page = month()

    cell = tree(page).xpath("//td[time[@datetime='2024-03-08']]")[0]
    assert "is-off" in cell.get("class")
    assert texts(page, "//td[time[@datetime='2024-03-08']]/*[@class='month-day__note']") == ["нерабочий день"]


def test_full_day_folds_what_does_not_fit():
    page = month("month=2024-02")

    cell = tree(page).xpath("//td[time[@datetime='2024-02-29']]")[0]
    assert len(cell.xpath("./ul/li")) == 5
    assert len(cell.xpath("./details/ul/li")) == 13


def test_list_for_narrow_windows_says_the_same():
    page = month("month=2024-02")

    assert texts(page, "//div[@class='month-list']/h3") == ["29 февраля 2024 г."]
    assert len(texts(page, "//div[@class='month-list']//li")) == 18


def test_way_to_other_months_keeps_the_filters():
    page = month("month=2024-12&section=2.1")

    links = list(tree(page).xpath("//nav[@class='month-nav']/a/@href"))
    assert links == [
        f"{URL}?section=2.1&month=2024-11",
        f"{URL}?section=2.1&month=2025-01",
        f"{URL}?section=2.1",
    ]


def test_month_without_deadlines_says_so():
    assert texts(month("month=2023-10"), "//div[@class='month-list']/p") == ["В этом месяце сроков нет."]


def test_region_alone_answers_a_filter():
    page = visitor("employee").get(f"{URL}?section=2.5", headers={**FRAGMENT, "HX-Target": "month"})

    assert tree(page).get("id") == "month"


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-13", "2024-00", "1999-12", "2100-01", "март", "2024-3-", "²024-03"]
)
def test_unreadable_month_is_as_if_not_given(text):
    assert month_asked(text, SHOWN) == date(2024, 3, 1)


@pytest.mark.parametrize(("asked", "links"), [("2000-01", 2), ("2099-12", 2)])
def test_calendar_ends_at_the_edges_of_the_century(asked, links):
    page = month(f"month={asked}")

    assert page.status_code == 200
    assert len(tree(page).xpath("//nav[@class='month-nav']/a")) == links
