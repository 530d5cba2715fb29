"""The table by hand and by keyboard: filters while typing, a row that turns into a form, two editors."""

import pytest
from playwright.sync_api import Page, expect

from navstrechu.roadmap.models import Measure, RequiredResult
from tests.sessions import sign_in

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db(transaction=True)]
TABLE = "/agency/dsz/roadmap/table/?as_of=15.03.2024"
NEW = "Утверждена модель внедрения"


@pytest.fixture
def measure() -> Measure:
    return Measure.objects.get(number="1.2")


def opened(browser_page, measure: Measure) -> Page:
    """The row of the measure as a form."""
    page: Page = browser_page(f"{TABLE}&section=1", user="coordinator")
    pencil(page, measure).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Мероприятие")).to_be_focused()
    return page


def pencil(page: Page, measure: Measure):
    return page.locator(f"#measure-{measure.pk} td.actions a")


def test_filters_act_while_typing_and_stand_in_the_address(browser_page, assert_accessible):
    page: Page = browser_page(TABLE, user="employee")

    page.keyboard.press("/")
    page.keyboard.type("СЕГМЕНТАЦИЯ")
    expect(page.get_by_text("Показано 9 из 71 мероприятия")).to_be_visible()
    page.get_by_role("combobox", name="Состояние").select_option("overdue")
    expect(page.get_by_text("Показано 1 из 71 мероприятия")).to_be_visible()
    expect(page.get_by_label("Поиск по тексту и номеру")).to_have_value("СЕГМЕНТАЦИЯ")

    assert_accessible(page)
    page.reload()
    expect(page.locator("tbody tr[id] th")).to_have_text(["2.5.2"])


def test_escape_leaves_the_row_as_it_was_and_gives_the_focus_back(browser_page, measure: Measure):
    page = opened(browser_page, measure)

    page.keyboard.type("Лишнее")
    page.keyboard.press("Escape")

    expect(pencil(page, measure)).to_be_focused()
    expect(page.locator(f"#measure-{measure.pk}")).to_contain_text(measure.title)
    assert Measure.objects.get(pk=measure.pk).title == measure.title


@pytest.mark.parametrize("key", ["Enter", "Control+Enter"])
def test_row_is_saved_by_keyboard(key: str, browser_page, measure: Measure, assert_accessible):
    page = opened(browser_page, measure)
    assert_accessible(page)

    page.keyboard.press("Control+A")
    page.keyboard.type(NEW)
    page.keyboard.press(key)

    expect(pencil(page, measure)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Мероприятие 1.2 исправлено.")).to_be_visible()
    assert Measure.objects.get(pk=measure.pk).title == NEW


def test_result_is_corrected_in_its_cell(browser_page):
    result = RequiredResult.objects.get(measure__number="1.2")
    page: Page = browser_page(f"{TABLE}&section=1", user="coordinator")

    page.get_by_text("Столбцы", exact=True).click()
    page.get_by_role("checkbox", name="Результаты").check()
    page.keyboard.press("Escape")
    page.locator(f"#result-{result.pk} a").click()
    text = page.get_by_role("textbox", name="Результат")
    # The form is ready for Enter once it has taken the focus.
    expect(text).to_be_focused()
    text.fill("Утверждён приказ")
    page.keyboard.press("Enter")

    expect(page.locator(f"#result-{result.pk} a")).to_be_focused()
    assert RequiredResult.objects.get(pk=result.pk).text == "Утверждён приказ"


def test_two_editors_of_one_measure(browser_page, watch, measure: Measure, assert_accessible):
    watch.expect(409)
    page = opened(browser_page, measure)
    url = f"/agency/dsz/roadmap/measures/{measure.number}/edit/?as_of=15.03.2024"
    first = {"version": measure.version, "title": "Текст первого", "responsible": measure.responsible_id}
    assert sign_in("coordinator").post(url, first).status_code == 302

    page.keyboard.press("Control+A")
    page.keyboard.type("Текст второго")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Сохранено другим")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("textbox", name="Мероприятие")).to_have_value("Текст второго")
    assert_accessible(page)
    page.get_by_role("button", name="Сохранить мой вариант").click()

    expect(pencil(page, measure)).to_be_focused()
    assert Measure.objects.get(pk=measure.pk).title == "Текст второго"


def test_measure_is_corrected_without_scripts(browser_page, measure: Measure):
    page: Page = browser_page(f"{TABLE}&section=1", user="coordinator", javascript=False)

    pencil(page, measure).click()
    page.get_by_role("textbox", name="Мероприятие").fill(NEW)
    page.get_by_role("button", name="Сохранить").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Таблица мероприятий")
    expect(page.get_by_role("status").filter(has_text="Мероприятие 1.2 исправлено.")).to_be_visible()
    assert Measure.objects.get(pk=measure.pk).title == NEW
