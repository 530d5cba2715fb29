"""Tables of a PDF whose cells are framed by lines."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from navstrechu.core.text.plain import tidy
from navstrechu.roadmap.reading.layout import header_of
from navstrechu.roadmap.reading.pdf_text import Sign, TextLine, Vocabulary, joined, lines_of
from navstrechu.tables.rows import Row

_FEWEST_COLUMNS = 3
_SAME_EDGE = 4.0  # points: lines of one column on different pages are drawn with this much care
_MOST_PADDING = 12.0
_LINES_OF_A_NUMBER = 3


class Box(NamedTuple):
    """Place of a cell or a table on its page, in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A framed cell with its lines; ``is_merged``: it spans rows, ``is_continued``: it began in one above."""

    box: Box
    lines: tuple[TextLine, ...]
    is_merged: bool = False
    is_continued: bool = False

    def text(self, vocabulary: Vocabulary) -> str:
        """Text of the cell; what stands left of the words is taken for the padding on both sides."""
        if not self.lines:
            return ""
        padding = min(line.x0 for line in self.lines) - self.box.x0
        return joined(self.lines, self.box.x1 - min(max(padding, 0), _MOST_PADDING), vocabulary)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of one page: its rows, each from left to right."""

    box: Box
    rows: tuple[tuple[RuledCell, ...], ...]


def ruled_table(cells: Iterable[Box], signs: Sequence[Sign]) -> RuledTable | None:
    """The table that frames make, None when they are no table (a frame around the page, a stamp)."""
    boxes = sorted(cells, key=lambda box: (box.top, box.x0))
    if len({round(box.x0) for box in boxes}) < _FEWEST_COLUMNS:
        return None
    inside = _lines_inside(boxes, signs)
    tops = sorted({box.top for box in boxes})
    merged = {box for box in boxes if any(box.top < top < box.bottom - 1 for top in tops)}
    rows = []
    for top in tops:
        passing = [
            RuledCell(box, inside[box], is_merged=box in merged, is_continued=box.top < top)
            for box in boxes
            if box.top <= top < box.bottom - 1
        ]
        rows.append(tuple(sorted(passing, key=lambda cell: cell.box.x0)))
    box = Box(
        min(box.x0 for box in boxes), tops[0], max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    )
    return RuledTable(box, tuple(rows))


def _lines_inside(boxes: Sequence[Box], signs: Sequence[Sign]) -> dict[Box, tuple[TextLine, ...]]:
    """Signs belong to the cell in which their middle stands; boxes are sorted from top to bottom."""
    found: dict[Box, list[Sign]] = {box: [] for box in boxes}
    tops = [box.top for box in boxes]
    for sign in signs:
        x, y = sign.middle
        for box in reversed(boxes[: bisect_right(tops, y)]):
            if box.holds(x, y):
                found[box].append(sign)
                break
    return {box: tuple(lines_of(inner)) for box, inner in found.items()}


class Columns:
    """Edges of columns over all pages: a cell has the same place in the grid wherever it is printed."""

    def __init__(self, tables: Iterable[RuledTable]) -> None:
        edges = sorted({cell.box.x0 for table in tables for row in table.rows for cell in row})
        self._edges: list[float] = []
        for edge in edges:
            if not self._edges or edge - self._edges[-1] > _SAME_EDGE:
                self._edges.append(edge)

    def place(self, x: float) -> int:
        """Number of the column that begins there."""
        return max(bisect_right(self._edges, x + 1) - 1, 0)


def is_trustworthy(tables: Sequence[RuledTable], rows: Sequence[Row]) -> bool:
    """Whether lines part the rows: a header stands alone, no cell of the first column holds two numbers."""
    if not any(header_of(row) is not None for row in rows):
        return False
    first_cells = (row[0] for table in tables for row in table.rows if row)
    return not any(_holds_several_numbers(cell) for cell in first_cells)


def _holds_several_numbers(cell: RuledCell) -> bool:
    """Numbers below each other; one that its column breaks takes two or three lines."""
    figures = [line for line in cell.lines if tidy(line.text).replace(".", "").isdecimal()]
    together = cell.text(Vocabulary()).split()
    return len(figures) > _LINES_OF_A_NUMBER or (len(figures) > 1 and len(together) > 1)
