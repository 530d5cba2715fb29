"""Estimates of how much room text takes, without a font at hand.

Widths are those of the Times metrics, rounded up: a row wrongly thought too tall may be split between two
pages, a row wrongly thought to fit would lose its end in PDF.
"""

import math
import re

from navstrechu.documents.engine.profile import LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Cell, Placed, Table

MM_PER_POINT = 25.4 / 72
LINE_HEIGHT = 1.15  # of the font size, at single spacing
CELL_PADDING_X = 1.9  # mm at either side, as word processors have it
CELL_PADDING_Y = 0.7
_RAGGED = 1.25  # lines are not filled to the end
TALL_SHARE = 0.85  # of the sheet: estimates are not exact
_THIN = frozenset(" .,:;'`|!()[]-/\\\"ijlftrI\u00a0")
_WIDE = frozenset("жшщюмфыъwmЖШЩЮМФЫЪWM%@—…№")
_CYRILLIC_WORD = re.compile(r"[^\w\s]*[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*[^\w\s]*")
_LONGEST_HYPHENATED = 32
ZERO_WIDTH_SPACE = "\u200b"


class _Ems(dict[str, float]):
    """Width of a letter in ems, remembered: tables of ten thousand rows ask millions of times."""

    def __missing__(self, letter: str) -> float:
        self[letter] = _em(letter)
        return self[letter]


_EMS = _Ems()


def text_width(text: str, size: float) -> float:
    """Width in millimetres of a line of text set at `size` points; rather too much than too little."""
    return sum(map(_EMS.__getitem__, text)) * size * MM_PER_POINT


def _em(letter: str) -> float:
    if letter in _THIN:
        return 0.34
    if letter in _WIDE:
        return 1.0 if letter.isupper() or not letter.isalpha() else 0.85
    if letter.isdigit():
        return 0.5
    if letter.islower():
        return 0.56
    return 0.75 if letter.isupper() else 1.0


def column_widths(table: Table, text_width_mm: float) -> tuple[float, ...]:
    """Width of every column in millimetres."""
    total = sum(column.weight for column in table.columns)
    return tuple(text_width_mm * column.weight / total for column in table.columns)


def row_shares(table: Table, profile: LayoutProfile, orientation: Orientation) -> tuple[float, ...]:
    """Height of every row as a share of the sheet below the table's header."""
    page = profile.page(orientation)
    widths = column_widths(table, page.text_width)
    headings = (column.heading for column in table.columns)
    header = max(_height(text, width, profile) for text, width in zip(headings, widths, strict=True))
    room = max(page.text_height - header, 1)
    return tuple(_row_height(places, widths, profile) / room for places in table.grid())


def tall_rows(table: Table, profile: LayoutProfile, orientation: Orientation) -> frozenset[int]:
    """Indexes of rows that may not fit on one sheet below the header and must therefore be split."""
    shares = row_shares(table, profile, orientation)
    return frozenset(index for index, share in enumerate(shares) if share > TALL_SHARE)


def _row_height(places: tuple[Placed, ...], widths: tuple[float, ...], profile: LayoutProfile) -> float:
    own = (place for place in places if not place.continued)
    return max((_height(p.cell.text, _cell_width(p.cell, p.column, widths), profile) for p in own), default=0)


def _cell_width(cell: Cell, column: int, widths: tuple[float, ...]) -> float:
    return sum(widths[column : column + cell.colspan])


def _height(text: str, width: float, profile: LayoutProfile) -> float:
    inner = max(width - 2 * CELL_PADDING_X, 1)
    lines = sum(
        max(1, math.ceil(text_width(line, profile.table_size) * _RAGGED / inner)) for line in text.split("\n")
    )
    return lines * profile.table_size * LINE_HEIGHT * MM_PER_POINT + 2 * CELL_PADDING_Y


def has_wide_word(text: str, width: float, size: float) -> bool:
    """Whether a word is wider than `width` millimetres: ragged cells are hyphenated only then."""
    if len(text) * size * MM_PER_POINT <= width:
        return False
    longest = width / (size * MM_PER_POINT)  # letters no wider than an em
    return any(len(word) > longest and text_width(word, size) > width for word in text.split())


def breakable(text: str, width: float, size: float) -> str:
    """The text with invisible break places in words wider than `width` millimetres that cannot be hyphenated.

    An address of a page or a number of forty digits would otherwise run over the edge of its column.
    """
    if len(text) * size * MM_PER_POINT <= width:
        return text
    return re.sub(r"\S+", lambda found: _broken(found.group(), width, size), text)


def _broken(word: str, width: float, size: float) -> str:
    if text_width(word, size) <= width:
        return word
    if len(word) <= _LONGEST_HYPHENATED and _CYRILLIC_WORD.fullmatch(word):
        return word
    return ZERO_WIDTH_SPACE.join(word)
