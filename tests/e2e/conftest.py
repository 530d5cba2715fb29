"""A real browser for the journeys: one Chromium for each worker, a fresh context for each page.

A page fails its test when the console reports an error, the content policy is broken or a request fails.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.languages import english
from tests.programs import missing_program
from tests.sessions import sign_in

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = settings.BUILD_DIR / "test" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HEIGHT = 900


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the worker; it starts in half a second and is shared by all journeys."""
    program = shutil.which("chromium")
    if program is None:
        missing_program("chromium", "chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What went wrong in the pages of one test; empty at its end, or the test fails."""

    problems: list[str] = field(default_factory=list)
    expected_statuses: set[int] = field(default_factory=set)

    def attach(self, page: Page) -> None:
        """Listen to everything a page can complain about."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def expect(self, *statuses: int) -> None:
        """This test provokes these answers (a refusal it wants to see)."""
        self.expected_statuses.update(statuses)

    def _console(self, message: ConsoleMessage) -> None:
        # Answers are judged by their status below; the second is what htmx says of them.
        answers = ("Failed to load resource", "Response Status Error Code")
        if message.type not in {"error", "warning"} or any(text in message.text for text in answers):
            return
        self.problems.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        # A navigation or a download that replaces a running request aborts it: nobody's fault.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.problems.append(f"request: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.problems.append(f"{response.status}: {response.request.method} {response.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collects complaints of all pages of the test and fails it at the end when there are any."""
    collected = Watch()
    yield collected
    assert collected.problems == []


PageFactory = Callable[..., Page]


@pytest.fixture
def browser_page(browser: Browser, live_server, watch: Watch) -> Iterator[PageFactory]:
    """Opens pages: ``browser_page("/roadmap/", user=login, theme="dark", width=320, javascript=False)``.

    ``user`` is a user or a login of the database, signed in by cookie; without it the visitor is a guest.
    ``language`` is one that the visitor has chosen before.
    """
    contexts: list[BrowserContext] = []

    def open_page(
        path: str = "/",
        *,
        user: Any = None,
        theme: str = "light",
        width: int = 1366,
        javascript: bool = True,
        language: str = "",
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if theme == "dark" else "light",
            contrast="more" if theme == "contrast" else "no-preference",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        if language:
            english()
            context.add_cookies([{"name": "language", "value": language, "url": live_server.url}])
        page = context.new_page()
        watch.attach(page)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_cookie(user: Any, url: str) -> Any:
    """The cookie of a session that was opened without the sign-in page."""
    value = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": value,
        "domain": urlsplit(url).hostname,
        "path": "/",
    }


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The accessibility checker, installed by set-up; absent only when set-up was left out."""
    if not Path(AXE).exists():
        missing_program("axe-core", "npm axe-core, installed by make test")
    return Path(AXE).read_text(encoding="utf-8")


@pytest.fixture
def assert_accessible(axe_source: str) -> Callable[[Page], None]:
    """Asserts that axe finds no violation of WCAG 2.2 A and AA in the page as it stands."""

    def check(page: Page) -> None:
        # Who came here by a click may see a page whose styles are still on their way.
        page.wait_for_load_state()
        # Evaluated by the debugger, hence not subject to the content policy that forbids inline scripts.
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(axe_source)
        assert _violations(page, {"type": "tag", "values": AXE_RULES}) == []

    return check


@pytest.fixture
def contrasts(axe_source: str) -> Callable[[Page], list[str]]:
    """Finds what cannot be read well in the colours of the theme that is shown; axe must be in the page."""

    def check(page: Page) -> list[str]:
        return _violations(page, {"type": "rule", "values": ["color-contrast"]})

    return check


def _violations(page: Page, rules: dict[str, Any]) -> list[str]:
    found = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations']})", rules)
    return [_violation(one) for one in found["violations"]]


def _violation(found: dict[str, Any]) -> str:
    places = "; ".join(" ".join(map(str, node["target"])) for node in found["nodes"][:5])
    return f"{found['id']}: {found['help']} – {places}"


@pytest.fixture
def assert_no_sideways_scroll() -> Callable[[Page], None]:
    """Asserts that the page itself is not wider than its window (a table may scroll inside its own frame)."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        wide = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], f"the page is {wide[0]} px wide in a window of {wide[1]} px"

    return check


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey in a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
