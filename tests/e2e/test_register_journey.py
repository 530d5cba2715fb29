"""The register of touchpoints by keyboard – cells, a pasted block, steps back, two editors – and without."""

import pytest
from playwright.sync_api import Locator, Page, expect

from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db(transaction=True)]
BASE = "/agency/dsz/touchpoints/"
# What a spreadsheet puts on the clipboard, given to the page as the browser would.
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture
def rows() -> list[ProcessTouchpoint]:
    """The first rows of the first process."""
    found = ProcessTouchpoint.objects.printed().in_printed_order().select_related("touchpoint", "process")
    first = found[0]
    return [row for row in found[:10] if row.process_id == first.process_id]


def said(row: ProcessTouchpoint) -> list[str]:
    return [item.text for item in row_content(ProcessTouchpoint.objects.get(pk=row.pk)).interactions]


def opened(browser_page, rows: list[ProcessTouchpoint], **options) -> Page:
    page: Page = browser_page(f"{BASE}?process={rows[0].process_id}", user="coordinator", **options)
    return page


def cell(page: Page, row: ProcessTouchpoint, name: str) -> Locator:
    return page.locator(f"#row-{row.pk}-{name}")


def edited(page: Page, row: ProcessTouchpoint) -> Locator:
    """The text of what is done there, opened by keyboard: it takes keys once it has the focus."""
    cell(page, row, "interactions").focus()
    page.keyboard.press("Enter")
    text = page.get_by_role("textbox", name="Осуществляемое взаимодействие")
    expect(text).to_be_focused()
    return text


def expect_can_undo(page: Page, row: ProcessTouchpoint) -> None:
    """The button comes by a request of its own, and Ctrl+Z is taken from the cell only."""
    expect(page.locator("#register-undo button")).to_be_visible()
    expect(cell(page, row, "interactions")).to_be_focused()


def test_cells_are_walked_and_edited_by_keyboard(browser_page, rows, assert_accessible):
    page = opened(browser_page, rows)
    cell(page, rows[0], "touchpoint").focus()

    page.keyboard.press("ArrowRight")
    expect(cell(page, rows[0], "interactions")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(page, rows[1], "interactions")).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell(page, rows[1], "peculiarities")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Осуществляемое взаимодействие")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Control+A")
    page.keyboard.type("Первое")
    page.keyboard.press("Enter")
    page.keyboard.type("[выдача] Второе")
    page.keyboard.press("Control+Enter")

    expect(cell(page, rows[1], "interactions")).to_be_focused()
    expect(cell(page, rows[1], "interactions")).to_contain_text("выдача: Второе")
    assert said(rows[1]) == ["Первое", "Второе"]
    page.keyboard.press("Escape")
    expect(page.locator("#register-keys")).to_be_focused()


def test_processes_of_a_group_are_offered_once_it_is_chosen(browser_page, rows):
    page: Page = browser_page(BASE, user="employee")
    expect(page.get_by_role("combobox", name="Процесс", exact=True)).to_have_count(0)

    page.get_by_role("combobox", name="Группа").select_option(str(rows[0].process.group.number))
    page.get_by_role("combobox", name="Процесс", exact=True).select_option(str(rows[0].process_id))

    expect(page.locator("tbody tr")).to_have_count(len(rows))
    expect(page.get_by_text(f"Найдено: {len(rows)} ")).to_be_visible()
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(len(rows))


def test_escape_leaves_the_cell_as_it_was(browser_page, rows):
    page, before = opened(browser_page, rows), said(rows[0])
    cell(page, rows[0], "interactions").focus()

    page.keyboard.press("F2")
    expect(page.get_by_role("textbox", name="Осуществляемое взаимодействие")).to_be_focused()
    page.keyboard.type("Лишнее")
    page.keyboard.press("Escape")

    expect(cell(page, rows[0], "interactions")).to_be_focused()
    assert said(rows[0]) == before


def test_change_is_taken_back_by_keyboard(browser_page, rows):
    page, before = opened(browser_page, rows), said(rows[0])
    text = edited(page, rows[0])
    text.fill("Иное")
    page.keyboard.press("Control+Enter")
    expect_can_undo(page, rows[0])

    page.keyboard.press("Control+z")

    expect(page.get_by_role("status").filter(has_text="Отменено: изменена строка")).to_be_visible()
    expect(cell(page, rows[0], "interactions")).to_be_focused()
    assert said(rows[0]) == before
    expect(page.locator("#register-undo button")).to_have_count(0)


def test_block_of_cells_is_shown_and_then_saved(browser_page, rows, assert_accessible):
    page, before = opened(browser_page, rows), said(rows[0])
    cell(page, rows[0], "interactions").focus()

    page.evaluate(PASTE, '"Первое\nВторое"\tПо записи\nТретье')
    dialog = page.get_by_role("dialog", name="Вставка из таблицы")
    expect(dialog).to_be_visible()
    expect(dialog.locator("tbody tr")).to_have_count(2)
    assert said(rows[0]) == before
    assert_accessible(page)
    dialog.get_by_role("button", name="Сохранить 2 строки").click()

    expect(dialog).to_be_hidden()
    expect(cell(page, rows[0], "interactions")).to_contain_text("Первое")
    expect_can_undo(page, rows[0])
    assert (said(rows[0]), said(rows[1])) == (["Первое", "Второе"], ["Третье"])

    page.keyboard.press("Control+z")
    expect(page.get_by_role("status").filter(has_text="Отменено: вставлен блок ячеек")).to_be_visible()
    assert said(rows[0]) == before


