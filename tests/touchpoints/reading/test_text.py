"""CSV as spreadsheets save it: encodings, signs between cells, quotation marks."""

import pytest

from navstrechu.documents.delimited import neutralised
from navstrechu.touchpoints.reading import read_register
from tests.touchpoints.reading.files import HEADER, ROW, brief, only_row, refusal, text
from tests.touchpoints.reading.test_xlsx import EXPECTED, FULL, READ, without_repeated


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_encoding_and_any_sign_between_cells(encoding: str, delimiter: str):
    assert only_row(text(HEADER, ROW, delimiter=delimiter, encoding=encoding)) == READ


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_signs_and_line_breaks_inside_cells(delimiter: str):
    rows = (HEADER, (*ROW[:4], "прием, проверка;\nвыдача;", "вход «А», второй этаж"))

    row = only_row(text(*rows, delimiter=delimiter))

    assert row.interactions == ("прием, проверка", "выдача")
    assert row.peculiarities == ("вход «А», второй этаж",)


def test_empty_cells_repeat_those_above():
    assert brief(text(*without_repeated(FULL))) == EXPECTED


def test_title_and_empty_lines_count_as_rows():
    register = read_register(text(("Перечень",), (), HEADER, ROW))

    assert (register.rows, register.rows[0].place.row) == ((READ,), 4)


def test_cell_that_was_guarded_against_formulas_is_as_it_was():
    row = only_row(text(HEADER, (*ROW[:4], neutralised("=прием"), neutralised("@сайт"))))

    assert (row.interactions, row.peculiarities) == (("=прием",), ("@сайт",))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (text(HEADER, (*ROW[:4], "п" * 30_001)), "Строка 2: в ячейке больше 30000 знаков"),
        (text(HEADER, *[ROW] * 20_000), "В таблице больше 20000 строк"),
        (
            text(HEADER, ROW) + '1;"не закрыта;'.encode() + "п".encode() * 200_000,
            "в ячейке больше 30000 знаков",
        ),
        (text(HEADER, ROW, ("п",) * 300), "столбцов больше 200"),
        (b"\x00\x01\x02\x03" * 100, "Файл не похож на текст"),
        (
            b"<html><table></table></html>",
            "Это веб-страница или XML. Перечень принимается как XLSX, DOCX или CSV.",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "сохранён в старом формате DOC или XLS"),
        (b"{\\rtf1", "Это RTF. Перечень принимается как XLSX, DOCX или CSV."),
    ],
    ids=["cell", "rows", "quotation mark", "columns", "binary", "html", "xls", "rtf"],
)
def test_text_beyond_the_limits_or_of_another_sort_is_refused(data: bytes, sentence: str):
    assert sentence in refusal(data)
