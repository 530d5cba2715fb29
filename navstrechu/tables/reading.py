"""Bytes → tables of cells, whatever the format: what a reader of any register begins with."""

from collections.abc import Iterable
from dataclasses import dataclass

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import tidy
from navstrechu.tables.decoding import decode
from navstrechu.tables.delimited import read_delimited
from navstrechu.tables.docx import read_docx
from navstrechu.tables.files import ZIP, require_no_foreign_format, require_no_markup
from navstrechu.tables.limits import Limits
from navstrechu.tables.package import Package
from navstrechu.tables.rows import Line, Row
from navstrechu.tables.sheet_grid import Grid, Merge
from navstrechu.tables.sheet_marks import SheetMarks

_PICTURES = ("word/media/", "xl/media/")
_MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a sheet: cells by row and column of its grid, and the lines of text that stand above it.

    ``sheet`` is the name of the sheet, empty elsewhere; ``marks`` tell what is hidden or calculated on it.
    """

    grid: Grid
    above: tuple[str, ...] = ()
    sheet: str = ""
    marks: SheetMarks | None = None


@dataclass(frozen=True, slots=True)
class FileTables:
    """Tables in the order of the file; ``nested`` are those inside cells of others.

    ``below`` are the lines after the last table, ``hidden`` and ``empty`` the names of sheets left out.
    """

    tables: tuple[Table, ...]
    nested: tuple[Table, ...] = ()
    below: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    has_pictures: bool = False


def read_tables(data: bytes, limits: Limits, *, accepted: str) -> FileTables:
    """All tables of a DOCX, an XLSX or a text, told apart by content.

    ``accepted`` is the sentence that a refusal of another format ends with. Raises InputRefused for anything
    foreign, damaged, hostile or larger than ``limits``.
    """
    if data.startswith(ZIP):
        return _office(data, limits)
    require_no_foreign_format(data, accepted)
    text = decode(data)
    require_no_markup(text, accepted)
    return FileTables((Table(Grid(read_delimited(text, limits), ())),))


def _office(data: bytes, limits: Limits) -> FileTables:
    package = Package(data)
    has_pictures = any(name.startswith(_PICTURES) for name in package.names)
    if not package.is_workbook:
        return _word(package, limits, has_pictures=has_pictures)
    # Imported here: a library of its own that no other format needs.
    from navstrechu.tables.workbook import read_workbook  # noqa: PLC0415

    book = read_workbook(package, data, limits)
    for sheet in book.sheets:
        if len(sheet.grid.rows) > limits.rows:
            raise limits.too_many_rows()
    tables = tuple(Table(sheet.grid, (), sheet.name, sheet.marks) for sheet in book.sheets)
    return FileTables(tables, hidden=book.hidden, empty=book.empty, has_pictures=has_pictures)


def _word(package: Package, limits: Limits, *, has_pictures: bool) -> FileTables:
    content = read_docx(package, limits)
    nested, _below = _tables(content.nested)
    if content.too_long is not None and not nested:
        raise content.too_long
    tables, below = _tables(content.items)
    return FileTables(tables, nested, below, has_pictures=has_pictures)


def _tables(items: Iterable[Line | Row]) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Rows gathered by their table, each table with the lines since the one before."""
    rows: dict[int, list[Row]] = {}
    above: dict[int, tuple[str, ...]] = {}
    lines: list[str] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(tidy(item.text))
            continue
        if item.table not in rows:
            above[item.table], lines = tuple(lines), []
        rows.setdefault(item.table, []).append(item)
    return tuple(Table(_grid(of), above[identity]) for identity, of in rows.items()), tuple(lines)


def _grid(rows: list[Row]) -> Grid:
    """A table of a word processor on its grid; list numbers stand in front of their paragraphs."""
    width = max((row.starts[-1] + row.spans[-1] for row in rows if row.starts), default=0)
    if width > _MOST_COLUMNS:
        raise InputRefused(f"В таблице больше {_MOST_COLUMNS} столбцов. Оставьте в файле только таблицу.")
    values = [[""] * width for _row in rows]
    merges: list[Merge] = []
    open_below: dict[int, tuple[int, int]] = {}  # column → where the cell that may go on downwards began
    for at, row in enumerate(rows):
        for cell, start in enumerate(row.starts):
            right = start + row.spans[cell] - 1
            if not row.covered[cell]:
                values[at][start] = (row.listed or row.cells)[cell]
                open_below[start] = (at, right)
                if right > start:
                    merges.append(Merge(at, start, at, right))
            elif start in open_below:
                top, _right = open_below[start]
                merges.append(Merge(top, start, at, right))
    return Grid(values, _longest(merges))


def _longest(merges: Iterable[Merge]) -> list[Merge]:
    """Of the ranges that begin in one cell the one that goes down furthest."""
    found: dict[tuple[int, int], Merge] = {}
    for merge in merges:
        known = found.get((merge.top, merge.left))
        if known is None or merge.bottom > known.bottom:
            found[merge.top, merge.left] = merge
    return list(found.values())
