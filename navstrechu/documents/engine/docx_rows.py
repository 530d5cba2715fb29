"""Ruled tables of a DOCX file, written as text row by row: nothing of ten thousand rows is kept in memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from navstrechu.documents.engine.docx_styles import (
    CELL_STYLE,
    COLUMN_HEADING_STYLE,
    NARROW_CELL_STYLE,
    RULED_TABLE,
    twips,
)
from navstrechu.documents.engine.measure import (
    CELL_PADDING_X,
    column_widths,
    has_wide_word,
    row_shares,
    rows_kept_together,
    tall_rows,
)
from navstrechu.documents.engine.profile import LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Align, Inline, Placed, Row, RowKind, Run, Table, runs_of

_JUSTIFICATION = {
    Align.CENTRE: '<w:jc w:val="center"/>',
    Align.RIGHT: '<w:jc w:val="right"/>',
    Align.LEFT: "",
}
_BREAKS = re.compile("([\n\t])")
_BREAK_TAGS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_ROWS_A_PIECE = 100


def table_xml(table: Table, profile: LayoutProfile, orientation: Orientation) -> Iterator[bytes]:
    """The table in pieces of XML: header repeated on every page, no row split but those taller than one."""
    shares = row_shares(table, profile, orientation)
    writer = _Writer(
        table,
        column_widths(table.columns, profile.page(orientation).text_width),
        profile.table_size,
        tall_rows(table, shares),
        rows_kept_together(table, shares),
    )
    yield writer.head().encode()
    rows = writer.rows()
    while piece := "".join(islice(rows, _ROWS_A_PIECE)):
        yield piece.encode()
    yield b"</w:tbl>"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one table; widths in millimetres, size of its font in points."""

    table: Table
    widths: tuple[float, ...]
    size: float
    tall: frozenset[int]
    kept: frozenset[int]

    def head(self) -> str:
        """Properties, columns and the row of headings."""
        name = f"<w:tblCaption w:val={quoteattr(self.table.name)}/>" if self.table.name else ""
        grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in self.widths)
        headings = "".join(
            f"{_cell_start(width, align='center')}{_paragraph(column.heading, COLUMN_HEADING_STYLE)}</w:tc>"
            for column, width in zip(self.table.columns, self.widths, strict=True)
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{RULED_TABLE}"/>'
            f'<w:tblW w:w="{sum(map(twips, self.widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0020" w:firstRow="1"/>{name}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{headings}</w:tr>"
        )

    def rows(self) -> Iterator[str]:
        for index, (row, places) in enumerate(zip(self.table.rows, self.table.grid(), strict=True)):
            start = "<w:tr>" if index in self.tall else "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            keep = row.kind is RowKind.GROUP or index in self.kept
            cells = "".join(self._cell(row, place, keep=keep) for place in places)
            yield f"{start}{cells}</w:tr>"

    def _cell(self, row: Row, place: Placed, *, keep: bool) -> str:
        cell = place.cell
        width = sum(self.widths[place.column : place.column + cell.colspan])
        merge = "continue" if place.continued else "restart" if cell.rowspan > 1 else ""
        start = _cell_start(width, cell.colspan, merge)
        if place.continued:
            return f"{start}{_paragraph_start(CELL_STYLE, Align.LEFT, keep)}</w:p></w:tc>"
        is_narrow = has_wide_word(cell.text, width - 2 * CELL_PADDING_X, self.size)
        style = NARROW_CELL_STYLE if is_narrow else CELL_STYLE
        align = cell.align or self.table.columns[place.column].align
        bold = cell.bold or row.kind is not RowKind.BODY
        paragraphs = "".join(
            _paragraph(paragraph, style, align, keep=keep, bold=bold)
            for paragraph in cell.paragraphs or ("",)
        )
        return f"{start}{paragraphs}</w:tc>"


@lru_cache(maxsize=1024)
def _cell_start(width: float, colspan: int = 1, merge: str = "", align: str = "") -> str:
    span = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    across = f'<w:vAlign w:val="{align}"/>' if align else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merged}{across}</w:tcPr>'


@lru_cache(maxsize=64)
def _paragraph_start(style: str, align: Align, keep: bool) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{_JUSTIFICATION[align]}</w:pPr>'


def _paragraph(
    content: Inline, style: str, align: Align = Align.LEFT, *, keep: bool = False, bold: bool = False
) -> str:
    runs = "".join(_run(run, bold=bold or run.bold) for run in runs_of(content))
    return f"{_paragraph_start(style, align, keep)}{runs}</w:p>"


def _run(run: Run, *, bold: bool) -> str:
    """A run; line breaks and tabulation are elements of their own."""
    face = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * run.italic
    properties = f"<w:rPr>{face}</w:rPr>" if face else ""
    if "\n" not in run.text and "\t" not in run.text:
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
    parts = "".join(
        _BREAK_TAGS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _BREAKS.split(run.text)
        if part
    )
    return f"<w:r>{properties}{parts}</w:r>"
