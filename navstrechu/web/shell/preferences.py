"""What a person has chosen about the look: theme, language, density, columns; kept in cookies of the browser.

The server reads them, so the first paint is already right and pages need no script for it.
"""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from navstrechu.web.shell.language import COOKIE as LANGUAGE_COOKIE
from navstrechu.web.shell.language import LANGUAGES

YEAR_SECONDS = 365 * 24 * 3600
_TABLE_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
LAST_COLUMN = 13


@dataclass(frozen=True, slots=True)
class Theme:
    """A look of the pages; the two media say when the dark and the contrast colours apply."""

    code: str
    label: object
    icon: str
    dark_media: str
    contrast_media: str
    color_scheme: str


# Paper is always light, hence «screen».
THEMES: dict[str, Theme] = {
    theme.code: theme
    for theme in (
        Theme(
            "system",
            _("Как в системе"),
            "monitor",
            "screen and (prefers-color-scheme: dark)",
            "screen and (prefers-contrast: more)",
            "light dark",
        ),
        Theme("light", _("Светлая"), "sun", "not all", "not all", "light"),
        Theme("dark", _("Тёмная"), "moon", "screen", "not all", "dark"),
        Theme("contrast", _("Контрастная"), "contrast", "not all", "screen", "light dark"),
    )
}
DENSITIES = {"normal": _("Обычные строки"), "compact": _("Плотные строки")}


def theme_of(request: HttpRequest) -> Theme:
    """The chosen theme; an unknown value counts as «as in the system»."""
    return THEMES.get(request.COOKIES.get("theme", ""), THEMES["system"])


def density_of(request: HttpRequest) -> str:
    """`normal` or `compact` rows of tables."""
    value = request.COOKIES.get("density", "")
    return value if value in DENSITIES else "normal"


def hidden_columns(request: HttpRequest, table: str, default: str = "") -> list[int]:
    """Numbers (from 2: the first column stays) of the hidden columns of a table.

    ``default`` («5-7») holds until the person has chosen; a choice of all columns is a choice too.
    """
    return _column_numbers(request.COOKIES.get(f"columns_{table}", default).split("-"))


def _column_numbers(texts: list[str]) -> list[int]:
    numbers = {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 3}
    return sorted(number for number in numbers if 2 <= number <= LAST_COLUMN)


def remember(response: HttpResponse, request: HttpRequest) -> None:
    """Write the choices of a posted form into cookies; unknown values are left out.

    Fields: `theme`; `language`; `density`; `table` with the numbers of `shown` columns among `known` ones.
    """
    posted = request.POST
    if posted.get("theme") in THEMES:
        _set_cookie(response, request, "theme", posted["theme"])
    if posted.get("language") in LANGUAGES:
        _set_cookie(response, request, LANGUAGE_COOKIE, posted["language"])
    if posted.get("density") in DENSITIES:
        _set_cookie(response, request, "density", posted["density"])
    table = posted.get("table", "")
    if _TABLE_NAME.fullmatch(table):
        known, shown = (set(_column_numbers(posted.getlist(name))) for name in ("known", "shown"))
        _set_cookie(response, request, f"columns_{table}", "-".join(map(str, sorted(known - shown))))


def _set_cookie(response: HttpResponse, request: HttpRequest, name: str, value: str) -> None:
    # Not HttpOnly: the scripts write the same cookies, so that a choice acts without a reload.
    response.set_cookie(name, value, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure())
