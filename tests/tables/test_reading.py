"""Tables of every format in the same shape."""

import io

import docx
import pytest
import xlsxwriter

from navstrechu.core.errors import InputRefused
from navstrechu.tables.limits import Limits
from navstrechu.tables.reading import FileTables, Table, read_tables
from tests.roadmap.documents import body, package, row_xml

LIMITS = Limits()


def read(data: bytes, limits: Limits = LIMITS) -> FileTables:
    return read_tables(data, limits, accepted="Нужна таблица.")


def texts(table: Table) -> list[list[str]]:
    return [table.grid.own_texts(row) for row in range(len(table.grid.rows))]


def sheet(fill) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book, book.add_worksheet("Лист"))
    return out.getvalue()


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_same_table_from_every_format():
    def fill(_book, made) -> None:
        made.write_row(0, 0, ("а", "б"))
        made.write_row(1, 0, ("в", "г"))

    document = docx.Document()
    table = document.add_table(2, 2)
    for at, cells in enumerate((("а", "б"), ("в", "г"))):
        for cell, text in zip(table.rows[at].cells, cells, strict=True):
            cell.text = text

    for data in (sheet(fill), saved(document), "а;б\nв;г".encode()):
        (found,) = read(data).tables
        assert texts(found) == [["а", "б"], ["в", "г"]]


def test_merged_cells_of_a_document_are_those_of_a_sheet():
    def fill(_book, made) -> None:
        made.merge_range("A1:B1", "а")
        made.write("C1", "б")
        made.merge_range("A2:A3", "в")
        made.write_row(1, 1, ("г", "д"))
        made.write_row(2, 1, ("е", "ж"))

    document = docx.Document()
    table = document.add_table(3, 3)
    for at, cells in enumerate((("а", "", "б"), ("в", "г", "д"), ("", "е", "ж"))):
        for cell, text in zip(table.rows[at].cells, cells, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1)).text = "а"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "в"

    for data in (sheet(fill), saved(document)):
        grid = read(data).tables[0].grid
        assert [grid.own_texts(row) for row in range(3)] == [["а", "", "б"], ["в", "г", "д"], ["", "е", "ж"]]
        assert (grid.text_from_above(2, 0), grid.span_at(0, 0), grid.spread_text(0, 1)) == ("в", 2, "а")


def test_lines_stand_above_their_table_and_below_the_last():
    document = docx.Document()
    document.add_paragraph("Первая")
    document.add_table(1, 1).cell(0, 0).text = "а"
    document.add_paragraph("Вторая")
    document.add_table(1, 1).cell(0, 0).text = "б"
    document.add_paragraph("Конец")

    found = read(saved(document))

    assert [table.above for table in found.tables] == [("Первая",), ("Вторая",)]
    assert found.below == ("Конец",)


def test_marks_tell_what_is_hidden_and_calculated():
    def fill(_book, made) -> None:
        made.write_row(0, 0, ("а", "б", "в"))
        made.write_formula("A2", "=1+1", None, 2)
        made.set_row(1, None, None, {"hidden": True})
        made.set_column("B:C", None, None, {"hidden": True})

    marks = read(sheet(fill)).tables[0].marks

    assert marks is not None
    assert (marks.hidden_rows, marks.hidden_columns, marks.formulas) == ((2,), (2, 3), ("A2",))
    assert (marks.uncalculated, marks.errors) == ((), ())


def test_numbers_and_bullets_of_a_list_stand_before_their_paragraphs():
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "вступление"
    for style in ("List Number", "List Number", "List Bullet"):
        cell.add_paragraph("пункт", style=style)

    assert texts(read(saved(document)).tables[0]) == [["вступление\n1. пункт\n2. пункт\n• пункт"]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n", "Это изображение. Нужна таблица."),
        (b"<?xml version='1.0'?>", "Это веб-страница или XML. Нужна таблица."),
        (package(body(f"<w:tbl>{row_xml(('а',)) * 4}</w:tbl>")), "В таблице больше 3 строк. Разделите файл."),
        (
            sheet(lambda _book, made: [made.write(row, 0, "а") for row in range(4)]),
            "В таблице больше 3 строк. Разделите файл.",
        ),
    ],
    ids=["picture", "markup", "document", "sheet"],
)
def test_what_is_no_table_or_too_much_is_refused(data: bytes, sentence: str):
    with pytest.raises(InputRefused) as refused:
        read(data, Limits(rows=3))

    assert str(refused.value) == sentence