def test_unknown_touchpoint_of_a_block_is_made_with_its_channel(browser_page, rows):
    page = opened(browser_page, rows)
    cell(page, rows[0], "touchpoint").focus()

    page.evaluate(PASTE, "Инфомат в холле\tВыдача талона")
    dialog = page.get_by_role("dialog", name="Вставка из таблицы")
    expect(dialog.get_by_role("combobox", name="Какая это точка")).to_be_focused()
    dialog.get_by_role("combobox", name="Вид канала новой точки").select_option(index=1)
    dialog.get_by_role("button", name="Показать, что изменится").click()
    dialog.get_by_role("button", name="Сохранить 1 строку").click()

    expect(cell(page, rows[0], "touchpoint")).to_contain_text("Инфомат в холле")
    assert ProcessTouchpoint.objects.get(pk=rows[0].pk).touchpoint.name == "Инфомат в холле"


def test_touchpoint_is_chosen_from_the_names_that_are_there(browser_page, rows):
    page, here = opened(browser_page, rows), [row.touchpoint_id for row in rows]
    other = Touchpoint.objects.open().exclude(pk__in=here).filter(name__contains="Ливн").order_by("pk")[0]
    cell(page, rows[0], "touchpoint").focus()
    page.keyboard.press("Enter")

    name = page.get_by_role("combobox", name="Точка взаимодействия")
    expect(name).to_be_focused()
    name.fill("ливны")
    option = page.locator(f"#row-{rows[0].pk}-touchpoint datalist option[value='{other.name}']")
    expect(option).to_have_count(1)
    name.fill(other.name)
    page.keyboard.press("Enter")

    expect(cell(page, rows[0], "touchpoint")).to_be_focused()
    assert ProcessTouchpoint.objects.get(pk=rows[0].pk).touchpoint == other


def test_second_editor_of_a_cell_sees_both_texts(browser_page, rows, watch):
    watch.expect(409)
    first, second = opened(browser_page, rows), opened(browser_page, rows)
    texts = edited(first, rows[0]), edited(second, rows[0])

    for page, text, typed in zip((first, second), texts, ("Первый", "Второй"), strict=True):
        text.fill(typed)
        page.keyboard.press("Control+Enter")
        if page is first:
            expect(cell(first, rows[0], "interactions")).to_be_focused()

    expect(second.get_by_role("heading", name="Сохранено другим")).to_be_visible()
    assert said(rows[0]) == ["Первый"]
    second.get_by_role("button", name="Сохранить мой вариант").click()
    expect(cell(second, rows[0], "interactions")).to_be_focused()
    assert said(rows[0]) == ["Второй"]


def test_text_survives_a_lost_connection(browser_page, rows, watch):
    page = opened(browser_page, rows)
    text = edited(page, rows[0])
    text.fill("Набрано без связи")

    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Нет связи с сервером")).to_be_visible()
    expect(text).to_have_value("Набрано без связи")
    page.context.set_offline(False)
    watch.problems.clear()
    page.keyboard.press("Control+Enter")

    expect(cell(page, rows[0], "interactions")).to_be_focused()
    assert said(rows[0]) == ["Набрано без связи"]


def test_chosen_rows_are_taken_out_after_a_look(browser_page, rows):
    page = opened(browser_page, rows)
    page.get_by_role("checkbox", name="Выбрать все строки страницы").check()

    page.get_by_role("form", name="С выбранными строками").get_by_role("button", name="Исключить").click()
    expect(page.get_by_role("heading", name="Исключить строки")).to_be_visible()
    page.get_by_role("button", name="Исключить").click()

    expect(page.get_by_role("status").filter(has_text="сделано")).to_be_visible()
    assert not ProcessTouchpoint.objects.live().filter(process=rows[0].process_id).exists()


def test_everything_works_without_scripts(browser_page, rows, assert_no_sideways_scroll):
    before = said(rows[0])
    page = opened(browser_page, rows, javascript=False, width=390)

    page.locator(f"#row-{rows[0].pk} td.actions a").first.click()
    page.get_by_label("Осуществляемое взаимодействие").fill("Без скриптов")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Строка изменена.")).to_be_visible()
    assert said(rows[0]) == ["Без скриптов"]
    page.locator("#register-undo button").click()
    expect(page.get_by_text("Отменено: изменена строка")).to_be_visible()
    assert said(rows[0]) == before

    page.locator("input[name=rows]").first.check()
    page.get_by_role("button", name="Подтвердить точки").click()
    expect(page.get_by_role("heading", name="Подтвердить точки")).to_be_visible()
    page.get_by_role("button", name="Подтвердить", exact=True).click()
    expect(page.get_by_text("Подтвердить точки: сделано 1, пропущено 0.")).to_be_visible()

    page.goto(f"{BASE}rows/paste/?process={rows[0].process_id}")
    page.get_by_label("Ячейки из таблицы").fill(f"{rows[0].touchpoint.name}\tИз таблицы")
    page.get_by_role("button", name="Показать, что изменится").click()
    page.get_by_role("button", name="Сохранить 1 строку").click()
    expect(page.get_by_text("Вставлено строк: 1.")).to_be_visible()
    assert said(rows[0]) == ["Из таблицы"]
