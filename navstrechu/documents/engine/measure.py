"""Estimates of how much room text takes, without a font at hand.

Widths are those of the Times metrics, rounded up: a row wrongly thought too tall may be split between two
pages, a row wrongly thought to fit would lose its end in PDF.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine.profile import LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Cell, Column, Document, Table

MM_PER_POINT = 25.4 / 72
LINE_HEIGHT = 1.15  # of the font size, at single spacing
CELL_PADDING_X = 1.9  # mm at either side, as word processors have it
CELL_PADDING_Y = 0.7
NARROWEST_COLUMN = 8  # mm: a letter of 12 points between the paddings
_RAGGED = 1.25  # lines are not filled to the end
TALL_SHARE = 0.85  # of the sheet: estimates are not exact
_THIN = frozenset(" .,:;'`|!()[]-/\\\"ijlftrI\u00a0")
_WIDE = frozenset("жшщюмфыъwmЖШЩЮМФЫЪWM%@—…№")
_CYRILLIC_WORD = re.compile(r"[^\w\s]*[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*[^\w\s]*")
_LONGEST_HYPHENATED = 32
_LONGEST_REMEMBERED = 500  # characters of a cell
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


def column_widths(columns: Sequence[Column], text_width_mm: float) -> tuple[float, ...]:
    """Width of every column in millimetres; none is narrower than a letter where the sheet has room for all.

    What the narrowest columns get, the others give by their weights.
    """
    narrow: set[int] = set()
    while len(narrow) < len(columns):
        room = text_width_mm - NARROWEST_COLUMN * len(narrow)
        total = sum(column.weight for index, column in enumerate(columns) if index not in narrow)
        widths = tuple(
            NARROWEST_COLUMN if index in narrow else room * column.weight / total
            for index, column in enumerate(columns)
        )
        fallen = {index for index, width in enumerate(widths) if width < NARROWEST_COLUMN}
        if not fallen or NARROWEST_COLUMN * len(columns) > text_width_mm:
            return widths
        narrow |= fallen
    return (text_width_mm / len(columns),) * len(columns)


def refuse_wider_than_sheet(document: Document) -> None:
    """Raises InputRefused when a table has more columns than fit side by side on its sheet."""
    for section in document.sections():
        width = document.profile.page(section.orientation).text_width
        for block in section.blocks:
            if isinstance(block, Table) and NARROWEST_COLUMN * len(block.columns) > width:
                most = int(width / NARROWEST_COLUMN)
                raise InputRefused(
                    f"Таблица «{block.name or 'без названия'}» шире листа: столбцов {len(block.columns)}, "
                    f"а помещается не больше {most}. Уберите столбцы, поверните лист или скачайте документ "
                    "в XLSX."
                )


def cell_share(
    columns: Sequence[Column], profile: LayoutProfile, orientation: Orientation
) -> Callable[[Cell, int], float]:
    """How high a cell in a column (by its number) is, as a share of the sheet below the table's header."""
    page = profile.page(orientation)
    widths = column_widths(columns, page.text_width)
    headings = (column.heading for column in columns)
    header = max(_height(text, width, profile) for text, width in zip(headings, widths, strict=True))
    room = max(page.text_height - header, 1)
    return lambda cell, column: _height(cell.text, _cell_width(cell, column, widths), profile) / room


def row_shares(table: Table, profile: LayoutProfile, orientation: Orientation) -> tuple[float, ...]:
    """Height of every row as a share of the sheet below the table's header.

    What a cell over several rows needs beyond their own heights is added to the last of them, as word
    processors do.
    """
    share_of = cell_share(table.columns, profile, orientation)
    line = share_of(Cell(), 0)
    heights: list[float] = []
    ends: dict[int, list[tuple[int, float]]] = {}
    for index, places in enumerate(table.grid()):
        heights.append(line)
        for place in places:
            if place.continued:
                continue
            needed = share_of(place.cell, place.column)
            if place.cell.rowspan > 1:
                ends.setdefault(index + place.cell.rowspan - 1, []).append((index, needed))
            elif needed > heights[index]:
                heights[index] = needed
        for first, needed in ends.pop(index, ()):
            heights[index] += max(needed - sum(heights[first : index + 1]), 0)
    return tuple(heights)


def tall_rows(table: Table, shares: Sequence[float]) -> frozenset[int]:
    """Indexes of rows that may not fit on one sheet below the header and must therefore be split.

    Of a cell over several rows that is itself higher than a sheet, the first row is split too.
    """
    tall = {index for index, share in enumerate(shares) if share > TALL_SHARE}
    first_rows = {
        first for first, cell in _spans(table) if not tall.isdisjoint(range(first, first + cell.rowspan))
    }
    return frozenset(tall | first_rows)


def rows_kept_together(table: Table, shares: Sequence[float]) -> frozenset[int]:
    """Indexes of rows that no page end may part from the next one: those over which a cell goes, if it fits.

    A cell that went on over a page end would stand empty on the next sheet.
    """
    return frozenset(
        index
        for first, cell in _spans(table)
        if is_kept_whole(cell, shares, first)
        for index in range(first, first + cell.rowspan - 1)
    )


def is_kept_whole(cell: Cell, shares: Sequence[float], row: int) -> bool:
    """Whether all rows of a cell that begins in ``row`` surely fit on one sheet."""
    return sum(shares[row : row + cell.rowspan]) <= TALL_SHARE


def _spans(table: Table) -> Iterator[tuple[int, Cell]]:
    """Every cell over several rows with the row in which it begins."""
    for index, row in enumerate(table.rows):
        for cell in row.cells:
            if cell.rowspan > 1:
                yield index, cell


def _cell_width(cell: Cell, column: int, widths: tuple[float, ...]) -> float:
    return sum(widths[column : column + cell.colspan])


def _height(text: str, width: float, profile: LayoutProfile) -> float:
    count = _lines if len(text) <= _LONGEST_REMEMBERED else _lines.__wrapped__
    lines = count(text, max(width - 2 * CELL_PADDING_X, 1), profile.table_size)
    return lines * profile.table_size * LINE_HEIGHT * MM_PER_POINT + 2 * CELL_PADDING_Y


@lru_cache(maxsize=16_384)
def _lines(text: str, inner: float, size: float) -> int:
    """Lines of a text in a column; registers repeat the same cells thousands of times."""
    return sum(max(1, math.ceil(text_width(line, size) * _RAGGED / inner)) for line in text.split("\n"))


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
