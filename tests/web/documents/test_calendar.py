"""The month of documents: registered ones, terms of visas, days by which one is needed; grid and list."""

from datetime import date

import pytest

from navstrechu.organisation.models import Agency
from tests.factories.drafting import visa
from tests.web.visiting import texts, tree, visitor, words

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/documents/calendar/"


def lines(query: str = "") -> dict[str, list[str]]:
    """What stands on the days of the list, {day: lines}."""
    page = tree(visitor("employee").get(f"{BASE}{query}"))
    [found] = page.xpath("//div[contains(@class, 'month-list')]")
    days = [words(day) for day in found.xpath("h3")]
    return dict(zip(days, ([words(one) for one in day] for day in found.xpath("ul")), strict=True))


def test_month_opens_on_the_shown_day_with_its_documents():
    days = lines("?what=document")

    assert days["7 марта 2024 г."][0].startswith("Отчёт № 19 Подготовлен отчет")
    assert "29 февраля 2024 г." not in days


def test_days_by_which_a_document_is_needed_lead_to_the_measure():
    response = visitor("employee").get(f"{BASE}?what=result&view=list")

    found = tree(response).xpath("//li[contains(@class, 'due')]/a/@href")
    assert set(found) <= {f"/agency/dsz/roadmap/measures/{number}/" for number in ("1.2", "1.5")}
    assert found


def test_visa_stands_on_its_last_day():
    waiting = visa(Agency.objects.get(code="dsz"))

    days = lines("?what=visa")

    assert f"Виза: {waiting.post.title} {waiting.round.draft.title}" in days["20 марта 2024 г."]


@pytest.mark.parametrize(
    ("query", "month", "before", "after"),
    [
        ("", "Март 2024", "?month=2024-02", "?month=2024-04"),
        ("?month=2024-01&view=list", "Январь 2024", "?month=2023-12&view=list", "?month=2024-02&view=list"),
        ("?month=2024-13&what=spell", "Март 2024", "?month=2024-02", "?month=2024-04"),
    ],
)
def test_plain_links_lead_to_the_neighbouring_months(query: str, month: str, before: str, after: str):
    response = visitor("employee").get(f"{BASE}{query}")

    links = tree(response).xpath("//nav[@class='month-nav']/a[contains(@class, 'button--icon')]/@href")
    assert texts(response, "//h2[@id='month-title']") == [month]
    assert links == [before, after]


def test_list_and_grid_change_places():
    grid, as_list = (visitor("employee").get(f"{BASE}{query}") for query in ("", "?view=list"))

    assert [len(tree(page).xpath("//table[@class='month-grid']")) for page in (grid, as_list)] == [1, 0]


def test_calendar_of_the_past_knows_no_later_documents():
    page = visitor("employee", date(2024, 3, 8)).get(f"{BASE}?what=document&view=list")

    assert [day for day in texts(page, "//h3") if day.startswith("1")] == []
