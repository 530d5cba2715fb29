"""Pictures of the user guide: the part of a page that a topic speaks of. Imported once Django is configured.

The same day, hour, window and colours each time, so that a picture changes only when the product does.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Page as Window
from playwright.sync_api import sync_playwright

from navstrechu.demonstration.services import load_demonstration
from tests.e2e.conftest import ARGUMENTS, session_cookie
from tests.e2e.pages import PAGES
from tests.e2e.photographs import served

MOMENT = datetime(2024, 3, 15, 7, tzinfo=UTC)
WIDTH, HEIGHT = 1366, 900
LARGEST_BYTES = 60_000
# The first that is small enough is kept: fewer colours show in letters before they show anywhere else.
COLOURS = (128, 64, 32)
_MARGIN = 12
# A picture that ends before its region does ends below a whole row.
_ROWS = "tr, .task, .findings__item, .field, .form__pair, .month-day"
_DAY = "details:has(#as-of-date)"


def _as_it_opens(window: Window) -> None:
    """Nothing to do before the picture."""


def _open_day(window: Window) -> None:
    window.locator(f"{_DAY} > summary").click()


@dataclass(frozen=True)
class Shot:
    """A picture: a page of tests/e2e/pages.py and the elements that the picture holds, as far as they fit."""

    name: str
    page: str
    region: tuple[str, ...]
    tallest: int = 640
    before: Callable[[Window], None] = _as_it_opens


SHOTS = (
    Shot("home", "home-coordinator", (".page-head", ".page > .section", ".split"), 720),
    Shot("as-of", "structure", (f"{_DAY} > summary", f"{_DAY} .menu__panel"), before=_open_day),
    Shot("matrix", "matrix", (".matrix-region",)),
    Shot("table", "table-filtered", (".toolbar", ".table-bar", ".table-region"), 560),
    Shot("tasks", "tasks", (".page-head", ".toolbar", "section[aria-labelledby='pile-1']"), 620),
    Shot("results", "measure", ("section[aria-labelledby='results']",)),
    Shot("register-document", "register-document", (".page-head", "form.form"), 560),
    Shot("move-date", "decide", ("form.form--decide",), 700),
    Shot("import-preview", "import-preview", (".page-head", ".grid--tiles", ".split"), 700),
    Shot("gantt", "gantt-group", (".table-bar", ".gantt-legend", ".gantt"), 660),
    Shot("month", "month-of-many", ("#month",), 900),
    Shot("report", "report", (".page-head", ".filters", ".page > .section"), 760),
    Shot("draft-editor", "draft-edit", (".draft-editor",), 720),
    Shot("agreement", "draft-agreement", (".page-head", "#agreement"), 620),
    Shot("structure", "structure", (".table-region",), 480),
)


def take(chromium: str, target: Path) -> None:
    """Write all pictures into ``target`` and remove those that no shot makes any more."""
    call_command("migrate", verbosity=0)
    target.mkdir(parents=True, exist_ok=True)
    with mock.patch("django.utils.timezone.now", return_value=MOMENT):
        load_demonstration()
        for shot, picture in _taken(chromium):
            content = small(picture)
            (target / f"{shot.name}.png").write_bytes(content)
            print(f"{shot.name}: {len(content) // 1000} КБ", flush=True)
    for left in {path.stem: path for path in target.glob("*.png")}.keys() - {shot.name for shot in SHOTS}:
        (target / f"{left}.png").unlink()


def _taken(chromium: str) -> Iterator[tuple[Shot, bytes]]:
    pages = {page.name: page for page in PAGES}
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for shot in SHOTS:
            page = pages[shot.page]
            with _window(browser, address) as window:
                window.context.add_cookies([session_cookie(page.login, address)])
                window.goto(page.path())
                window.evaluate("document.fonts.ready")
                shot.before(window)
                yield shot, window.screenshot(full_page=True, clip=_clip(window, shot))
        browser.close()


@contextmanager
def _window(browser: Any, address: str) -> Iterator[Window]:
    """A window that does not move while it is photographed."""
    context = browser.new_context(
        base_url=address,
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        reduced_motion="reduce",
        color_scheme="light",
        viewport={"width": WIDTH, "height": HEIGHT},
    )
    yield context.new_page()
    context.close()


def _clip(window: Window, shot: Shot) -> Any:
    """Around the first element of each kind, with a little air; no lower than the shot allows."""
    boxes = [box for css in shot.region if (box := window.locator(css).first.bounding_box())]
    left, top = min(box["x"] for box in boxes), min(box["y"] for box in boxes)
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes) + _MARGIN
    if bottom > top + shot.tallest:
        bottom = max(edge for edge in _edges(window) if edge <= top + shot.tallest)
    left, top = max(left - _MARGIN, 0), max(top - _MARGIN, 0)
    return {
        "x": left,
        "y": top,
        "width": min(right + _MARGIN, WIDTH) - left,
        "height": bottom - top,
    }


def _edges(window: Window) -> list[float]:
    """Where rows end, from the top of the page."""
    return window.eval_on_selector_all(
        _ROWS, "rows => rows.map(row => row.getBoundingClientRect().bottom + window.scrollY)"
    )


def small(picture: bytes) -> bytes:
    """The picture with a palette instead of true colours. Raises ValueError when it stays too large."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        packed = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() <= LARGEST_BYTES:
            return packed.getvalue()
    raise ValueError(f"Картинка больше {LARGEST_BYTES} байт и с палитрой: возьмите меньшую часть страницы.")
