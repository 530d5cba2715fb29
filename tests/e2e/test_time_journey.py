"""The plan in time by hand: chart, print, a feed that a reader's library follows to its end."""

import io
from datetime import date
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pdfplumber
import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from navstrechu.accounts.models import User
from navstrechu.acts.models import ActKind
from navstrechu.roadmap.models import Measure, Roadmap
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.services.decisions import move_due_dates
from tests.factories import NOON, TODAY
from tests.factories.evidence import act

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db(transaction=True)]
GANTT = "/agency/dsz/roadmap/gantt/?as_of=15.03.2024"
CALENDAR = "/agency/dsz/roadmap/calendar/?as_of=15.03.2024"
A3_LANDSCAPE = (1191, 842)  # points


@pytest.mark.parametrize("javascript", [True, False])
def test_chart_is_narrowed_and_leads_to_a_measure(javascript: bool, browser_page):
    page: Page = browser_page(GANTT, user="employee", javascript=javascript)

    page.get_by_role("combobox", name="Раздел").select_option("2.7")
    if not javascript:
        page.get_by_role("button", name="Показать", exact=True).click()
    expect(page.get_by_text("Показано 7 из 71 мероприятия")).to_be_visible()
    expect(page.locator("tbody tr td")).to_have_count(35)
    page.get_by_role("link", name="2.7.2", exact=True).click()

    page.wait_for_url("**/measures/2.7.2/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.7.2")


def test_bars_are_drawn_where_the_days_are(browser_page):
    page: Page = browser_page(f"{GANTT}&section=2.7", user="employee")

    row = page.locator("tbody tr", has=page.get_by_role("link", name="2.7.2", exact=True))
    bar, mark = row.locator(".gantt__bar").bounding_box(), row.locator(".gantt__baseline").bounding_box()
    assert bar is not None
    assert mark is not None
    # From 12.02 to 26.04.2024 with the old date, 29.02, a quarter of the way.
    assert 0.15 < (mark["x"] + mark["width"] / 2 - bar["x"]) / bar["width"] < 0.35
    assert bar["height"] > 10


def test_chart_prints_on_a3_with_every_measure(browser_page):
    page: Page = browser_page(GANTT, user="employee")

    printed = page.pdf(prefer_css_page_size=True)

    with pdfplumber.open(io.BytesIO(printed)) as sheets:
        sizes = {(round(sheet.width), round(sheet.height)) for sheet in sheets.pages}
        text = "\n".join(sheet.extract_text() for sheet in sheets.pages)
    numbers = [measure.number for measure in Measure.objects.all()]
    assert sizes == {A3_LANDSCAPE}
    assert len(sheets.pages) <= 4
    assert [number for number in numbers if f"\n{number} " not in f"\n{text}"] == []


@pytest.mark.parametrize("javascript", [True, False])
def test_month_turns_forward_and_back(javascript: bool, browser_page):
    page: Page = browser_page(CALENDAR, user="employee", javascript=javascript)

    page.get_by_role("link", name="Следующий месяц").click()
    expect(page.get_by_role("heading", name="Апрель 2024")).to_be_visible()
    page.get_by_role("link", name="К показанному дню").click()
    expect(page.get_by_role("heading", name="Март 2024")).to_be_visible()


def read(address: str) -> dict[str, object]:
    """What a calendar program understands, {number: event}."""
    with urlopen(Request(address)) as answer:
        events = Calendar.from_ical(answer.read()).walk("VEVENT")
    return {str(event["summary"]).split()[0]: event for event in events}


def move_model(to: date) -> None:
    """A decision moves measure 1.2."""
    measure = Measure.objects.select_related("roadmap__agency").get(number="1.2")
    basis = act(measure.roadmap.agency, kind=ActKind.MINUTES, number="77", dated=date(2024, 3, 14))
    group = User.objects.get(login="group")
    move_due_dates(measures=[measure], new_due_on=to, reason="уточнение", minutes=basis, by=group, at=NOON)


@pytest.mark.both_databases
@pytest.mark.parametrize("javascript", [True, False])
def test_feed_is_made_followed_and_withdrawn(javascript: bool, browser_page, settings):
    settings.DEMONSTRATION = True
    page: Page = browser_page(CALENDAR, user="coordinator", javascript=javascript)
    page.get_by_role("link", name="Ленты для календаря").click()
    page.get_by_label("Все мероприятия органа").check()
    page.get_by_role("button", name="Создать ленту").click()
    address = page.locator(".feed-address").inner_text()

    before = read(address)
    move_model(date(2024, 4, 26))
    after = read(address)

    plan = roadmap_state(Roadmap.objects.get(), on=TODAY)
    deadlines = {one.number: one.progress.deadline for one in plan.measures}
    assert {number: event["dtstart"].dt for number, event in after.items()} == deadlines
    assert (before["1.2"]["dtstart"].dt, after["1.2"]["dtstart"].dt) == (date(2024, 3, 29), date(2024, 4, 26))
    assert before["1.2"]["uid"] == after["1.2"]["uid"]

    page.get_by_role("button", name="Отозвать").click()
    expect(page.get_by_text("Лент пока нет.")).to_be_visible()
    with pytest.raises(HTTPError) as gone:
        read(address)
    assert (gone.value.code, gone.value.read().decode()[:33]) == (404, "Ленты по этому адресу нет: её ото")
