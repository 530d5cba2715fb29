"""Tables of a DOCX file, built as XML: ten thousand rows in about a second, cell by cell in half a minute."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.oxml import OxmlElement
from lxml import etree

from navstrechu.documents.engine.docx_styles import (
    CELL_STYLE,
    COLUMN_HEADING_STYLE,
    NARROW_CELL_STYLE,
    PLAIN_TABLE,
    RULED_TABLE,
    W,
    twips,
)
from navstrechu.documents.engine.measure import CELL_PADDING_X, column_widths, has_wide_word, tall_rows
from navstrechu.documents.engine.profile import LayoutProfile, Orientation, Page
from navstrechu.documents.engine.tree import (
    Align,
    Facts,
    Inline,
    Placed,
    RowKind,
    Run,
    Signature,
    Table,
    runs_of,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_JUSTIFICATION = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_BREAKS = re.compile("([\n\t])")
_FACT_LABEL_SHARE = 0.36
_POST_SHARE = 0.6


def child(parent: etree._Element, tag: str, **attributes: object) -> etree._Element:
    """Append `w:tag` with `w:` attributes to the parent."""
    element = etree.SubElement(parent, W + tag)
    for name, value in attributes.items():
        element.set(W + name, str(value))
    return element


def append_runs(paragraph: etree._Element, runs: Iterable[Run], *, bold: bool = False) -> None:
    """Write runs into a `w:p`; line breaks and tabulation become elements of their own."""
    for run in runs:
        made = child(paragraph, "r")
        if run.bold or bold or run.italic:
            face = child(made, "rPr")
            for tag in ("b", "bCs") * (run.bold or bold) + ("i", "iCs") * run.italic:
                child(face, tag)
        for part in _BREAKS.split(run.text):
            if part == "\n":
                child(made, "br")
            elif part == "\t":
                child(made, "tab")
            elif part:
                text = child(made, "t")
                text.text = part
                text.set(_SPACE, "preserve")


def append_paragraph(
    parent: etree._Element,
    content: Inline,
    style: str,
    *,
    align: Align = Align.LEFT,
    keep_next: bool = False,
    bold: bool = False,
) -> etree._Element:
    """Append a `w:p` of the named style."""
    paragraph = child(parent, "p")
    properties = child(paragraph, "pPr")
    child(properties, "pStyle", val=style)
    if keep_next:
        child(properties, "keepNext")
    if align is not Align.LEFT:
        child(properties, "jc", val=_JUSTIFICATION[align])
    append_runs(paragraph, runs_of(content), bold=bold)
    return paragraph


def _frame(style: str, widths: Sequence[float], name: str = "", *, heading: bool = False) -> etree._Element:
    """A `w:tbl` of fixed layout with its columns, without rows."""
    table: etree._Element = OxmlElement("w:tbl")
    properties = child(table, "tblPr")
    child(properties, "tblStyle", val=style)
    child(properties, "tblW", w=sum(map(twips, widths)), type="dxa")
    child(properties, "tblLayout", type="fixed")
    child(properties, "tblLook", val="0020" if heading else "0000", firstRow=int(heading))
    if name:
        child(properties, "tblCaption", val=name)
    grid = child(table, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=twips(width))
    return table


def _row(table: etree._Element, *, split: bool = False, heading: bool = False) -> etree._Element:
    row = child(table, "tr")
    if heading or not split:
        properties = child(row, "trPr")
        if not split:
            child(properties, "cantSplit")
        if heading:
            child(properties, "tblHeader")
    return row


def _cell(
    row: etree._Element, width: float, *, colspan: int = 1, merge: str = "", align: str = ""
) -> etree._Element:
    cell = child(row, "tc")
    properties = child(cell, "tcPr")
    child(properties, "tcW", w=twips(width), type="dxa")
    if colspan > 1:
        child(properties, "gridSpan", val=colspan)
    if merge:
        child(properties, "vMerge", val=merge)
    if align:
        child(properties, "vAlign", val=align)
    return cell


def table_xml(table: Table, profile: LayoutProfile, orientation: Orientation) -> etree._Element:
    """The table: header repeated on every page, no row split but those taller than a page."""
    writer = _TableWriter(
        table, column_widths(table, profile.page(orientation).text_width), profile.table_size
    )
    return writer.written(tall_rows(table, profile, orientation))


@dataclass(frozen=True, slots=True)
class _TableWriter:
    """Writes the rows of one table; widths in millimetres, size of its font in points."""

    table: Table
    widths: tuple[float, ...]
    size: float

    def written(self, tall: frozenset[int]) -> etree._Element:
        made = _frame(RULED_TABLE, self.widths, self.table.name, heading=True)
        header = _row(made, heading=True)
        for column, width in zip(self.table.columns, self.widths, strict=True):
            append_paragraph(_cell(header, width, align="center"), column.heading, COLUMN_HEADING_STYLE)
        for index, (row, places) in enumerate(zip(self.table.rows, self.table.grid(), strict=True)):
            target = _row(made, split=index in tall)
            for place in places:
                self._write(target, row.kind, place)
        return made

    def _write(self, row: etree._Element, kind: RowKind, place: Placed) -> None:
        cell = place.cell
        width = sum(self.widths[place.column : place.column + cell.colspan])
        merge = "continue" if place.continued else "restart" if cell.rowspan > 1 else ""
        target = _cell(row, width, colspan=cell.colspan, merge=merge)
        is_narrow = has_wide_word(cell.text, width - 2 * CELL_PADDING_X, self.size)
        for paragraph in ("",) if place.continued else cell.paragraphs or ("",):
            append_paragraph(
                target,
                paragraph,
                NARROW_CELL_STYLE if is_narrow else CELL_STYLE,
                align=cell.align or self.table.columns[place.column].align,
                keep_next=kind is RowKind.GROUP,
                bold=cell.bold or kind is not RowKind.BODY,
            )


def facts_xml(facts: Facts, page: Page, style: str) -> etree._Element:
    """Label and value pairs as two columns without rules."""
    label_width = page.text_width * _FACT_LABEL_SHARE
    widths = (label_width, page.text_width - label_width)
    made = _frame(PLAIN_TABLE, widths)
    for label, value in facts.pairs:
        row = _row(made)
        append_paragraph(_cell(row, widths[0]), label, style)
        append_paragraph(_cell(row, widths[1]), value, style)
    return made


def signature_xml(signature: Signature, page: Page, style: str) -> etree._Element:
    """Post at the left, name at the right of its last line."""
    post_width = page.text_width * _POST_SHARE
    widths = (post_width, page.text_width - post_width)
    made = _frame(PLAIN_TABLE, widths)
    row = _row(made)
    post = _cell(row, widths[0])
    for line in signature.post_lines or ("",):
        append_paragraph(post, line, style)
    append_paragraph(_cell(row, widths[1], align="bottom"), signature.name, style, align=Align.RIGHT)
    return made
