"""Printed form of a document: tagged PDF/UA-1, also PDF/A-2a when the document has the date this demands.

The template is ours; the texts reach it as data and are never read as markup.
"""

import json
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine.measure import (
    CELL_PADDING_X,
    CELL_PADDING_Y,
    MM_PER_POINT,
    breakable,
    column_widths,
    has_wide_word,
    tall_rows,
)
from navstrechu.documents.engine.pictures import fitted_width
from navstrechu.documents.engine.profile import Page
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Inline,
    ItemList,
    PageBreak,
    Paragraph,
    Picture,
    Placed,
    Row,
    RowKind,
    Run,
    Section,
    Signature,
    Style,
    Table,
    runs_of,
)
from navstrechu.documents.engine.typesetting import typeset

Data = dict[str, Any]
# Ten thousand rows take 2.3 GB while the pages are made.
MOST_ROWS = 5000
_NUMBER_FROM_EDGE = 10  # mm, as in DOCX
_TEMPLATE = Path(__file__).with_name("document.typ")
_NO_GLYPH = "could not be displayed"


def render(document: Document, fonts: Path) -> bytes:
    """The document as PDF, set in the fonts of the folder; InputRefused above MOST_ROWS rows of tables.

    A sign that no font has (an emoji in a comment) is printed as a box and stays in the text; such a file is
    still tagged but can claim neither standard.
    """
    if sum(len(table.rows) for table in document.tables()) > MOST_ROWS:
        raise InputRefused(
            f"В PDF помещается не больше {MOST_ROWS} строк таблиц. "
            "Сузьте отбор или скачайте документ в DOCX или XLSX."
        )
    files = _Files(document, fonts).made()
    standards: list[typst.PDFStandard] = ["a-2a", "ua-1"] if document.dated else ["ua-1"]
    try:
        return typeset(files, fonts, standards=standards)
    except typst.TypstError as error:
        if _NO_GLYPH not in error.message:
            raise
    return typeset(files, fonts)


