"""A roadmap in PDF: tables that run over pages, framed by lines or parted by white space only.

Where no frame parts the rows, numbers and places of words tell them, and the user is asked to look.
"""

import logging
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

import pdfplumber
from pdfminer.layout import LTAnno, LTChar, LTContainer, LTItem
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading.layout import too_much_text
from navstrechu.roadmap.reading.pdf_plain import plain_rows
from navstrechu.roadmap.reading.pdf_rows import RuledWalk
from navstrechu.roadmap.reading.pdf_ruled import Box, Columns, RuledTable, is_trustworthy, ruled_table
from navstrechu.roadmap.reading.pdf_text import Sign, TextLine, Vocabulary, lines_of, paragraphs
from navstrechu.roadmap.reading.tree import Doubt, DoubtCode
from navstrechu.tables.rows import Line, Row

MOST_PAGES = 300
_MOST_SIGNS = 1_500_000
_MOST_EDGES = 3_000  # of one page
_SCAN_SHARE = 0.5  # of the page that one picture covers
_UNKNOWN_SIGN = "(cid:"
_UNKNOWN_SHARE = 0.05
_NAMED_PAGES = 10

DAMAGED = (
    "Файл PDF повреждён и не читается. "
    "Откройте его в программе просмотра, напечатайте в новый PDF и загрузите снова."
)
_ENCRYPTED = "Файл PDF защищён паролем. Снимите защиту или загрузите дорожную карту в DOCX или XLSX."
_TOO_MANY_PAGES = (
    f"В файле PDF больше {MOST_PAGES} страниц: это не дорожная карта. Загрузите её отдельным файлом."
)
_SCANNED = (
    "Это сканированный документ без текста: на страницах только изображения. "
    "Загрузите исходный файл в DOCX или XLSX либо распознайте текст (OCR) и загрузите полученный PDF."
)
_UNREADABLE_FONTS = (
    "Шрифты этого PDF не дают прочитать текст. "
    "Загрузите исходный файл в DOCX или XLSX либо напечатайте документ в новый PDF."
)
_TURNED = (
    "Текст на страницах PDF повёрнут. "
    "Сохраните файл так, чтобы таблица читалась без поворота, и загрузите снова."
)
_UNRULED = (
    "Строки таблицы в PDF не отделены линиями: они определены по номерам и расположению текста. "
    "Сверьте прочитанное с файлом."
)
_CUT = (
    "Объединённая ячейка «{text}…» разорвана концом страницы. "
    "Сверьте с файлом все мероприятия, к которым она относится."
)
_NO_TEXT = "В файле PDF нет текста. Проверьте, тот ли файл выбран."


@dataclass(frozen=True, slots=True)
class _PageText:
    """What one page says: its tables, all its signs, and how much of it pictures cover."""

    number: int
    signs: tuple[Sign, ...]
    tables: tuple[RuledTable, ...]
    turned: int
    is_pictured: bool

    @property
    def has_text(self) -> bool:
        return any(sign.text.strip() for sign in self.signs)


def read_pdf(data: bytes) -> tuple[list[Line | Row], list[Doubt]]:
    """Lines and rows of a PDF, and doubts about how they were found.

    Raises InputRefused for a file that is damaged, protected, scanned without text or far too large.
    """
    # The library tells of every odd font and object; the answer to the user is what counts.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages = _pages(data)
    _require_text(pages)
    vocabulary = Vocabulary()
    walk = RuledWalk(Columns(table for page in pages for table in page.tables), vocabulary)
    items = list(_ruled_items(pages, walk, vocabulary))
    doubts = [Doubt(None, DoubtCode.MERGED_CELL_CUT, _CUT.format(text=text)) for text in walk.cut_merges]
    tables = [table for page in pages for table in page.tables]
    if not is_trustworthy(tables, [item for item in items if isinstance(item, Row)]):
        vocabulary = Vocabulary()
        unruled = plain_rows([lines_of(page.signs) for page in pages], vocabulary)
        if unruled is not None:
            items, doubts = unruled, [Doubt(None, DoubtCode.UNRULED_TABLE, _UNRULED)]
    return items, doubts + _doubts(pages, vocabulary)


def _pages(data: bytes) -> list[_PageText]:
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            return list(_read_pages(document))
    except (InputRefused, MemoryError):
        raise
    except Exception as fault:
        # The library raises whatever its decoders raise, wrapped or not: there is no list of its errors.
        causes = (fault, *fault.args, fault.__cause__, fault.__context__)
        if any(isinstance(cause, MemoryError) for cause in causes):
            raise MemoryError from fault
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise InputRefused(_ENCRYPTED) from fault
        raise InputRefused(DAMAGED) from fault


def _read_pages(document: PDF) -> Iterator[_PageText]:
    # Pages are taken one by one: the library's own list would first build as many as the file claims.
    signs = 0
    for number, raw in enumerate(islice(PDFPage.create_pages(document.doc), MOST_PAGES + 1), start=1):
        if number > MOST_PAGES:
            raise InputRefused(_TOO_MANY_PAGES)
        page = _LightPage(document, raw, page_number=number)
        read = _read_page(page, number)
        page.close()
        signs += len(read.signs)
        if signs > _MOST_SIGNS:
            raise too_much_text()
        yield read
    document._pages = []  # closing walks over them otherwise


