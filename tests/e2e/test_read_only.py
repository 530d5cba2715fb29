"""A server whose disk is nearly full: pages open with a warning, a change is refused in words."""

import pytest
from playwright.sync_api import expect

from navstrechu.discussion.models import Comment

pytestmark = [pytest.mark.e2e]
SENTENCE = "На сервере заканчивается место, поэтому изменение не сохранено. Страницы открываются как обычно."
MEASURE = "/agency/dsz/roadmap/measures/2.1.1/"


@pytest.fixture
def full_disk(demonstration, settings) -> None:
    settings.DISK_LOW_BYTES = settings.DISK_READ_ONLY_BYTES = 2**62


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_warning_stands_above_every_page(
    full_disk, browser_page, assert_accessible, assert_no_sideways_scroll, theme: str
):
    page = browser_page("/", user="coordinator", theme=theme, width=320)

    expect(page.get_by_text("Система работает только на чтение")).to_be_visible()
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_change_is_refused_with_a_sentence(
    full_disk, browser_page, watch, assert_accessible, javascript: bool
):
    watch.expect(503)
    before = Comment.objects.count()
    page = browser_page(MEASURE, user="coordinator", javascript=javascript)

    page.locator('form[action$="/discussion/"] textarea').fill("Готово к подписи")
    page.locator('form[action$="/discussion/"] button[type=submit]').first.click()

    expect(page.get_by_text(SENTENCE)).to_be_visible()
    assert Comment.objects.count() == before
    if not javascript:
        expect(page.get_by_role("heading", level=1)).to_have_text("Сейчас можно только читать")
