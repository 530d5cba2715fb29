"""Registers as files: XLSX, DOCX and CSV made by code in the shapes that departments keep."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx
import pytest
import xlsxwriter

from navstrechu.core.errors import InputRefused
from navstrechu.touchpoints.reading import ReadRegister, ReadRow, read_register

HEADER = (
    "№",
    "Направление деятельности",
    "Наименование конкретного процесса",
    "Точка взаимодействия",
    "Осуществляемое взаимодействие с клиентом",
    "Особенности взаимодействия с клиентом",
)
ROW = (
    "1",
    "Предоставление услуг",
    "Назначение пособия",
    "МФЦ (личный прием)",
    "прием заявления",
    "по записи",
)
Merge = tuple[int, int, int, int]


def xlsx(
    *rows: Sequence[Any],
    merges: Iterable[Merge] = (),
    name: str = "Перечень",
    then: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """One sheet; ``merges`` are (top, left, bottom, right) from 0, with the value of their first cell."""
    return workbook((name, rows), merges=merges, then=then)


def workbook(
    *sheets: tuple[str, Sequence[Sequence[Any]]],
    merges: Iterable[Merge] = (),
    then: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """Several sheets; merges and ``then`` (book, first sheet) are those of the first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd.mm.yyyy"}) as book:
        made = [_sheet(book, name, rows) for name, rows in sheets]
        for top, left, bottom, right in merges:
            rows = sheets[0][1]
            made[0].merge_range(top, left, bottom, right, rows[top][left])
        if then is not None:
            then(book, made[0])
    return out.getvalue()


def _sheet(book: Any, name: str, rows: Sequence[Sequence[Any]]) -> Any:
    sheet = book.add_worksheet(name)
    for at, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value != "":
                sheet.write(at, column, value)
    return sheet


def word(
    *rows: Sequence[str], merges: Iterable[Merge] = (), above: Sequence[str] = (), below: str = ""
) -> bytes:
    """One table; lines of a cell are paragraphs of their own."""
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    word_table(document, rows, merges)
    if below:
        document.add_paragraph(below)
    return saved(document)


def word_table(document: Any, rows: Sequence[Sequence[str]], merges: Iterable[Merge] = ()) -> Any:
    table = document.add_table(len(rows), max(map(len, rows)))
    for at, cells in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, cells, strict=False):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    for top, left, bottom, right in merges:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    table.cell(row, column).text = ""
        kept = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = kept
    return table


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text(*rows: Sequence[str], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """A CSV as spreadsheets save it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def only_row(data: bytes) -> ReadRow:
    (row,) = read_register(data).rows
    return row


def brief(data: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    """Process, touchpoint and interactions of every row."""
    return [(row.process, row.touchpoint, row.interactions) for row in read_register(data).rows]


def codes(data: bytes) -> list[str]:
    return [doubt.code.value for doubt in read_register(data).doubts]


def messages(register: ReadRegister, code: str) -> list[str]:
    return [doubt.message for doubt in register.doubts if doubt.code.value == code]


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(InputRefused) as refused:
        read_register(data, name)
    return str(refused.value)
