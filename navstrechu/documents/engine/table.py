"""Ruled tables: columns, rows of cells that may be merged, and the grid they fill."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from navstrechu.documents.engine.characters import clean
from navstrechu.documents.engine.text import Align, Clean, Inline, text_of


class RowKind(StrEnum):
    """What a row of a table is for."""

    BODY = "body"
    GROUP = "group"  # heading of the rows below; stays with the first of them
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column(Clean):
    """A column: heading, width relative to its neighbours', and how its cells are aligned."""

    heading: str
    weight: float = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell(Clean):
    """A cell holds paragraphs. Without an own `align` it follows its column."""

    paragraphs: tuple[Inline, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    bold: bool = False
    align: Align | None = None

    @classmethod
    def of(cls, text: str, **options: Any) -> "Cell":
        """A cell of plain text; each line of the text is a paragraph of its own."""
        return cls(tuple(clean(text).split("\n")) if text else (), **options)

    @property
    def text(self) -> str:
        """The words of the cell, one line a paragraph."""
        return "\n".join(text_of(paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; places covered by a cell from a row above are left out, as in HTML."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY

    @classmethod
    def of(cls, *cells: "Cell | str", kind: RowKind = RowKind.BODY) -> "Row":
        """A row in which a plain string stands for a cell of that text."""
        return cls(tuple(Cell.of(cell) if isinstance(cell, str) else cell for cell in cells), kind)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place of the grid: which column, whose cell, and whether the cell began in a row above."""

    column: int
    cell: Cell
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Table(Clean):
    """A ruled table. Its header is repeated on every page and its rows are not split between pages.

    `name` is not printed: it names the sheet in XLSX and the table to those who listen to the page.
    Raises ValueError when the cells of a row do not fill the columns exactly.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""

    def __post_init__(self) -> None:
        Clean.__post_init__(self)
        if not self.columns:
            raise ValueError("Таблица без столбцов.")
        for _ in self.grid():
            pass

    def grid(self) -> Iterator[tuple[Placed, ...]]:
        """Every row as the places it fills, continued cells included; raises ValueError on a ragged row."""
        open_cells: dict[int, tuple[Cell, int]] = {}
        for number, row in enumerate(self.rows, start=1):
            places = self._places(row, number, open_cells)
            open_cells = {
                column: (cell, left - 1) for column, (cell, left) in open_cells.items() if left > 1
            } | {
                p.column: (p.cell, p.cell.rowspan - 1)
                for p in places
                if not p.continued and p.cell.rowspan > 1
            }
            yield places
        if open_cells:
            raise ValueError("Объединение строк выходит за конец таблицы.")

    def _places(self, row: Row, number: int, open_cells: dict[int, tuple[Cell, int]]) -> tuple[Placed, ...]:
        if not open_cells and len(row.cells) == len(self.columns) and all(map(_is_plain, row.cells)):
            return tuple(map(Placed, range(len(row.cells)), row.cells))
        places: list[Placed] = []
        cells = iter(row.cells)
        column = 0
        while column < len(self.columns):
            above = open_cells.get(column)
            cell = above[0] if above else next(cells, None)
            if cell is None or cell.colspan < 1 or cell.rowspan < 1:
                raise ValueError(f"Строка {number}: ячеек не хватает на {len(self.columns)} столбцов.")
            places.append(Placed(column, cell, continued=above is not None))
            if not above and any(column < taken < column + cell.colspan for taken in open_cells):
                raise ValueError(f"Строка {number}: ячейки перекрываются.")
            column += cell.colspan
        if column > len(self.columns) or next(cells, None) is not None:
            raise ValueError(f"Строка {number}: ячеек больше, чем {len(self.columns)} столбцов.")
        return tuple(places)


def _is_plain(cell: Cell) -> bool:
    return cell.colspan == cell.rowspan == 1
