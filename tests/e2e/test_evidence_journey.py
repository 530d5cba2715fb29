"""From an overdue measure to its document and back, with and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from navstrechu.acts.models import Act
from navstrechu.roadmap.models import Measure
from tests.factories.evidence import PDF

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db(transaction=True)]
MEASURE = "/agency/dsz/roadmap/measures/2.1.1/"
DAY = "?as_of=15.03.2024"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "отчёт.pdf"
    path.write_bytes(PDF)
    return path


@pytest.mark.parametrize("javascript", [True, False])
def test_report_is_registered_for_two_measures(javascript: bool, browser_page, paper: Path):
    page: Page = browser_page(f"{MEASURE}{DAY}", user="coordinator", javascript=javascript)

    page.get_by_role("link", name="Зарегистрировать", exact=True).click()
    page.get_by_label("Номер", exact=True).fill("31")
    page.get_by_label("Дата документа").fill("14.03.2024")
    page.get_by_label("Файл документа").set_input_files(paper)
    page.get_by_role("checkbox", name="2.2.1").check()
    page.get_by_role("button", name="Зарегистрировать").click()

    expect(page.get_by_role("status").filter(has_text="Документ зарегистрирован")).to_be_visible()
    act = Act.objects.get(number="31", kind="report")
    assert [link.result.measure.number for link in act.results.order_by("result__measure__position")] == [
        "2.1.1",
        "2.2.1",
    ]


@pytest.mark.parametrize("javascript", [True, False])
def test_refused_form_keeps_what_was_typed(javascript: bool, browser_page, watch, assert_accessible):
    watch.expect(422)
    page: Page = browser_page(f"{MEASURE}documents/new/{DAY}", user="coordinator", javascript=javascript)

    page.get_by_label("Номер", exact=True).fill("31")
    page.get_by_label("Дата документа").fill("31.02.2024")
    page.get_by_role("button", name="Зарегистрировать").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Дата документа: Такой даты нет. Укажите день, месяц и год")
    expect(summary).to_contain_text("Файл документа: Приложите файл документа.")
    expect(page.get_by_label("Номер", exact=True)).to_have_value("31")
    expect(page.get_by_label("Дата документа")).to_have_value("31.02.2024")
    if javascript:
        expect(summary).to_be_focused()
        assert_accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_message_joins_the_discussion(javascript: bool, browser_page):
    page: Page = browser_page(f"{MEASURE}{DAY}", user="finance", javascript=javascript)

    page.get_by_label("Ваше сообщение").fill("Сведения переданы.")
    page.get_by_role("button", name="Отправить").click()

    expect(page.get_by_role("region", name="Обсуждение")).to_contain_text("Сведения переданы.")
    expect(page.get_by_label("Ваше сообщение")).to_have_value("")


def test_unsent_message_comes_back(browser_page):
    page: Page = browser_page(f"{MEASURE}{DAY}", user="finance")
    page.get_by_label("Ваше сообщение").fill("Недописанная мысль")

    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/agency/dsz/documents/{DAY}")
    page.goto(f"{MEASURE}{DAY}")
    page.get_by_role("button", name="Вернуть его").click()

    expect(page.get_by_label("Ваше сообщение")).to_have_value("Недописанная мысль")


@pytest.mark.parametrize("javascript", [True, False])
def test_dates_move_by_new_minutes(javascript: bool, browser_page, paper: Path):
    page: Page = browser_page(
        "/agency/dsz/roadmap/measures/2.1.3/" + DAY, user="group", javascript=javascript
    )

    page.get_by_role("link", name="Перенести срок").click()
    page.get_by_label("Новый срок").fill("01.07.2024")
    page.get_by_label("Причина переноса").fill("Опрос продлён.")
    page.get_by_label("зарегистрировать новый").check()
    page.get_by_label("Номер", exact=True).fill("4")
    page.get_by_label("Дата документа").fill("12.03.2024")
    page.get_by_label("Заголовок").fill("О продлении опроса")
    page.get_by_label("Файл документа").set_input_files(paper)
    page.get_by_role("button", name="Перенести сроки").click()

    expect(page.get_by_role("status").filter(has_text="перенесён на 01.07.2024")).to_be_visible()
    decision = Measure.objects.get(number="2.1.3").decisions.get()
    assert (str(decision.act), decision.reason) == ("Протокол от 12.03.2024 № 4", "Опрос продлён.")


def test_measures_are_turned_by_keyboard(browser_page):
    page: Page = browser_page(f"{MEASURE}{DAY}", user="employee")

    link = page.get_by_role("link", name="Следующее 2.1.2")
    link.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("2.1.2")
