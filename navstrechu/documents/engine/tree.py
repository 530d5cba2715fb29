"""Nodes of a document. Frozen, compared by value, always clean: made without forbidden characters."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from navstrechu.documents.engine.characters import clean
from navstrechu.documents.engine.profile import OFFICIAL_FORM, LayoutProfile, Orientation


def _cleaned(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    return value


class _Clean:
    """Cleans every text of a node, so that no renderer has to think of control characters."""

    __slots__ = ()

    def __post_init__(self) -> None:
        node: Any = type(self)
        for name in _field_names(node):
            value = getattr(self, name)
            if type(value) is str or type(value) is tuple:
                cleaned = _cleaned(value)
                if cleaned != value:
                    object.__setattr__(self, name, cleaned)


@cache
def _field_names(node: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(node))


class Align(StrEnum):
    """Where the lines of a cell stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Style(StrEnum):
    """How a paragraph stands on the sheet."""

    BODY = "body"  # first line indented, justified: the text of an official document
    PLAIN = "plain"  # no indent, ragged right
    CENTRE = "centre"
    RIGHT = "right"
    ANNEX = "annex"  # a block in the right half of the sheet: «Приложение к приказу …», an addressee
    TITLE = "title"  # centred, bold, with air around it
    SMALL = "small"  # notes under a table


class RowKind(StrEnum):
    """What a row of a table is for."""

    BODY = "body"
    GROUP = "group"  # heading of the rows below; stays with the first of them
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Run(_Clean):
    """A stretch of text in one face. "\\n" is a line break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


Inline = str | tuple[Run, ...]


def runs_of(inline: Inline) -> tuple[Run, ...]:
    """The runs of a text given either as a plain string or as runs; no run for an empty string."""
    if isinstance(inline, str):
        return (Run(inline),) if inline else ()
    return inline


def text_of(inline: Inline) -> str:
    """The words of a text without its faces."""
    return inline if isinstance(inline, str) else "".join(run.text for run in inline)


@dataclass(frozen=True, slots=True)
class Heading(_Clean):
    """A heading of level 1–3. Levels may not be skipped: readers by ear move about by them (ISO 14289-1)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph(_Clean):
    """A paragraph. `keep_with_next` forbids a page end between it and what follows."""

    content: Inline
    style: Style = Style.BODY
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Column(_Clean):
    """A column: heading, width relative to its neighbours', and how its cells are aligned."""

    heading: str
    weight: float = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell(_Clean):
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
class Table(_Clean):
    """A ruled table. Its header is repeated on every page and its rows are not split between pages.

    `name` is not printed: it names the sheet in XLSX and the table to those who listen to the page.
    Raises ValueError when the cells of a row do not fill the columns exactly.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""

    def __post_init__(self) -> None:
        _Clean.__post_init__(self)
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


@dataclass(frozen=True, slots=True)
class Facts(_Clean):
    """Label and value pairs, printed in two columns without rules."""

    pairs: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True, slots=True)
class Item(_Clean):
    """A clause and the clauses under it."""

    content: Inline
    items: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList(_Clean):
    """Numbered clauses «1.», «1.1.» as orders have them; `prefix` «2.» continues a clause numbered elsewhere.

    The numbers are text, so they read the same in every format and survive copying into another document.
    """

    items: tuple[Item, ...]
    start: int = 1
    prefix: str = ""

    def numbered(self) -> Iterator[tuple[str, int, Inline]]:
        """(number, depth from 0, text) of every clause in reading order."""
        yield from _numbered(self.items, self.start, self.prefix, 0)


def _numbered(
    items: tuple[Item, ...], start: int, prefix: str, depth: int
) -> Iterator[tuple[str, int, Inline]]:
    for position, item in enumerate(items, start=start):
        number = f"{prefix}{position}."
        yield number, depth, item.content
        yield from _numbered(item.items, 1, number, depth + 1)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, turned as told (None: as before)."""

    orientation: Orientation | None = None


@dataclass(frozen=True, slots=True)
class Signature(_Clean):
    """The post at the left, the name at the right of its last line; never parted by a page end."""

    post_lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Picture(_Clean):
    """A PNG or SVG picture, centred; `width` in millimetres, made smaller where the sheet demands it.

    The alternative text is what a person hears instead; it may not be empty.
    """

    data: bytes
    width: float
    alternative_text: str

    def __post_init__(self) -> None:
        _Clean.__post_init__(self)
        if not self.alternative_text.strip():
            raise ValueError("У рисунка нет текстовой замены.")
        if not self.is_png and not self.is_svg:
            raise ValueError("Рисунок должен быть в формате PNG или SVG.")

    @property
    def is_png(self) -> bool:
        return self.data.startswith(b"\x89PNG\r\n\x1a\n")

    @property
    def is_svg(self) -> bool:
        return b"<svg" in self.data[:1024]


Block = Heading | Paragraph | Table | Facts | ItemList | PageBreak | Signature | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand on sheets turned the same way."""

    orientation: Orientation
    blocks: tuple[Block, ...]

    def kept(self) -> Iterator[tuple[Block, bool]]:
        """Every block, and whether a signature follows, from which no page end may part it."""
        following = (*self.blocks[1:], None)
        for block, after in zip(self.blocks, following, strict=False):
            yield block, isinstance(after, Signature)


@dataclass(frozen=True, slots=True)
class Document(_Clean):
    """A whole document. `dated` is the day it speaks of (an as-of date, the date of an act), never the clock:
    equal trees give equal bytes. Raises ValueError without a title (ISO 14289-1 demands one) and when heading
    levels are skipped.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "ru-RU"
    orientation: Orientation = Orientation.PORTRAIT
    profile: LayoutProfile = OFFICIAL_FORM
    author: str = ""
    dated: date | None = None

    def __post_init__(self) -> None:
        _Clean.__post_init__(self)
        if not self.title.strip():
            raise ValueError("Документ без названия.")
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= min(level + 1, 3):
                    raise ValueError(f"Заголовок «{block.text}»: уровень {block.level} после уровня {level}.")
                level = block.level

    def sections(self) -> tuple[Section, ...]:
        """The document cut where the sheet is turned."""
        cut: list[tuple[Orientation, list[Block]]] = [(self.orientation, [])]
        for block in self.blocks:
            turn = block.orientation if isinstance(block, PageBreak) else None
            if turn and turn is not cut[-1][0]:
                cut.append((turn, []))
            else:
                cut[-1][1].append(block)
        filled = [(orientation, blocks) for orientation, blocks in cut if blocks] or cut[:1]
        return tuple(Section(orientation, tuple(blocks)) for orientation, blocks in filled)

    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
