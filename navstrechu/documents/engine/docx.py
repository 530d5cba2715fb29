"""Word form of a document: opens without repair, keeps the official layout, equal trees give equal bytes."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import count
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from navstrechu.documents.engine.archive import with_fixed_times
from navstrechu.documents.engine.docx_rows import table_xml
from navstrechu.documents.engine.docx_styles import (
    GAP_STYLE,
    PARAGRAPH_STYLE,
    PICTURE_STYLE,
    settings_xml,
    styles_xml,
    twips,
)
from navstrechu.documents.engine.docx_table import (
    append_paragraph,
    append_runs,
    child,
    facts_xml,
    signature_xml,
    spread_xml,
)
from navstrechu.documents.engine.measure import refuse_wider_than_sheet
from navstrechu.documents.engine.pictures import as_png, fitted_width
from navstrechu.documents.engine.profile import Orientation, Page
from navstrechu.documents.engine.tree import (
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

_KEPT_PARTS = ("/styles", "/settings", "/header", "/image")
_TEXT_PART = "word/document.xml"
# Where a table will stand; no text of a user can look so, its «<» would be escaped.
_TABLE_PLACE = "table"
_TABLE_PLACES = re.compile(rb"<!--table-->")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NUMBER_FROM_EDGE = 10  # mm: the number of the page stands no nearer to the edge (GOST R 7.0.97-2016, 3.5)


def render(document: Document, fonts: Path) -> bytes:
    """The document as DOCX. `fonts` is where SVG pictures take their letters from.

    Raises InputRefused when a table has more columns than a sheet holds.
    """
    refuse_wider_than_sheet(document)
    file = _empty_file(document)
    writer = _Writer(document, file, fonts)
    sections = document.sections()
    for section in sections:
        writer.write(section, is_last=section is sections[-1])
    buffer = io.BytesIO()
    file.save(buffer)
    return with_fixed_times(buffer.getvalue(), {_TEXT_PART: writer.filled})


def _empty_file(document: Document) -> WordFile:
    """The frame: only the parts we write ourselves, so that nothing of the library's own template shows."""
    file = docx.Document()
    for relations in (file.part.rels, file.part.package.rels):
        for key in [key for key, relation in relations.items() if not _is_kept(relation.reltype)]:
            del relations[key]
    page = document.profile.page(document.orientation)
    _replace(file.styles.element, styles_xml(document.profile, document.language, page.text_width))
    _replace(file.settings.element, settings_xml(document.language))
    _describe(file, document)
    return file


def _is_kept(relation_type: str) -> bool:
    return relation_type.endswith((*_KEPT_PARTS, "/officeDocument", "/core-properties"))


def _replace(old: Any, new: etree._Element) -> None:
    for element in list(old):
        old.remove(element)
    for element in list(new):
        old.append(element)


def _describe(file: WordFile, document: Document) -> None:
    """Title, author and language; dates only when the document has one, for there is no clock in here."""
    properties = file.core_properties
    for element in list(properties._element):  # the library's template carries its own author and dates
        properties._element.remove(element)
    properties.title = document.title[:255]
    properties.author = document.author[:255]
    properties.language = document.language
    if document.dated:
        moment = datetime.combine(document.dated, time(), UTC)
        properties.created = properties.modified = moment


@dataclass(frozen=True, slots=True)
class _Within:
    """What the library asks of the parent of a paragraph: the part that keeps its pictures."""

    part: Any