@dataclass
class _Files:
    """Everything the typesetter reads: the template, the texts and the pictures."""

    document: Document
    fonts: Path
    pictures: dict[str, bytes] = field(default_factory=dict)

    def made(self) -> dict[str, bytes]:
        data = json.dumps(self._data(), ensure_ascii=False).encode()
        return {"main.typ": _TEMPLATE.read_bytes(), "document.json": data, **self.pictures}

    def _data(self) -> Data:
        document, form = self.document, self.document.profile
        language, _, region = document.language.partition("-")
        dated = document.dated
        return {
            "title": document.title,
            "author": document.author,
            "dated": dated and {"year": dated.year, "month": dated.month, "day": dated.day},
            "lang": language,
            "region": region or None,
            "form": {
                "font": form.metric_font,
                "body": form.body_size,
                "table": form.table_size,
                "small": form.small_size,
                "number": form.number_size,
                "indent": form.first_line_indent,
                "spacing": form.line_spacing,
                "cell_x": CELL_PADDING_X,
                "cell_y": CELL_PADDING_Y,
            },
            "sections": [self._section(section) for section in document.sections()],
        }

    def _section(self, section: Section) -> Data:
        page = self.document.profile.page(section.orientation)
        edges = {name: getattr(page.margins, name) for name in ("left", "right", "top", "bottom")}
        number_height = self.document.profile.number_size * MM_PER_POINT
        ascent = max(page.margins.top - _NUMBER_FROM_EDGE - number_height, 2)
        blocks = [
            data for block, kept in section.kept() for data in self._block(block, page, section, kept=kept)
        ]
        return {"width": page.width, "height": page.height, "ascent": ascent, **edges, "blocks": blocks}

    def _block(self, block: Block, page: Page, section: Section, *, kept: bool) -> list[Data]:
        """The block in the template's words; a list of clauses becomes one paragraph a clause."""
        width, size = page.text_width, self.document.profile.body_size
        match block:
            case Heading():
                return [{"kind": "heading", "level": block.level, "runs": _runs(block.text, width, size)}]
            case Paragraph():
                room = width / 2 if block.style is Style.ANNEX else width
                return [
                    _paragraph(_runs(block.content, room, size), block.style, block.keep_with_next or kept)
                ]
            case ItemList():
                return [
                    _paragraph(_runs((Run(f"{number} "), *runs_of(content)), width, size), Style.BODY, kept)
                    for number, _depth, content in block.numbered()
                ]
            case Table():
                return [self._table(block, page, section)]
            case Facts():
                return [_facts(block, width, size)]
            case Signature():
                post = [_runs(line, width * 0.6, size) for line in block.post_lines]
                return [{"kind": "signature", "post": post, "name": _runs(block.name, width * 0.4, size)}]
            case PageBreak():
                return [{"kind": "page-break"}]
            case Picture():
                return [self._picture(block, page)]

    def _table(self, table: Table, page: Page, section: Section) -> Data:
        form = self.document.profile
        widths = column_widths(table, page.text_width)
        tall = tall_rows(table, form, section.orientation)
        columns = [
            {
                "weight": column.weight,
                "heading": [_runs(column.heading, width - 2 * CELL_PADDING_X, form.table_size)],
            }
            for column, width in zip(table.columns, widths, strict=True)
        ]
        rows = [
            _row(row, places, table, widths, form.table_size, is_tall=index in tall)
            for index, (row, places) in enumerate(zip(table.rows, table.grid(), strict=True))
        ]
        # Group headings that follow each other stay together, so they are one part.
        parts = [
            {"group": group, "rows": list(members)}
            for group, members in groupby(rows, key=lambda row: row["group"])
        ]
        return {"kind": "table", "columns": columns, "parts": parts}

    def _picture(self, picture: Picture, page: Page) -> Data:
        name = f"picture-{len(self.pictures)}.{'png' if picture.is_png else 'svg'}"
        self.pictures[name] = picture.data
        width = fitted_width(picture, self.fonts, page)
        return {"kind": "picture", "file": name, "width": width, "alternative": picture.alternative_text}


def _runs(inline: Inline, width: float, size: float) -> list[Data]:
    return [
        {"text": breakable(run.text.replace("\t", " "), width, size), "bold": run.bold, "italic": run.italic}
        for run in runs_of(inline)
    ]


def _paragraph(runs: list[Data], style: Style, kept: bool) -> Data:
    return {"kind": "paragraph", "runs": runs, "style": style.value, "kept": kept}


def _facts(facts: Facts, width: float, size: float) -> Data:
    pairs = [
        {"label": _runs(label, width * 0.34, size), "value": _runs(value, width * 0.62, size)}
        for label, value in facts.pairs
    ]
    return {"kind": "facts", "pairs": pairs}


def _row(
    row: Row,
    places: tuple[Placed, ...],
    table: Table,
    widths: tuple[float, ...],
    size: float,
    *,
    is_tall: bool,
) -> Data:
    own = [place for place in places if not place.continued]
    cells = [_cell(place, table, widths, size, is_tall=is_tall) for place in own]
    stands_alone = len(own) == len(places) and all(place.cell.rowspan == 1 for place in own)
    group = row.kind is RowKind.GROUP and stands_alone and not is_tall
    return {"cells": cells, "group": group, "bold": row.kind is not RowKind.BODY}


def _cell(place: Placed, table: Table, widths: tuple[float, ...], size: float, *, is_tall: bool) -> Data:
    cell: Cell = place.cell
    width = sum(widths[place.column : place.column + cell.colspan]) - 2 * CELL_PADDING_X
    align: Align = cell.align or table.columns[place.column].align
    return {
        "paragraphs": [_runs(paragraph, width, size) for paragraph in cell.paragraphs],
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "bold": cell.bold,
        "align": align.value,
        "hyphenate": has_wide_word(cell.text, width, size),
        # Rows that span may be many sheets high together; each of them alone is still kept whole.
        "breakable": is_tall or cell.rowspan > 1,
    }
