"""From framed tables of pages to rows: a row that a page's end cuts is put together before its words are.

So a word cut between two pages is mended like one cut between two lines.
"""

from collections.abc import Iterator
from dataclasses import replace

from navstrechu.roadmap.reading.layout import header_of, is_column_numbering
from navstrechu.roadmap.reading.pdf_ruled import Columns, RuledCell, RuledTable
from navstrechu.roadmap.reading.pdf_text import Vocabulary
from navstrechu.tables.rows import Line, Row

_SAME_WIDTH = 6.0  # points

Cells = tuple[RuledCell, ...]


class RuledWalk:
    """Goes through the tables in the order of reading; the last row of a page waits for the next page."""

    def __init__(self, columns: Columns, vocabulary: Vocabulary) -> None:
        self._columns, self._vocabulary = columns, vocabulary
        self._table: RuledTable | None = None
        self._pending: Cells | None = None
        self._identity = self._row = 0
        self._header: tuple[str, ...] = ()
        # Words between the tables; they come behind the row that goes on below them.
        self.beside: list[Line] = []
        # First words of merged cells of which only a part was known when their first rows were read.
        self.cut_merges: list[str] = []

    @property
    def is_before_table(self) -> bool:
        """Whether no table has been met yet."""
        return self._table is None

    def take(self, table: RuledTable) -> Iterator[Line | Row]:
        """Rows of a table, but its last one."""
        goes_on = self._goes_on(table)
        self._identity += not goes_on
        rows = [cells for cells in table.rows if not (goes_on and self._is_repeated(cells))]
        if goes_on and rows and self._pending:
            is_rest = self._is_rest(rows[0], self._pending)
            rows = self._carried(rows, self._pending)
            if is_rest:
                rest = rows.pop(0)
                self.cut_merges += _cut_merges(self._pending, rest)
                self._pending = _together(self._pending, rest)
        self._table = table
        for cells in rows:
            yield from self.rest()
            self._pending = cells

    def rest(self) -> Iterator[Line | Row]:
        """The row that waited, and the words that stand outside of tables behind it."""
        if self._pending is not None:
            self._row += 1
            row = self._as_row(self._pending)
            if header_of(row) is not None:
                self._header = row.cells
            yield row
            self._pending = None
        yield from self.beside
        self.beside = []

    def _goes_on(self, table: RuledTable) -> bool:
        """Whether a table has the frame of the one before, so that it is its next page."""
        last = self._table
        return (
            last is not None
            and self._columns.place(last.box.x0) == self._columns.place(table.box.x0)
            and abs(last.box.x1 - table.box.x1) < _SAME_WIDTH
        )

    def _is_repeated(self, cells: Cells) -> bool:
        texts = tuple(cell.text(self._vocabulary) for cell in cells)
        return texts == self._header or is_column_numbering(texts)

    def _is_rest(self, cells: Cells, above: Cells) -> bool:
        """A row of the same cells without a number goes on with the row above the page's end."""
        places = [self._columns.place(cell.box.x0) for cell in cells]
        return (
            len(cells) > 1
            and places == [self._columns.place(cell.box.x0) for cell in above]
            and not cells[0].lines
            and bool(above[0].lines)
        )

    def _carried(self, rows: list[Cells], above: Cells) -> list[Cells]:
        """Cells merged over rows of two pages: the part on the second page is empty and means the first."""
        before = {self._columns.place(cell.box.x0): cell for cell in above if cell.lines}
        carried = {
            cell.box: found.lines
            for cell in rows[0]
            if not cell.lines
            and (found := before.get(self._columns.place(cell.box.x0))) is not None
            and (found.is_merged or cell.is_merged)
        }
        return [
            tuple(
                replace(cell, lines=carried[cell.box], is_continued=True) if cell.box in carried else cell
                for cell in cells
            )
            for cells in rows
        ]

    def _as_row(self, cells: Cells) -> Row:
        texts = [cell.text(self._vocabulary) for cell in cells]
        inherited = [text if cell.is_continued else "" for cell, text in zip(cells, texts, strict=True)]
        return Row(
            cells=tuple("" if cell.is_continued else text for cell, text in zip(cells, texts, strict=True)),
            row=self._row,
            table=self._identity,
            starts=tuple(self._columns.place(cell.box.x0) for cell in cells),
            inherited=tuple(inherited) if any(inherited) else (),
        )


def _together(cells: Cells, rest: Cells) -> Cells:
    """A row and what the next page holds of it; a cell that only passes through adds nothing."""
    return tuple(
        cell if below.is_continued else replace(cell, lines=cell.lines + below.lines)
        for cell, below in zip(cells, rest, strict=True)
    )


def _cut_merges(cells: Cells, rest: Cells) -> list[str]:
    return [
        cell.lines[0].text
        for cell, below in zip(cells, rest, strict=True)
        if cell.lines and below.lines and not below.is_continued and (cell.is_merged or below.is_merged)
    ]