class _Writer:
    """Appends blocks to the body in reading order."""

    def __init__(self, document: Document, file: WordFile, fonts: Path) -> None:
        self._document, self._file, self._fonts = document, file, fonts
        self._body = file.element.body
        self._last_properties = self._body.sectPr
        self._first_section = True
        self._picture_ids = count(1)  # of the whole file: a foot counts on
        self._tables: list[tuple[Table, Orientation]] = []
        self._body.remove(self._last_properties)
        self._writers: dict[type, Callable[[Any, Section, Page, bool], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Table: self._table,
            Facts: self._facts,
            ItemList: self._items,
            Numbered: self._numbered,
            Spread: self._spread,
            PageBreak: self._page_break,
            Signature: self._signature,
            Picture: self._picture,
        }

    def write(self, section: Section, *, is_last: bool) -> None:
        page = self._document.profile.page(section.orientation)
        for block, kept in section.kept():
            self._writers[type(block)](block, section, page, kept)
        if not is_last:
            paragraph = self._gap()
            paragraph[0].append(self._section_properties(section, page))
        else:
            self._body.append(self._section_properties(section, page))

    def _heading(self, block: Heading, section: Section, page: Page, kept: bool) -> None:
        append_paragraph(self._body, block.text, f"Heading{block.level}")

    def _paragraph(self, block: Paragraph, section: Section, page: Page, kept: bool) -> None:
        style = PARAGRAPH_STYLE[block.style]
        made = append_paragraph(self._body, block.content, style, keep_next=block.keep_with_next or kept)
        if block.style is Style.ANNEX and section.orientation is not self._document.orientation:
            # The style stands at half of the first sheet; a turned one has another half.
            child(made[0], "ind", left=twips(page.text_width / 2))

    def _table(self, block: Table, section: Section, page: Page, kept: bool) -> None:
        self._tables.append((block, section.orientation))
        self._body.append(etree.Comment(_TABLE_PLACE))
        self._gap()

    def filled(self, text_part: bytes) -> Iterator[bytes]:
        """The text part with the rows of its tables, which come one after another, never all at once."""
        before, *after = _TABLE_PLACES.split(text_part)
        yield before
        for (table, orientation), words in zip(self._tables, after, strict=True):
            yield from table_xml(table, self._document.profile, orientation)
            yield words

    def _facts(self, block: Facts, section: Section, page: Page, kept: bool) -> None:
        self._body.append(facts_xml(block, page, PARAGRAPH_STYLE[Style.PLAIN]))
        self._gap()

    def _items(self, block: ItemList, section: Section, page: Page, kept: bool) -> None:
        for number, _depth, content in block.numbered():
            runs = (Run(f"{number} "), *runs_of(content))
            append_paragraph(self._body, runs, PARAGRAPH_STYLE[Style.BODY], keep_next=kept)

    def _numbered(self, block: Numbered, section: Section, page: Page, kept: bool) -> None:
        runs = (Run(f"{block.number} "), *runs_of(block.content))
        keep = block.keep_with_next or kept
        made = append_paragraph(self._body, runs, PARAGRAPH_STYLE[Style.BODY], keep_next=keep)
        profile = self._document.profile
        if moved := block.depth * profile.deeper_indent:
            child(made[0], "ind", left=twips(moved), firstLine=twips(profile.first_line_indent))

    def _spread(self, block: Spread, section: Section, page: Page, kept: bool) -> None:
        self._gap()
        self._body.append(spread_xml(block, page, PARAGRAPH_STYLE[Style.PLAIN]))
        self._gap()

    def _page_break(self, block: PageBreak, section: Section, page: Page, kept: bool) -> None:
        properties = self._gap(height=1)[0]
        properties.insert(1, OxmlElement("w:pageBreakBefore"))

    def _signature(self, block: Signature, section: Section, page: Page, kept: bool) -> None:
        for _ in range(2):
            append_paragraph(self._body, "", PARAGRAPH_STYLE[Style.PLAIN], keep_next=True)
        self._body.append(signature_xml(block, page, PARAGRAPH_STYLE[Style.PLAIN]))
        self._gap()

    def _picture(self, block: Picture, section: Section, page: Page, kept: bool) -> None:
        self._draw(append_paragraph(self._body, "", PICTURE_STYLE), self._file._body, block, page)

    def _draw(self, paragraph: etree._Element, parent: Any, picture: Picture, page: Page) -> None:
        run = WordParagraph(paragraph, parent).add_run()  # type: ignore[arg-type]
        width = Mm(fitted_width(picture, self._fonts, page))
        shape = run.add_picture(io.BytesIO(as_png(picture, self._fonts)), width=width)
        properties = shape._inline.docPr
        properties.set("descr", picture.alternative_text)
        properties.set("id", str(next(self._picture_ids)))
        for edge in (
            "distT",
            "distB",
            "distL",
            "distR",
        ):  # left out, an office program adds three millimetres
            shape._inline.set(edge, "0")

    def _gap(self, height: float = 8) -> etree._Element:
        """A thin empty paragraph: two tables without one between them would be taken for a single table."""
        paragraph = append_paragraph(self._body, "", GAP_STYLE)
        child(paragraph[0], "spacing", before=0, after=0, line=round(height * 20), lineRule="exact")
        return paragraph

    def _section_properties(self, section: Section, page: Page) -> etree._Element:
        made: etree._Element = OxmlElement("w:sectPr")
        if self._first_section:
            self._number_pages(made)
            if self._document.corner:
                self._put_into_corner(made, self._document.corner, page)
        size = child(made, "pgSz", w=twips(page.width), h=twips(page.height))
        if section.orientation is Orientation.LANDSCAPE:
            size.set(size.tag.replace("pgSz", "orient"), "landscape")
        edges = {name: twips(getattr(page.margins, name)) for name in ("top", "right", "bottom", "left")}
        edge = twips(_NUMBER_FROM_EDGE)
        foot = edges["bottom"] if self._document.corner else edge
        child(made, "pgMar", **edges, header=edge, footer=foot, gutter=0)
        if self._first_section:
            child(made, "titlePg")
            self._first_section = False
        return made

    def _put_into_corner(self, properties: etree._Element, picture: Picture, page: Page) -> None:
        """The foot of the first sheet; text ends above it, for a foot grows upwards."""
        part, relation = self._file.part.add_footer_part()  # type: ignore[no-untyped-call]
        for element in list(part.element):
            part.element.remove(element)
        paragraph = append_paragraph(part.element, "", PARAGRAPH_STYLE[Style.RIGHT])
        self._draw(paragraph, _Within(part), picture, page)
        reference = child(properties, "footerReference", type="first")
        reference.set(_RELATION, relation)

    def _number_pages(self, properties: etree._Element) -> None:
        """Numbers at the top centre of every page but the first; later sections inherit them."""
        part, relation = self._file.part.add_header_part()  # type: ignore[no-untyped-call]
        for element in list(part.element):
            part.element.remove(element)
        paragraph = append_paragraph(part.element, "", "Header")
        field = child(paragraph, "fldSimple", instr=" PAGE ")
        append_runs(field, (Run("2"),))
        reference = child(properties, "headerReference", type="default")
        reference.set(_RELATION, relation)
