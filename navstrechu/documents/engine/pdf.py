"""Printed form of a document: tagged PDF/UA-1, also PDF/A-2a when the document has the date this demands.

The template is ours; the texts reach it as data and are never read as markup.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import typst

from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine.measure import (
    CELL_PADDING_X,
    CELL_PADDING_Y,
    MM_PER_POINT,
    refuse_wider_than_sheet,
)
from navstrechu.documents.engine.pdf_table import Data, runs_data, table_data
from navstrechu.documents.engine.pictures import fitted_width
from navstrechu.documents.engine.profile import LayoutProfile, Page
from navstrechu.documents.engine.tree import (
    Block,
    Document,
    Facts,
    Heading,
    ItemList,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Section,
    Signature,
    Spread,
    Style,
    Table,
    runs_of,
)
from navstrechu.documents.engine.typesetting import TypesettingRefused, typeset, typeset_apart

# Ten thousand rows hold 1.5 GB while the pages are made.
MOST_ROWS = 12_000
_MOST_ROWS_HERE = 1000  # more are set in a process of their own, which gives the memory back
_NUMBER_FROM_EDGE = 10  # mm, as in DOCX
_TEMPLATE = Path(__file__).with_name("document.typ")
_LONGEST_WHOLE_SIGNATURE = 500  # characters
_STANDARD_REFUSES = "PDF/"  # how the complaints of the standards begin


def render(document: Document, fonts: Path) -> bytes:
    """The document as PDF, set in the fonts of the folder; InputRefused above MOST_ROWS rows of tables
    and when a table has more columns than a sheet holds.

    A sign that no font has (an emoji in a comment) or of private use is printed as a box and stays in the
    text; such a file is still tagged but can claim neither standard.
    """
    refuse_wider_than_sheet(document)
    rows = sum(len(table.rows) for table in document.tables())
    if rows > MOST_ROWS:
        raise InputRefused(
            f"В PDF помещается не больше {MOST_ROWS} строк таблиц. "
            "Сузьте отбор или скачайте документ в DOCX или XLSX."
        )
    files = _Files(document, fonts).made()
    standards: list[typst.PDFStandard] = ["a-2a", "ua-1"] if document.dated else ["ua-1"]
    make = typeset_apart if rows > _MOST_ROWS_HERE else typeset
    try:
        return make(files, fonts, standards=standards)
    except TypesettingRefused as error:
        if not str(error).startswith(_STANDARD_REFUSES):
            raise
    return make(files, fonts, standards=[])


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
            "corner": document.corner and self._picture(document.corner, form.page(document.orientation)),
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
                return [{"kind": "heading", "level": block.level, "runs": runs_data(block.text, width, size)}]
            case Paragraph():
                room = width / 2 if block.style is Style.ANNEX else width
                return [
                    _paragraph(
                        runs_data(block.content, room, size), block.style, block.keep_with_next or kept
                    )
                ]
            case ItemList():
                return [
                    _paragraph(
                        runs_data((Run(f"{number} "), *runs_of(content)), width, size), Style.BODY, kept
                    )
                    for number, _depth, content in block.numbered()
                ]
            case Numbered():
                return [_clause(block, width, self.document.profile, kept=kept)]
            case Spread():
                parts = [runs_data(part, width / 3, size) for part in block.parts]
                return [{"kind": "spread", "parts": parts}]
            case Table():
                return [table_data(block, self.document.profile, section.orientation)]
            case Facts():
                return [_facts(block, width, size)]
            case Signature():
                return [_signature(block, width, size)]
            case PageBreak():
                return [{"kind": "page-break"}]
            case Picture():
                return [self._picture(block, page)]

    def _picture(self, picture: Picture, page: Page) -> Data:
        name = f"picture-{len(self.pictures)}.{'png' if picture.is_png else 'svg'}"
        self.pictures[name] = picture.data
        width = fitted_width(picture, self.fonts, page)
        return {"kind": "picture", "file": name, "width": width, "alternative": picture.alternative_text}


def _paragraph(runs: list[Data], style: Style, kept: bool) -> Data:
    return {"kind": "paragraph", "runs": runs, "style": style.value, "kept": kept, "moved": 0}


def _clause(clause: Numbered, width: float, form: LayoutProfile, *, kept: bool) -> Data:
    runs = (Run(f"{clause.number} "), *runs_of(clause.content))
    made = _paragraph(runs_data(runs, width, form.body_size), Style.BODY, clause.keep_with_next or kept)
    return made | {"moved": clause.depth * form.deeper_indent}


def _facts(facts: Facts, width: float, size: float) -> Data:
    pairs = [
        {"label": runs_data(label, width * 0.34, size), "value": runs_data(value, width * 0.62, size)}
        for label, value in facts.pairs
    ]
    return {"kind": "facts", "pairs": pairs}


def _signature(signature: Signature, width: float, size: float) -> Data:
    post = [runs_data(line, width * 0.6, size) for line in signature.post_lines]
    # A post so long is an error of entry, but even then it must not run over the end of the sheet.
    whole = sum(map(len, signature.post_lines)) + len(signature.name) < _LONGEST_WHOLE_SIGNATURE
    name = runs_data(signature.name, width * 0.4, size)
    return {"kind": "signature", "post": post, "name": name, "breakable": not whole}
