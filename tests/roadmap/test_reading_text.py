"""Saved and pasted texts: encodings, quotation marks, rows broken over lines."""

import codecs

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading import read_roadmap
from tests.roadmap import documents
from tests.roadmap.documents import HEADER, measure_row, text_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_text_in_an_encoding_gives_the_same_plan(encoding: str) -> None:
    text = documents.reference_bytes().decode()

    assert read_roadmap(text.encode(encoding)) == documents.reference_plan()


def test_text_with_a_mark_of_byte_order_gives_the_same_plan() -> None:
    text = documents.reference_bytes().decode()

    assert read_roadmap(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == documents.reference_plan()


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_text_with_other_line_ends_gives_the_same_plan(line_end: str) -> None:
    text = documents.reference_bytes().decode().replace("\n", line_end)

    assert read_roadmap(text.encode()) == documents.reference_plan()


def test_text_without_the_tabs_at_the_ends_of_lines_gives_the_same_plan() -> None:
    lines = [line.rstrip() for line in documents.reference_bytes().decode().splitlines()]

    assert read_roadmap("\n".join(lines).encode()) == documents.reference_plan()


def test_name_of_the_file_decides_nothing() -> None:
    assert read_roadmap(documents.reference_bytes(), "карта.docx") == documents.reference_plan()


def test_cells_in_quotation_marks_keep_their_line_breaks() -> None:
    posts = '"Начальник отдела\nСоисполнители:\nДиректор ""Центра""\nГлавный бухгалтер"'

    plan = read_roadmap(text_of(measure_row(posts=posts), measure_row("1.2.")))

    assert plan.measures[0].responsible == "Начальник отдела"
    assert plan.measures[0].co_executors == ('Директор "Центра"', "Главный бухгалтер")
    assert [measure.row for measure in plan.measures] == [3, 7]


def test_quotation_marks_of_a_text_are_kept() -> None:
    title = '"Модель" внедрения'

    assert read_roadmap(text_of(measure_row(title=title))).measures[0].title == title


def test_cell_wholly_in_quotation_marks_is_text() -> None:
    assert read_roadmap(text_of(measure_row(title='"Модель"'))).measures[0].title == '"Модель"'


def test_row_broken_over_lines_is_one_measure() -> None:
    data = text_of(
        "1.1.|Утверждена",
        "модель внедрения|01.12.2023|Начальник отдела",
        "Соисполнители:",
        "Директор центра",
        "Главный бухгалтер|Утвержден приказ о модели",
        "Подготовлен отчет о модели",
        "в Департаменте",
        measure_row("1.2."),
    )

    measure, following = read_roadmap(data).measures
    assert measure.title == "Утверждена модель внедрения"
    assert measure.co_executors == ("Директор центра", "Главный бухгалтер")
    assert [result.text for result in measure.results] == [
        "Утвержден приказ о модели",
        "Подготовлен отчет о модели в Департаменте",
    ]
    assert following.number == "1.2"


def test_header_broken_over_lines_is_found() -> None:
    header = "№\nп/п\tМероприятие\tСрок\nреализации\tОтветственный\tВид документа\n(результат)"
    rows = "1.\tОбщие мероприятия\n" + measure_row().replace("|", "\t")

    plan = read_roadmap(f"Дорожная карта\n{header}\n{rows}".encode())

    assert plan.heading == ("Дорожная карта",)
    assert [measure.number for measure in plan.measures] == ["1.1"]


def test_heading_in_one_cell_is_a_section() -> None:
    data = text_of(measure_row(), "2.1. Процессы услуг", measure_row("2.1.1."))

    assert [(section.number, section.title) for section in read_roadmap(data).sections] == [
        ("1", "Общие мероприятия"),
        ("2.1", "Процессы услуг"),
    ]


def test_no_break_spaces_and_invisible_signs_become_plain() -> None:
    title = "Проведен\u00a0реинжи\u00adниринг  10\u202f% \u200bпроцессов"

    measure = read_roadmap(text_of(measure_row(title=title))).measures[0]

    assert (measure.title, measure.quota_percent) == ("Проведен реинжиниринг 10 % процессов", 10)


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 40, b"MZ\x90\x00" + b"\x00" * 500, b"12345 678\n" * 50],
    ids=["all bytes", "program", "figures"],
)
def test_file_that_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match="не похож на текст"):
        read_roadmap(data)


def test_line_of_too_many_columns_is_refused() -> None:
    with pytest.raises(InputRefused, match="Строка 2: столбцов больше 200"):
        read_roadmap("\t".join(HEADER).encode() + b"\n" + "я\t".encode() * 500)


def test_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(InputRefused, match="больше 50000 строк"):
        read_roadmap("строка\n".encode() * 60_000)
