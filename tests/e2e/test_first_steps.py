"""From an empty installation to a named agency, with and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from navstrechu.organisation import set_up_code

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {
    "Полное наименование органа": "Департамент труда Орловской области",
    "Краткое наименование": "Дептруд",
    "Код органа в адресах страниц": "deptrud",
    "Место издания документов": "г. Орёл",
    "Регион": "Орловская область",
    "Код региона": "orel",
    "Ваше имя в системе": "Иванова О. П.",
    "Логин": "ivanova",
    "Пароль": "Слон идёт на север",
    "Пароль ещё раз": "Слон идёт на север",
}


@pytest.fixture
def code(settings, tmp_path: Path) -> str:
    settings.DATA_DIR = tmp_path
    return set_up_code.issue()


@pytest.mark.parametrize("javascript", [True, False])
def test_empty_installation_is_opened_by_its_code(
    javascript: bool, code: str, browser_page, watch, assert_accessible, assert_no_sideways_scroll, contrasts
):
    watch.expect(422)
    page: Page = browser_page("/", javascript=javascript, width=320)
    if javascript:
        assert_accessible(page)
    page.get_by_role("link", name="Первые шаги").click()
    for label, value in TYPED.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Код установки").fill("AAAA-AAAA-AAAA")
    page.get_by_role("button", name="Создать орган и войти").click()

    expect(page.get_by_role("alert")).to_contain_text("Код не подходит")
    expect(page.get_by_label("Краткое наименование")).to_have_value("Дептруд")
    if javascript:
        assert_no_sideways_scroll(page)
        assert_accessible(page)
        page.emulate_media(color_scheme="dark")
        assert contrasts(page) == []
    for label in ("Пароль", "Пароль ещё раз"):
        page.get_by_label(label, exact=True).fill(TYPED[label])
    page.get_by_label("Код установки").fill(code)
    page.get_by_role("button", name="Создать орган и войти").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Дептруд")
    expect(page.get_by_role("link", name="Пригласить сотрудников")).to_be_visible()
    if javascript:
        assert_no_sideways_scroll(page)
        assert_accessible(page)
    page.get_by_role("link", name="Загрузить дорожную карту").click()
    expect(page.get_by_label("Файл дорожной карты")).to_be_visible()
