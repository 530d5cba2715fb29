"""The gallery in a browser: every component, every theme and width, without and with scripts."""

import pytest
from playwright.sync_api import expect

GALLERY = "/gallery/"
WIDTHS = (320, 390, 768, 1366, 1920, 3840)
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("width", [320, 1366])
def test_gallery_is_accessible(browser_page, assert_accessible, theme: str, width: int):
    page = browser_page(GALLERY, theme=theme, width=width)

    assert_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_gallery_fits_its_window(browser_page, assert_no_sideways_scroll, width: int):
    page = browser_page(GALLERY, width=width)

    assert_no_sideways_scroll(page)


def test_gallery_does_not_move_while_loading(browser_page):
    page = browser_page(GALLERY)

    assert page.evaluate(SHIFTS) < 0.01


def test_gallery_weighs_little(browser_page):
    page = browser_page(GALLERY)

    # The server of the tests does not compress; scripts and styles shrink to about a quarter.
    size = page.evaluate(
        "() => performance.getEntriesByType('resource').filter(e => /\\.(js|css)(\\?|$)/.test(e.name))"
        ".reduce((sum, e) => sum + e.decodedBodySize, 0)"
    )
    assert 0 < size < 300_000


@pytest.mark.parametrize("javascript", [True, False])
def test_theme_is_chosen_and_kept(browser_page, javascript: bool):
    page = browser_page(GALLERY, javascript=javascript)

    page.locator("summary", has=page.get_by_label("Оформление")).click()
    page.get_by_role("button", name="Тёмная").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("[data-theme-part=dark]")).to_have_attribute("media", "screen")


@pytest.mark.parametrize("javascript", [True, False])
def test_density_is_chosen_and_kept(browser_page, javascript: bool):
    page = browser_page(GALLERY, javascript=javascript)

    page.get_by_role("button", name="Плотные строки").click()
    expect(page.locator("html")).to_have_attribute("data-density", "compact")
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-density", "compact")


@pytest.mark.parametrize("javascript", [True, False])
def test_column_is_hidden_and_stays_hidden(browser_page, javascript: bool):
    page = browser_page(GALLERY, javascript=javascript)
    head = page.locator("table[data-table=gallery] thead th").nth(3)
    expect(head).to_be_visible()

    page.locator("summary", has_text="Столбцы").click()
    page.get_by_label("Ответственный", exact=True).last.uncheck()
    if not javascript:
        page.get_by_role("button", name="Применить").click()
    expect(head).to_be_hidden()
    page.reload()

    expect(head).to_be_hidden()


def test_dialog_opens_by_keyboard_and_gives_focus_back(browser_page):
    page = browser_page(GALLERY)
    opener = page.get_by_role("link", name="Зарегистрировать документ").first

    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Зарегистрировать документ")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_navigation_opens_as_drawer_on_a_phone(browser_page, javascript: bool):
    page = browser_page(GALLERY, width=390, javascript=javascript)
    drawer = page.locator("#navigation")
    expect(drawer).to_be_hidden()

    page.get_by_role("button", name="Разделы").click()
    expect(drawer).to_be_visible()
    page.get_by_role("button", name="Закрыть").first.click()

    expect(drawer).to_be_hidden()


def test_typed_text_comes_back_after_a_lost_page(browser_page):
    page = browser_page(GALLERY)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Примечание").fill("Отчёт пришлём до пятницы")

    page.reload()
    expect(page.get_by_label("Примечание")).to_have_value("")
    page.get_by_role("button", name="Вернуть его").click()

    expect(page.get_by_label("Примечание")).to_have_value("Отчёт пришлём до пятницы")


def test_date_is_typed_with_dots(browser_page):
    page = browser_page(GALLERY)
    field = page.locator("#id_new-registered_on")

    field.fill("")
    field.press_sequentially("15032024")

    expect(field).to_have_value("15.03.2024")


def test_slash_puts_cursor_into_search(browser_page):
    page = browser_page(GALLERY)

    page.locator("h1").first.click()
    page.keyboard.press("/")

    expect(page.get_by_role("searchbox")).to_be_focused()


def test_refused_button_says_why(browser_page):
    page = browser_page(GALLERY)
    button = page.get_by_role("button", name="Перенести срок")

    button.focus()

    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("tooltip")).to_be_visible()
    expect(button).to_have_accessible_description(
        "Переносить срок может только рабочая группа региона – решением протокола."
    )


def test_print_shows_the_page_without_its_frame(browser_page):
    page = browser_page(GALLERY)

    page.emulate_media(media="print")

    expect(page.locator(".topbar")).to_be_hidden()
    expect(page.locator("#navigation")).to_be_hidden()
    expect(page.locator("table[data-table=gallery]")).to_be_visible()


def test_failed_fragment_is_told_in_a_sentence(browser_page, watch):
    page = browser_page(GALLERY)
    watch.expect(404)

    page.evaluate("() => { htmx.ajax('GET', '/no/such/page/', {target: '#main', swap: 'innerHTML'}); }")

    expect(page.get_by_role("status").last).to_contain_text("Такой страницы нет")
    expect(page.get_by_role("heading", level=1).first).to_have_text("Галерея компонентов")
    # htmx reports every refusal on the console as well.
    assert [problem for problem in watch.problems if "Response Status Error Code 404" not in problem] == []
    watch.problems.clear()
