"""The reference roadmap, and word processor documents of it in the shapes that departments send."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import docx

from navstrechu.roadmap.reading import ReadMeasure, ReadRoadmap, read_roadmap

REFERENCE = Path(__file__).parents[2] / "navstrechu/demonstration/reference/roadmap.txt"
HEADER = ("№ п/п", "Мероприятие", "Срок реализации", "Ответственный", "Вид документа (результат)")

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def reference_bytes() -> bytes:
    return REFERENCE.read_bytes()


def reference_plan() -> ReadRoadmap:
    return read_roadmap(reference_bytes())


def text_of(*rows: str, header: Iterable[str] = HEADER) -> bytes:
    """A text of the layout of the reference; cells of a row are written with «|»."""
    lines = ["\t".join(header), "1.\tОбщие мероприятия\t\t\t", *(row.replace("|", "\t") for row in rows)]
    return "\n".join(lines).encode()


def measure_row(
    number: str = "1.1.",
    title: str = "Утверждена модель",
    due: str = "01.12.2023",
    posts: str = "Начальник отдела",
    results: str = "Утвержден приказ об утверждении модели",
) -> str:
    return "|".join((number, title, due, posts, results))


def one_table(plan: ReadRoadmap) -> bytes:
    """One table, every measure in one row, everything in a cell in one paragraph."""
    return _document(plan, lambda table: _fill(table, _plan_rows(plan, " ")))


def cells_in_paragraphs(plan: ReadRoadmap) -> bytes:
    """Co-executors and results in paragraphs of their own."""
    return _document(plan, lambda table: _fill(table, _plan_rows(plan, "\n")))


def merged_headings(plan: ReadRoadmap) -> bytes:
    """Headings of sections in one cell over the whole width."""

    def fill(table: Any) -> None:
        for cells in _plan_rows(plan, "\n"):
            row = table.add_row().cells
            if cells[2]:
                _write(row, cells)
            else:
                row[0].merge(row[4]).text = f"{cells[0]} {cells[1]}"

    return _document(plan, fill)


def other_columns(plan: ReadRoadmap) -> bytes:
    """Columns in another order, co-executors in one of their own, and one the product does not know."""
    header = ("№", "Ответственный исполнитель", "Соисполнители", "Наименование мероприятия", "Срок",
              "Результат", "Примечание")  # fmt: skip

    def fill(table: Any) -> None:
        _write(table.add_row().cells, header)
        for section_or_measure in _in_order(plan):
            if isinstance(section_or_measure, ReadMeasure):
                _write(table.add_row().cells, _seven(section_or_measure))
            else:
                title = section_or_measure.title
                _write(table.add_row().cells, (f"{section_or_measure.number}.", "", "", title, "", "", ""))

    return _document(plan, fill, columns=len(header))


def table_per_page(source: str) -> bytes:
    """The pages of the reference as they are: a table on each, header repeated, rows continued across."""
    document = docx.Document()
    head, *pages = source.split("№ п/п")[0], source[source.index("№ п/п") :]
    for line in filter(str.strip, head.splitlines()):
        document.add_paragraph(line)
    for page in pages[0].split("\n\n"):
        table = document.add_table(0, len(HEADER))
        lines = [line for line in page.splitlines() if line.strip()]
        rows = [line.split("\t") for line in lines]
        _fill(table, rows if rows[0][0] == HEADER[0] else [list(HEADER), *rows])
        document.add_paragraph()
    return saved(document)


def same_dates_merged(plan: ReadRoadmap) -> bytes:
    """Equal due dates and posts of neighbouring measures in one cell merged over their rows."""

    def fill(table: Any) -> None:
        rows = list(_plan_rows(plan, "\n"))
        _fill(table, rows)
        for column in (2, 3):
            at = 0
            while at < len(rows):
                end = at
                while end + 1 < len(rows) and rows[at][column] and rows[end + 1][column] == rows[at][column]:
                    end += 1
                if end > at:
                    for row in range(at + 1, end + 1):
                        table.cell(row, column).text = ""
                    table.cell(at, column).merge(table.cell(end, column)).text = rows[at][column]
                at = end + 1

    return _document(plan, fill)


def inside_a_cell(plan: ReadRoadmap) -> bytes:
    """The whole table inside the only cell of a layout table."""
    document = docx.Document()
    for line in plan.heading:
        document.add_paragraph(line)
    cell = document.add_table(1, 1).cell(0, 0)
    _fill(cell.add_table(0, len(HEADER)), _plan_rows(plan, "\n"))
    return saved(document)


def html(plan: ReadRoadmap) -> bytes:
    """A web page with the table, for an office program to make a document from."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in cells) + "</tr>"
        for cells in _plan_rows(plan, "\n")
    )
    head = "".join(f"<p>{escape(line)}</p>" for line in plan.heading)
    page = (
        f'<html><head><meta charset="utf-8"></head><body>{head}<table border="1">{rows}</table></body></html>'
    )
    return page.encode()


