"""Tables as CSV: every cell in its place, none that a spreadsheet would run."""

import csv
import io

import pytest

from navstrechu.documents.delimited import csv_of, neutralised
from navstrechu.documents.engine.tree import Cell, Column, Row, RowKind, Table

COLUMNS = (Column("№"), Column("Мероприятие"), Column("Срок"))


def read(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_of(table).content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_head_and_rows_stand_in_their_columns():
    table = Table(COLUMNS, (Row.of("1.1", "Назначен «ответственный»; один", "01.12.2023"),))

    assert read(table) == [
        ["№", "Мероприятие", "Срок"],
        ["1.1", "Назначен «ответственный»; один", "01.12.2023"],
    ]


def test_merged_cells_stand_in_their_first_place():
    rows = (
        Row((Cell.of("2."), Cell.of("Группы", colspan=2)), RowKind.GROUP),
        Row((Cell.of("2.1", rowspan=2), Cell.of("Первое"), Cell.of("а"))),
        Row((Cell.of("Второе"), Cell.of("б"))),
    )

    assert read(Table(COLUMNS, rows))[1:] == [
        ["2.", "Группы", ""],
        ["2.1", "Первое", "а"],
        ["", "Второе", "б"],
    ]


def test_lines_of_a_cell_stay_in_it():
    assert read(Table(COLUMNS, (Row.of("1", "Первая\nВторая", ""),)))[1] == ["1", "Первая\nВторая", ""]


def test_file_opens_as_utf8_in_a_spreadsheet():
    made = csv_of(Table(COLUMNS, ()))

    assert made.content == "\ufeff№;Мероприятие;Срок\r\n".encode()
    assert (made.extension, made.media_type) == ("csv", "text/csv; charset=utf-8")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formula_becomes_text(start: str):
    assert neutralised(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["", "201", "12-П", "a=b", "– с тире"])
def test_ordinary_text_stays(text: str):
    assert neutralised(text) == text
