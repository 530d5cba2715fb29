"""Every page in a real browser: accessible in each theme and on a phone, by keyboard, light, calm."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from tests.e2e.pages import FORMS_ONLY, NO_PAGES, PAGES, Page
from tests.web.test_permission_matrix import address_book

# The gallery has tests of its own (test_gallery.py).
SEEN_HERE = [page for page in PAGES if page.route != "shell:gallery"]
MOST_SCRIPT_AND_STYLE = 120 * 1024
MOST_SHIFT = 0.02
TABS = 12
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 60);
})"""
# What has the focus, and whether that changes how it – or the label or frame around it – looks.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const around = [element, ...(element.labels || []), element.parentElement];
  const look = () => around.map(one => {
    const {outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor} = getComputedStyle(one);
    return [outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor].join();
  }).join();
  const box = element.getBoundingClientRect();
  const focused = look();
  element.blur();  // Tab goes on from here all the same
  window.reached = window.reached || new Set();
  const before = window.reached.size;
  window.reached.add(element);
  return {
    text: element.outerHTML.slice(0, 120),
    isNew: window.reached.size > before,
    isVisible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < window.innerHeight,
    isMarked: focused !== look(),
  };
}"""


@pytest.fixture
def department(demonstration, settings):
    """The demonstration department as visitors meet it, at the day at which it opens."""
    settings.DEMONSTRATION = True


def test_every_address_is_a_page_or_said_to_be_none():
    assert {page.route for page in PAGES} | set(NO_PAGES) | FORMS_ONLY == set(address_book())


@pytest.mark.parametrize("seen", SEEN_HERE, ids=lambda page: page.name)
def test_page(
    seen: Page, department, browser_page, watch, assert_accessible, assert_no_sideways_scroll, contrasts
):
    watch.expect(seen.status)
    page = browser_page(seen.path(), user=seen.login or None)

    assert page.locator("h1").count() == 1
    assert page.title().endswith(" – Навстречу")
    assert page.evaluate(SHIFTS) < MOST_SHIFT
    assert weight(page) <= MOST_SCRIPT_AND_STYLE
    assert_no_sideways_scroll(page)
    assert_reached_by_tab(page)
    assert_accessible(page)

    # A theme changes colours only.
    page.emulate_media(color_scheme="dark")
    assert contrasts(page) == []
    page.emulate_media(color_scheme="light", contrast="more")
    assert contrasts(page) == []

    page.emulate_media(contrast="no-preference")
    page.set_viewport_size({"width": 320, "height": 720})
    # Tab has scrolled: what the bar at the top half covers by chance would count as too small a target.
    page.evaluate("scrollTo(0, 0)")
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def assert_reached_by_tab(page: BrowserPage) -> None:
    """The first stops of the Tab key in the content: each is seen, and it is seen that the focus is there."""
    page.evaluate("document.querySelector('main').focus()")
    stops = [stop for _ in range(TABS) if (stop := step(page)) is not None]

    assert stops
    assert [stop["text"] for stop in stops if not (stop["isVisible"] and stop["isMarked"])] == []


def step(page: BrowserPage) -> dict | None:
    """Press Tab and say where the focus is; None after the last stop."""
    page.keyboard.press("Tab")
    stop = page.evaluate(FOCUS)
    return stop if stop and stop["isNew"] else None


def test_frame_by_keyboard(department, browser_page):
    page = browser_page(reverse("roadmap:matrix", args=["dsz"]), user="coordinator")

    stops = [step(page) for _ in range(20)]

    assert [stop for stop in stops if not (stop and stop["isVisible"] and stop["isMarked"])] == []


def test_skip_link_leads_past_the_navigation(department, browser_page):
    page = browser_page(reverse("roadmap:matrix", args=["dsz"]), user="coordinator")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Перейти к содержанию")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def weight(page: BrowserPage) -> int:
    """Bytes of all scripts and styles of the page as they are sent, that is compressed."""
    urls = page.evaluate(
        "() => performance.getEntriesByType('resource').map(e => e.name).filter(n => /\\.(js|css)$/.test(n))"
    )
    assert urls
    return sum(_compressed(urlsplit(url).path.removeprefix("/static/")) for url in urls)


@cache
def _compressed(name: str) -> int:
    found = finders.find(name)
    assert found
    return len(gzip.compress(Path(found).read_bytes(), 6))
