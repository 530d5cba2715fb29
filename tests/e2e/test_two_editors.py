"""Two people edit one measure in two browsers: the second sees both texts, and nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from navstrechu.history.models import Event
from navstrechu.history.queries import verify
from navstrechu.roadmap.models import Measure

EDIT = "/agency/dsz/roadmap/measures/2.1.1/edit/"
FIRST = "Сформирован и утвержден перечень точек взаимодействия"
SECOND = "Сформирован перечень точек взаимодействия с внешним клиентом"
MERGED = "Сформирован и утвержден перечень точек взаимодействия с внешним клиентом"


@pytest.mark.both_databases
@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_second_editor_merges_both_texts(
    javascript: bool, demonstration, transactional_db, browser_page, watch, assert_no_sideways_scroll
):
    watch.expect(409)
    printed = Measure.objects.get(number="2.1.1").title
    first: Page = browser_page(EDIT, user="coordinator", javascript=javascript)
    second: Page = browser_page(EDIT, user="coordinator", javascript=javascript, width=390)

    save(first, FIRST)
    expect(first.get_by_role("status").filter(has_text="Мероприятие 2.1.1 исправлено.")).to_be_visible()
    save(second, SECOND)

    expect(second.get_by_role("heading", name="Ваш вариант")).to_be_visible()
    expect(version(second, "Ваш вариант")).to_contain_text(SECOND)
    expect(version(second, "Сохранено другим")).to_contain_text(FIRST)
    expect(second.get_by_label("Мероприятие", exact=True)).to_have_value(SECOND)
    assert Measure.objects.get(number="2.1.1").title == FIRST
    if javascript:
        assert_no_sideways_scroll(second)

    second.get_by_label("Мероприятие", exact=True).fill(MERGED)
    second.get_by_role("button", name="Сохранить мой вариант").click()
    expect(second.get_by_role("status").filter(has_text="Мероприятие 2.1.1 исправлено.")).to_be_visible()

    measure = Measure.objects.get(number="2.1.1")
    assert measure.title == MERGED
    assert titles(measure) == [[printed, FIRST], [FIRST, MERGED]]
    assert verify(measure.roadmap.agency_id) == []


def save(page: Page, title: str) -> None:
    page.get_by_label("Мероприятие", exact=True).fill(title)
    page.get_by_role("button", name="Сохранить").click()


def version(page: Page, heading: str):
    """One of the two variants that stand side by side."""
    return page.locator(".versions .card").filter(has=page.get_by_role("heading", name=heading))


def titles(measure: Measure) -> list[list[str]]:
    """What the history says of the title: every text that ever stood there."""
    events = Event.objects.filter(subject_type="roadmap.measure", subject_id=str(measure.pk))
    return [event.changes["title"] for event in events.order_by("sequence") if "title" in event.changes]
