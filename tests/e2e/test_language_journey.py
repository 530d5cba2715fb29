"""Choosing English at the foot of a page, before signing in and after, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from navstrechu.demonstration.content import AGENCY_CODE
from tests.e2e.pages import PAGES
from tests.languages import english

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("demonstration")]
MEASURE = f"/agency/{AGENCY_CODE}/roadmap/measures/2.1.1/"
# Dense ones, where longer words would show first.
READ = (
    "sign-in",
    "home-coordinator",
    "matrix",
    "table",
    "gantt",
    "measure",
    "import-preview",
    "settings",
    "help-topic",
)


def expect_language(page: BrowserPage, language: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("javascript", [True, False])
def test_choice_acts_on_all_pages_and_can_be_taken_back(browser_page, javascript: bool):
    english()
    page: BrowserPage = browser_page(MEASURE, user="coordinator", javascript=javascript)
    expect_language(page, "ru")

    page.get_by_role("button", name="English").click()

    expect_language(page, "en")
    expect(page).to_have_url(re.compile(re.escape(MEASURE) + "$"))
    expect(page.get_by_role("heading", name="Resulting documents")).to_be_visible()
    page.get_by_role("link", name="Documents", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")
    page.get_by_role("button", name="Русский").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Документы")
    expect_language(page, "ru")


def test_guest_chooses_before_signing_in_and_keeps_the_choice(browser_page, settings):
    settings.DEMONSTRATION = True
    english()
    page: BrowserPage = browser_page("/account/sign-in/")

    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Coordinator").click()

    expect(page).to_have_title("Home – Navstrechu")
    expect_language(page, "en")


def test_scripts_speak_the_language_of_the_page(browser_page):
    page: BrowserPage = browser_page(MEASURE, user="coordinator", language="en")
    text = page.get_by_role("textbox", name="Your message")

    text.fill("Когда будет отчёт?")
    page.reload()

    expect(page.locator(".draft-note")).to_contain_text("There is unsaved text of")
    expect(page.locator(".draft-note").get_by_role("button", name="Restore it")).to_be_visible()


@pytest.mark.parametrize("seen", [page for page in PAGES if page.name in READ], ids=lambda page: page.name)
def test_english_page_is_accessible_and_fits_a_phone(
    seen, settings, browser_page, assert_accessible, assert_no_sideways_scroll
):
    settings.DEMONSTRATION = True
    page: BrowserPage = browser_page(seen.path(), user=seen.login or None, language="en")

    expect_language(page, "en")
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert_no_sideways_scroll(page)
