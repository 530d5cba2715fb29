"""A new edition from its file to the plan, and the report of the day, with and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from navstrechu.roadmap.models import Measure, RoadmapEdition
from tests.roadmap.documents import REFERENCE

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db(transaction=True)]
IMPORT = "/agency/dsz/roadmap/import/"
DAY = "?as_of=15.03.2024"


@pytest.fixture
def new_edition(tmp_path: Path) -> Path:
    text = REFERENCE.read_text(encoding="utf-8")
    text = text.replace("от 26 сентября 2023 г. № 1", "от 11 марта 2024 г. № 3")
    path = tmp_path / "новая редакция.txt"
    path.write_text(text.replace("Утверждена модель внедрения", "Принята модель внедрения"), encoding="utf-8")
    return path


@pytest.mark.parametrize("javascript", [True, False])
def test_new_edition_is_loaded_after_it_was_looked_at(
    javascript: bool, browser_page, new_edition: Path, assert_accessible, assert_no_sideways_scroll
):
    page: Page = browser_page(f"{IMPORT}{DAY}", user="coordinator", javascript=javascript)

    page.get_by_label("Файл дорожной карты").set_input_files(new_edition)
    page.get_by_role("button", name="Прочитать и проверить").click()

    expect(page.get_by_role("heading", name="Проверьте, что прочитано")).to_be_visible()
    changes = page.get_by_role("region", name="Что изменится")
    expect(changes.locator("dl ins").first).to_have_text("Принята")
    expect(page.get_by_label("Чем утверждена")).to_have_value(
        "протокол заочного заседания рабочей группы от 11.03.2024 № 3"
    )
    if javascript:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Подтвердить загрузку").click()

    expect(page.get_by_role("status").filter(has_text="Дорожная карта загружена.")).to_be_visible()
    assert RoadmapEdition.objects.get(number=2).created_by_name == "Соколова М. А."
    assert Measure.objects.get(number="1.2").title.startswith("Принята модель внедрения")


@pytest.mark.parametrize("javascript", [True, False])
def test_refused_text_stays_in_its_field(javascript: bool, browser_page, watch, assert_accessible):
    watch.expect(422)
    page: Page = browser_page(f"{IMPORT}{DAY}", user="coordinator", javascript=javascript)

    page.get_by_label("Или вставьте таблицу").fill("1.1.\tБез таблицы")
    page.get_by_role("button", name="Прочитать и проверить").click()

    expect(page.get_by_role("alert")).to_contain_text("Это не дорожная карта")
    expect(page.get_by_label("Или вставьте таблицу")).to_have_value("1.1.\tБез таблицы")
    if javascript:
        assert_accessible(page)


def test_report_of_another_day_is_shown_and_saved(browser_page):
    page: Page = browser_page("/agency/dsz/roadmap/report/", user="employee")

    page.get_by_label("По состоянию на", exact=True).last.fill("01.12.2023")
    page.get_by_role("button", name="Показать").last.click()
    expect(page.locator(".doc")).to_contain_text("по состоянию на 1 декабря 2023")
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()

    assert download.value.suggested_filename == "Отчёт о ходе исполнения на 01.12.2023.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
