"""Workbook form of a document: every table a sheet with filter and frozen header, words above and below.

Every cell is text, so nothing a user typed can become a formula or a link.
"""

import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine.measure import MM_PER_POINT, column_widths, text_width
from navstrechu.documents.engine.pictures import as_png, fitted_width, size_in_pixels, without_density
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    ItemList,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    RowKind,
    Signature,
    Spread,
    Style,
    Table,
    text_of,
)

MOST_CHARACTERS = 32_767  # in a cell, by the format
MOST_ROWS = 1_048_576
_LONGEST_SHEET_NAME = 31
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_FONT_SIZE = 11
_MM_PER_CHARACTER = 1.95  # a column's width is counted in digits of the font
_ROW_HEIGHT = 14.5  # points for a line
_CELL_PADDING = 2.0  # mm
_USUAL_WIDTH = 0.88  # of the estimate, which is made never to fall short
_HIGHEST_ROW = 409.0
_A4 = 9
_PLAIN_COLUMNS = 6  # of a sheet without a table
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DOCUMENT_WITHOUT_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of words beside a table."""

    text: str
    face: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    above: tuple[_Line, ...]
    table: Table | None
    below: tuple[_Line, ...] = ()


def render(document: Document, fonts: Path) -> bytes:
    """The document as XLSX. Raises InputRefused when a cell or a table is larger than the format can hold."""
    _refuse_too_large(document)
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_calc_mode("auto")
    moment = datetime.combine(document.dated, time(), UTC) if document.dated else _DOCUMENT_WITHOUT_DATE
    # The format demands a time of making; without the document's own date it is fixed, never the clock's.
    book.set_properties(
        {"title": document.title, "author": document.author, "created": moment.replace(tzinfo=None)}
    )
    writer = _Writer(document, book, fonts)
    for sheet in _sheets(document):
        writer.write(sheet)
    book.close()
    return buffer.getvalue()


def _refuse_too_large(document: Document) -> None:
    for table in document.tables():
        if len(table.rows) > MOST_ROWS - 1000:
            raise InputRefused("В XLSX помещается не больше миллиона строк. Сузьте отбор.")
        for number, row in enumerate(table.rows, start=1):
            if any(len(cell.text) > MOST_CHARACTERS for cell in row.cells):
                raise InputRefused(
                    f"Строка {number}: текст ячейки длиннее {MOST_CHARACTERS} знаков, "
                    "XLSX такого не вмещает. Скачайте документ в DOCX или PDF."
                )


def _sheets(document: Document) -> Iterator[_Sheet]:
    """One sheet a table; words before a table stand above it, words after the last one below it."""
    parts: list[tuple[tuple[_Line, ...], Table]] = []
    lines: list[_Line] = []
    for block in document.blocks:
        if isinstance(block, Table):
            parts.append((tuple(lines), block))
            lines = []
        else:
            lines.extend(_lines(block))
    if not parts:
        yield _Sheet("Документ", tuple(lines), None)
    taken: set[str] = set()
    for index, (above, table) in enumerate(parts):
        below = tuple(lines) if index == len(parts) - 1 else ()
        yield _Sheet(_sheet_name(table.name or "Таблица", taken), above, table, below)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name the format accepts: at most 31 characters, none of []:*?/\\, no apostrophe at the ends."""
    plain = " ".join(_FORBIDDEN_IN_SHEET_NAME.sub(" ", wanted).split()).strip("'") or "Таблица"
    name, number = plain[:_LONGEST_SHEET_NAME].strip("' "), 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_SHEET_NAME - len(str(number)) - 1].strip()} {number}"
    taken.add(name.casefold())
    return name


def _lines(block: Block) -> Iterator[_Line]:
    match block:
        case Heading():
            yield _Line(block.text, "heading")
        case Paragraph():
            yield _Line(text_of(block.content), "title" if block.style is Style.TITLE else "text")
        case Facts():
            for label, value in block.pairs:
                yield _Line(f"{label}: {text_of(value)}" if label else text_of(value), "text")
        case ItemList():
            for number, _depth, content in block.numbered():
                yield _Line(f"{number} {text_of(content)}", "text")
        case Numbered():
            yield _Line(f"{block.number} {text_of(block.content)}", "text")
        case Spread():
            yield _Line("   ".join(filter(None, block.parts)), "text")
        case Signature():
            for line in block.post_lines:
                yield _Line(line, "text")
            yield _Line(block.name, "text")
        case Picture():
            yield _Line(block.alternative_text, "text", block)
        case PageBreak() | Table():
            return


