"""Pictures of all pages, for people to look at: `make screenshots`. Imported once Django is configured."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from navstrechu.demonstration.services import load_demonstration
from tests.e2e.conftest import ARGUMENTS, session_cookie
from tests.e2e.pages import PAGES

# folder: window and colours
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1366, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1366, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


def photograph(chromium: str, target: Path, *, only: set[str]) -> None:
    """Write ``target``/<look>/<page>.png for all pages, or for the named ones."""
    print("Готовлю показательный орган …", flush=True)
    call_command("migrate", verbosity=0)
    load_demonstration()
    paths = [(page.name, page.login, page.path()) for page in PAGES if not only or page.name in only]
    with served() as address, sync_playwright() as playwright:
        cookies = {login: _cookies(login, address) for login in {login for _, login, _ in paths}}
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for look, options in LOOKS.items():
            (target / look).mkdir(parents=True, exist_ok=True)
            context = _window(browser, address, options)
            for number, (name, login, path) in enumerate(paths, 1):
                print(f"{look}: {number} из {len(paths)} – {name}", flush=True)
                _picture(context, path, cookies[login], target / look / f"{name}.png")
            context.close()
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The address of the product, served from a thread on a free port."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class QuietHandler(WSGIRequestHandler):
    """Requests are no progress."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _cookies(login: str, address: str) -> list[Any]:
    """The session of somebody who is signed in; none for a guest."""
    return [session_cookie(login, address)] if login else []


def _window(browser: Browser, address: str, options: dict[str, Any]) -> BrowserContext:
    """A window that does not move while it is photographed."""
    return browser.new_context(
        base_url=address, locale="ru-RU", timezone_id="Europe/Moscow", reduced_motion="reduce", **options
    )


def _picture(context: BrowserContext, path: str, cookies: list[Any], target: Path) -> None:
    """One whole page, from top to bottom."""
    context.clear_cookies()
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(path)
    page.screenshot(path=target, full_page=True)
    page.close()
