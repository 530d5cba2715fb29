"""Cells of a sheet with the ranges merged on it; ranges that overlap or run beyond the sheet do no harm."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plain import tidy

_MOST_MERGES = 20_000
_MOST_MERGED_CELLS = 1_000_000
_TOO_MANY_MERGES = "В таблице слишком много объединённых ячеек. Разъедините их и загрузите снова."


class Merge(NamedTuple):
    """A merged range, counted from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """Values by row and column, counted from 0, and where each merged cell begins."""

    def __init__(self, rows: Sequence[Sequence[Any]], merges: Sequence[Merge]) -> None:
        self.rows = rows
        self.width = max((len(row) for row in rows), default=0)
        self._owner: dict[tuple[int, int], Merge] = {}
        if len(merges) > _MOST_MERGES:
            raise InputRefused(_TOO_MANY_MERGES)
        for merge in merges:
            self._take(merge)

    def _take(self, merge: Merge) -> None:
        for row in range(merge.top, min(merge.bottom, len(self.rows) - 1) + 1):
            for column in range(merge.left, min(merge.right, self.width - 1) + 1):
                self._owner.setdefault((row, column), merge)
        if len(self._owner) > _MOST_MERGED_CELLS:
            raise InputRefused(_TOO_MANY_MERGES)

    def own_text(self, row: int, column: int) -> str:
        """Text of a cell; the covered part of a merged one has none."""
        merge = self._owner.get((row, column))
        if merge is not None and (merge.top, merge.left) != (row, column):
            return ""
        return self._text(row, column)

    def text_from_above(self, row: int, column: int) -> str:
        """Text of a cell that was merged downwards into this row, empty where none was."""
        merge = self._owner.get((row, column))
        return self._text(merge.top, merge.left) if merge is not None and merge.top < row else ""

    def spread_text(self, row: int, column: int) -> str:
        """Text that a reader sees at the place, whichever cell it was typed into."""
        merge = self._owner.get((row, column))
        return self._text(merge.top, merge.left) if merge is not None else self._text(row, column)

    def row_text(self, row: int) -> str:
        """Everything that begins in the row, as one line."""
        return tidy(" ".join(self.own_texts(row)))

    def own_texts(self, row: int) -> list[str]:
        """Texts of all cells of a row by column."""
        return [self.own_text(row, column) for column in range(self.width)]

    def is_one_merged_cell(self, row: int) -> bool:
        """Whether all that the row holds is one cell merged over several columns."""
        filled = [column for column, text in enumerate(self.own_texts(row)) if text]
        return len(filled) == 1 and self.span_at(row, filled[0]) > 1

    def span_at(self, row: int, column: int) -> int:
        """Over how many columns the cell at the place goes."""
        merge = self._owner.get((row, column))
        return merge.right - merge.left + 1 if merge is not None else 1

    def bottom_of_merges(self, row: int) -> int:
        """The last row into which a cell of this row is merged."""
        merges = (self._owner.get((row, column)) for column in range(self.width))
        return max((merge.bottom for merge in merges if merge is not None and merge.top == row), default=row)

    def starts_between(self, first: int, last: int) -> tuple[int, ...]:
        """Columns in which a cell of these rows begins: a header merged over two columns is one cell."""
        starts = {0}
        for row in range(first, last + 1):
            for column in range(self.width):
                merge = self._owner.get((row, column))
                covering = merge is not None and merge.right > merge.left
                if not covering or (merge is not None and merge.left == column):
                    starts.add(column)
        return tuple(sorted(starts))

    def _text(self, row: int, column: int) -> str:
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return text_of(self.rows[row][column]).strip()


def text_of(value: Any) -> str:
    """A value as it is read on the sheet: dates in figures, whole numbers without a point."""
    if isinstance(value, datetime):
        return date_in_figures(value.date())
    if isinstance(value, date):
        return date_in_figures(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "")