def _read_page(page: "_LightPage", number: int) -> _PageText:
    if len(page.edges) > _MOST_EDGES:
        raise InputRefused(
            f"На странице {number} PDF слишком много линий: это чертёж или рисунок, а не дорожная карта. "
            "Загрузите её отдельным файлом."
        )
    signs = page.signs
    grids = page.find_tables() if signs else []
    tables = [ruled_table([Box(*cell) for cell in grid.cells], signs) for grid in grids]
    area = float(page.width * page.height) or 1.0
    pictured = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images)
    return _PageText(
        number,
        tuple(signs),
        tuple(table for table in tables if table is not None),
        turned=page.turned,
        is_pictured=pictured / area >= _SCAN_SHARE,
    )


class _LightPage(Page):
    """Takes signs as they come: the library's own records of them cost as much as reading the page."""

    def __init__(self, document: PDF, page: PDFPage, page_number: int) -> None:
        super().__init__(document, page, page_number=page_number)
        self.signs: list[Sign] = []
        self.turned = 0

    def iter_layout_objects(self, layout_objects: Iterable[LTItem]) -> Generator[dict[str, Any], None, None]:
        """Everything but signs, which are put aside."""
        for one in layout_objects:
            if isinstance(one, LTChar):
                self._take(one)
            elif isinstance(one, LTContainer):
                yield from self.iter_layout_objects(one)
            elif not isinstance(one, LTAnno):
                yield self.process_object(one)

    def _take(self, sign: LTChar) -> None:
        if not sign.upright:
            self.turned += 1
            return
        left, top = self.mediabox[:2]
        foot = self.height + top
        place = (sign.x0 + left, sign.x1 + left, foot - sign.y1, foot - sign.y0)
        self.signs.append(Sign(*place, sign.size or 1.0, sign.get_text()))


def _require_text(pages: Sequence[_PageText]) -> None:
    """Refuse what would be read with holes: a scan, a page of it, signs without meaning."""
    signs = [sign for page in pages for sign in page.signs if sign.text.strip()]
    if not signs:
        if sum(page.turned for page in pages):
            raise InputRefused(_TURNED)
        raise InputRefused(_SCANNED if any(page.is_pictured for page in pages) else _NO_TEXT)
    if sum(page.turned for page in pages) > len(signs):
        raise InputRefused(_TURNED)
    if sum(sign.text.startswith(_UNKNOWN_SIGN) for sign in signs) > _UNKNOWN_SHARE * len(signs):
        raise InputRefused(_UNREADABLE_FONTS)
    scanned = [page.number for page in pages if page.is_pictured and not page.has_text]
    if scanned:
        named = ", ".join(map(str, scanned[:_NAMED_PAGES])) + ("…" if len(scanned) > _NAMED_PAGES else "")
        raise InputRefused(
            f"Сканированные страницы без текста: {named}. Удалите их, если таблицы на них нет, "
            "либо распознайте текст (OCR) и загрузите файл снова."
        )


def _ruled_items(pages: Sequence[_PageText], walk: RuledWalk, vocabulary: Vocabulary) -> Iterator[Line | Row]:
    """Framed tables as rows, all other words as lines, in the order of reading."""
    tables = [table for page in pages for table in page.tables]
    outside = {page.number: _outside(page) for page in pages}
    for page in pages:
        vocabulary.learn(outside[page.number])
    vocabulary.learn(line for table in tables for row in table.rows for cell in row for line in cell.lines)
    sides = _sides(pages)
    for page in pages:
        lines = outside[page.number]
        for table in page.tables:
            above = [line for line in lines if line.bottom <= table.box.top + 1]
            lines = lines[len(above) :]
            if walk.is_before_table:
                yield from _as_lines(above, sides)
            else:
                walk.beside += _as_lines(above, sides)
            yield from walk.take(table)
        walk.beside += _as_lines(lines, sides)
    yield from walk.rest()


def _outside(page: _PageText) -> list[TextLine]:
    boxes = [table.box for table in page.tables]
    return lines_of(sign for sign in page.signs if not any(box.holds(*sign.middle) for box in boxes))


def _sides(pages: Sequence[_PageText]) -> tuple[float, float]:
    """How far words and frames reach to the left and to the right."""
    lefts = [sign.x0 for page in pages for sign in page.signs] + [t.box.x0 for p in pages for t in p.tables]
    rights = [sign.x1 for page in pages for sign in page.signs] + [t.box.x1 for p in pages for t in p.tables]
    return min(lefts), max(rights)


def _as_lines(lines: Sequence[TextLine], sides: tuple[float, float]) -> list[Line]:
    return [Line(text, 0) for text in paragraphs(lines, *sides)]


def _doubts(pages: Sequence[_PageText], vocabulary: Vocabulary) -> list[Doubt]:
    found = []
    if any(page.is_pictured for page in pages):
        message = (
            "Текст стоит поверх изображений, вероятно это распознанный скан. Сверьте прочитанное с файлом."
        )
        found.append(Doubt(None, DoubtCode.RECOGNISED_TEXT, message))
    if vocabulary.guessed:
        words = ", ".join(f"«{word}»" for word in islice(vocabulary.guessed, _NAMED_PAGES))
        message = (
            f"Слова, разорванные в конце строки, прочитаны так: {words}. Проверьте, нужен ли в них дефис."
        )
        found.append(Doubt(None, DoubtCode.HYPHEN_JOINED, message))
    return found