class _Writer:
    """Writes sheets with formats shared by the whole book."""

    def __init__(self, document: Document, book: xlsxwriter.Workbook, fonts: Path) -> None:
        self._document, self._book, self._fonts = document, book, fonts
        self._page = document.profile.page(Orientation.LANDSCAPE)
        self._formats: dict[tuple[str, Align, bool], Format] = {}

    def write(self, sheet: _Sheet) -> None:
        target = self._book.add_worksheet(sheet.name)
        self._set_paper(target)
        widths = self._set_columns(target, sheet.table)
        row = 0
        for line in sheet.above:
            row = self._write_line(target, row, widths, line)
        if sheet.table:
            row = self._write_table(target, row, sheet.table, widths)
        for line in sheet.below:
            row = self._write_line(target, row, widths, line)
        # Numbers kept as text are meant so: no green corner in every cell of «№ п/п».
        target.ignore_errors({"number_stored_as_text": f"A1:XFD{row + 1}"})

    def _set_paper(self, target: Worksheet) -> None:
        target.set_paper(_A4)
        target.set_landscape()
        target.fit_to_pages(1, 0)
        target.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        target.set_footer("&C&P")

    def _set_columns(self, target: Worksheet, table: Table | None) -> tuple[float, ...]:
        """Sets the columns as wide as on paper; returns their widths in millimetres."""
        across = self._page.text_width
        plain = (across / _PLAIN_COLUMNS,) * _PLAIN_COLUMNS
        widths = tuple(max(width, 12) for width in (column_widths(table.columns, across) if table else plain))
        for index, width in enumerate(widths):
            target.set_column(index, index, width / _MM_PER_CHARACTER)
        return widths

    def _write_line(self, target: Worksheet, row: int, widths: tuple[float, ...], line: _Line) -> int:
        """A line across the columns; returns the next free row."""
        if line.picture:
            return self._write_picture(target, row, line.picture)
        _put(target, row, 0, row, len(widths) - 1, line.text, self._format(line.face))
        target.set_row(row, _row_height(_lines_needed(line.text, sum(widths))))
        return row + 1

    def _write_picture(self, target: Worksheet, row: int, picture: Picture) -> int:
        # The writer would take the density into account, though the width is already ours.
        data = without_density(as_png(picture, self._fonts))
        width_points = fitted_width(picture, self._fonts, self._page) / MM_PER_POINT
        pixels_across, pixels_down = size_in_pixels(data)
        scale = width_points * 96 / 72 / pixels_across
        options = {
            "image_data": io.BytesIO(data),
            "description": picture.alternative_text,
            "x_scale": scale,
            "y_scale": scale,
        }
        target.insert_image(row, 0, f"picture-{row}.png", options)
        return row + math.ceil(pixels_down * scale * 72 / 96 / _ROW_HEIGHT) + 1

    def _write_table(self, target: Worksheet, top: int, table: Table, widths: tuple[float, ...]) -> int:
        """Header and rows; returns the next free row."""
        header = self._format("column", Align.CENTRE)
        for index, column in enumerate(table.columns):
            target.write_string(top, index, column.heading, header)
        headings = (column.heading for column in table.columns)
        target.set_row(top, _row_height(max(map(_lines_needed, headings, widths))))
        for offset, (row, places) in enumerate(zip(table.rows, table.grid(), strict=True), start=1):
            # Office programs do not agree on growing rows by themselves, and none does it for merged cells.
            lines = 1
            for place in (place for place in places if not place.continued):
                cell = place.cell
                face = self._format(
                    row.kind.value, cell.align or table.columns[place.column].align, bold=cell.bold
                )
                self._write_cell(target, top + offset, place.column, cell, face)
                width = sum(widths[place.column : place.column + cell.colspan])
                lines = max(lines, math.ceil(_lines_needed(cell.text, width) / cell.rowspan))
            target.set_row(top + offset, _row_height(lines))
        last = top + len(table.rows)
        target.freeze_panes(top + 1, 0)
        target.autofilter(top, 0, last, len(table.columns) - 1)
        target.repeat_rows(top)
        return last + 2

    def _write_cell(self, target: Worksheet, row: int, column: int, cell: Cell, face: Format) -> None:
        _put(target, row, column, row + cell.rowspan - 1, column + cell.colspan - 1, cell.text, face)
        # Under a merged cell each row keeps the text, unseen: filters then find all rows it stands for.
        for below in range(row + 1, row + cell.rowspan):
            target.write_string(below, column, cell.text, face)

    def _format(self, face: str, align: Align = Align.LEFT, *, bold: bool = False) -> Format:
        key = (face, align, bold)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(_properties(face, align, bold=bold))
        return self._formats[key]


def _lines_needed(text: str, width: float) -> int:
    """Lines that the text takes in a cell of that many millimetres."""
    inner = max(width - _CELL_PADDING, 1)
    return sum(
        max(1, math.ceil(text_width(line, _FONT_SIZE) * _USUAL_WIDTH / inner)) for line in text.split("\n")
    )


def _row_height(lines: int) -> float:
    return min(_ROW_HEIGHT * lines + 3, _HIGHEST_ROW)


def _put(target: Worksheet, top: int, left: int, bottom: int, right: int, text: str, face: Format) -> None:
    """Text into a cell or a merged range, never read as a formula, number or link."""
    if (top, left) != (bottom, right):
        target.merge_range(top, left, bottom, right, "", face)
    if text:
        target.write_string(top, left, text, face)
    else:
        target.write_blank(top, left, None, face)


def _properties(face: str, align: Align, *, bold: bool) -> dict[str, Any]:
    horizontal = "center" if align is Align.CENTRE else align.value
    made: dict[str, Any] = {
        "font_name": "Times New Roman",
        "font_size": _FONT_SIZE,
        "text_wrap": True,
        "valign": "top",
        "align": horizontal,
        "num_format": "@",
    }
    if face in {*RowKind, "column"}:
        made |= {"border": 1, "border_color": "#8A8A8A"}
    if face == "column":
        made |= {"valign": "vcenter", "bg_color": "#E8EDF2"}
    if face == RowKind.GROUP:
        made |= {"bg_color": "#F4F6F8"}
    if face == "title":
        made |= {"font_size": 13}
    return made | {"bold": bold or face not in {"text", RowKind.BODY}}
