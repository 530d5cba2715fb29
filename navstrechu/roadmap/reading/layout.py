"""The columns of a roadmap, recognised by the wording of the header, and how long a roadmap may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import plain, tidy
from navstrechu.tables.limits import Limits
from navstrechu.tables.rows import Row

LIMITS = Limits()
_LONGEST_HEADER_CELL = 120
_FEWEST_HEADER_SIGNS = 3
_MOST_COLUMNS = 40
_SHORT_STEM = 4  # letters: so few may meet by chance where two words do
_COLUMN_NUMBER_SIGN = re.compile(r"(?:№|n[o°]?\b|п/п|номер\b)", re.IGNORECASE)


class Column(StrEnum):
    """What a column of a roadmap may hold; the value names it as the reference prints it."""

    NUMBER = "№ п/п"
    TITLE = "Мероприятие"
    DUE = "Срок реализации"
    RESPONSIBLE = "Ответственный"
    CO_EXECUTORS = "Соисполнители"
    RESULTS = "Вид документа (результат)"


REQUIRED_COLUMNS = (Column.TITLE, Column.DUE, Column.RESPONSIBLE, Column.RESULTS)


@dataclass(frozen=True, slots=True)
class Header:
    """Which column stands where: position of the cell, and its place in the grid of its own table."""

    positions: dict[Column, int]
    starts: tuple[int, ...]
    table: int
    count: int
    unknown: tuple[str, ...]

    def align(self, row: Row) -> dict[Column, int]:
        """Index of the cell of ``row`` that stands in each column; absent where the row has none."""
        if len(row.cells) == 1:
            return {Column.NUMBER if Column.NUMBER in self.positions else Column.TITLE: 0}
        if len(row.cells) == self.count or not row.starts or row.table != self.table:
            return {column: at for column, at in self.positions.items() if at < len(row.cells)}
        places = {self._column_at(start): index for index, start in reversed(list(enumerate(row.starts)))}
        return {column: index for column, index in places.items() if column is not None}

    def _column_at(self, start: int) -> Column | None:
        position = max((at for at, begin in enumerate(self.starts) if begin <= start), default=0)
        return next((column for column, at in self.positions.items() if at == position), None)


def require_cell_length(text: str, row: int) -> None:
    """Raise InputRefused for a cell no roadmap can have; it bounds memory as well."""
    LIMITS.require_cell_length(text, row)


def too_many_rows() -> InputRefused:
    """The refusal of a table longer than any roadmap."""
    return InputRefused(f"В таблице больше {LIMITS.rows} строк: это не дорожная карта. Разделите файл.")


def too_much_text() -> InputRefused:
    """The refusal of a file that is mostly something else than a table."""
    return InputRefused("В файле слишком много текста вне таблицы. Оставьте в нём только дорожную карту.")


def header_of(row: Row) -> Header | None:
    """The header that the row is, if it names at least the four columns no roadmap can do without."""
    positions, unknown = _recognise(row.cells)
    if not all(column in positions for column in REQUIRED_COLUMNS):
        return None
    if Column.NUMBER not in positions and positions[Column.TITLE] > 0 and not tidy(row.cells[0]):
        positions[Column.NUMBER] = 0
    return Header(positions, row.starts, row.table, len(row.cells), unknown)


def missing_columns(row: Row) -> tuple[Column, ...]:
    """Columns that a row lacks which looks like the header of a roadmap all the same; else empty."""
    positions, _unknown = _recognise(row.cells)
    if len(positions) < _FEWEST_HEADER_SIGNS:
        return ()
    return tuple(column for column in REQUIRED_COLUMNS if column not in positions)


def is_column_numbering(cells: Sequence[str]) -> bool:
    """Whether the row only counts the columns: «1 | 2 | 3 | 4 | 5»."""
    texts = [tidy(cell) for cell in cells]
    return len(texts) >= _FEWEST_HEADER_SIGNS and texts == [str(at) for at in range(1, len(texts) + 1)]


def _recognise(cells: Sequence[str]) -> tuple[dict[Column, int], tuple[str, ...]]:
    positions: dict[Column, int] = {}
    unknown: list[str] = []
    if not _FEWEST_HEADER_SIGNS <= len(cells) <= _MOST_COLUMNS:
        return positions, ()
    for at, cell in enumerate(cells):
        text = tidy(cell) if len(cell) <= _LONGEST_HEADER_CELL else ""
        column = _column_named(plain(text))
        if column is not None and column not in positions:
            positions[column] = at
        elif text:
            unknown.append(text)
    return positions, tuple(unknown)


def _column_named(words: str) -> Column | None:
    if _COLUMN_NUMBER_SIGN.match(words):
        return Column.NUMBER
    # A column narrower than its heading cuts the words: «Мероприят ие».
    squeezed = words.replace(" ", "")
    if "соисполнител" in squeezed and "ответственн" not in squeezed:
        return Column.CO_EXECUTORS
    signs = (
        (Column.RESPONSIBLE, ("ответственн", "исполнител")),
        (Column.DUE, ("срок", "дата")),
        (Column.RESULTS, ("результат", "документ")),
        (Column.TITLE, ("мероприяти", "наименование", "содержание")),
    )
    return next(
        (
            column
            for column, stems in signs
            if any(stem in (squeezed if len(stem) > _SHORT_STEM else words) for stem in stems)
        ),
        None,
    )