def package(document: str, **parts: str) -> bytes:
    """A DOCX made by hand: body XML of the document, and parts by name («numbering.xml») below «word»."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
    )
    files = {"[Content_Types].xml": types, "word/document.xml": document}
    return zipped(files | {f"word/{name}.xml": text for name, text in parts.items()})


def body(xml: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{xml}</w:body></w:document>'


def table_xml(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells; a cell that begins with «<» is XML of its content, any other is one paragraph."""
    return "<w:tbl>" + "".join(row_xml(cells) for cells in rows) + "</w:tbl>"


def row_xml(cells: Iterable[str], properties: str = "") -> str:
    inner = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph_xml(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{properties}{inner}</w:tr>"


def paragraph_xml(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(document: bytes, change: Callable[[str, bytes], bytes], **extra: bytes) -> bytes:
    """A DOCX with its parts changed and further ones added under ``word``."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        files: dict[str, str | bytes] = {
            name: change(name, archive.read(name)) for name in archive.namelist()
        }
    return zipped(files | {f"word/{name}": content for name, content in extra.items()})


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _document(plan: ReadRoadmap, fill: Callable[[Any], None], columns: int = len(HEADER)) -> bytes:
    document = docx.Document()
    for line in plan.heading:
        document.add_paragraph(line)
    fill(document.add_table(0, columns))
    return saved(document)


def _fill(table: Any, rows: Iterable[Iterable[str]]) -> None:
    for cells in rows:
        _write(table.add_row().cells, cells)


def _write(row: Any, cells: Iterable[str]) -> None:
    for cell, text in zip(row, cells, strict=False):
        first, *others = text.split("\n")
        cell.text = first
        for other in others:
            cell.add_paragraph(other)


def _plan_rows(plan: ReadRoadmap, between: str) -> Iterator[tuple[str, ...]]:
    yield HEADER
    for section_or_measure in _in_order(plan):
        number = f"{section_or_measure.number}."
        if not isinstance(section_or_measure, ReadMeasure):
            yield number, section_or_measure.title, "", "", ""
            continue
        measure = section_or_measure
        posts = [measure.responsible]
        if measure.co_executors:
            posts.append("Соисполнитель:" if len(measure.co_executors) == 1 else "Соисполнители:")
        texts = between.join(result.text for result in measure.results)
        posts_text = between.join([*posts, *measure.co_executors])
        yield number, measure.title, f"{measure.due:%d.%m.%Y}", posts_text, texts


def _seven(measure: ReadMeasure) -> tuple[str, ...]:
    co_executors = "; ".join(measure.co_executors)
    results = "\n".join(result.text for result in measure.results)
    due = f"{measure.due:%d.%m.%Y}"
    return f"{measure.number}.", measure.responsible, co_executors, measure.title, due, results, "примечание"


def _in_order(plan: ReadRoadmap) -> Iterator[Any]:
    """Sections, each followed by its own measures."""
    for section in plan.sections:
        yield section
        yield from (measure for measure in plan.measures if measure.section == section.number)
