"""The register as the annex of order 201 has it: read back from every format, cell by cell."""

import csv
import io

import docx as word
import pytest

from navstrechu.documents.delimited import csv_of
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Document, Paragraph, Style, Table, text_of
from navstrechu.documents.rendering import Format, render
from navstrechu.touchpoints.register_form import FormRow, register_form
from tests.documents.reopening import docx_texts, pdf_pages, read_html, sheet_cells, words

HEADINGS = [
    "№",
    "Направление деятельности",
    "Наименование конкретного процесса",
    "Точка взаимодействия",
    "Осуществляемое взаимодействие с клиентом",
    "Особенности взаимодействия с клиентом",
]
SERVICES, STAFF = "Предоставление услуг", "Взаимодействие с внутренним клиентом (сотрудником)"
ROWS = (
    FormRow(1, SERVICES, "Выплата", "МФЦ", "личный прием", ("Приём заявления", "Выдача"), ("По записи",)),
    FormRow(1, SERVICES, "Выплата", "ЕПГУ", "цифровая", ("Приём заявления",), ("По записи",)),
    FormRow(1, SERVICES, "Справка", "Почта", "офлайн", ("Направление справки",), ("Заказным", "Письмом")),
    FormRow(5, STAFF, "Отпуск", "Кадры", "личный прием", ("Приём заявления",), ()),
)
PRINTED = [
    ["1", SERVICES, "Выплата", "МФЦ (личный прием)", "Приём заявления\nВыдача", "По записи"],
    ["1", SERVICES, "Выплата", "ЕПГУ (цифровая)", "Приём заявления", "По записи"],
    ["1", SERVICES, "Справка", "Почта (офлайн)", "Направление справки", "Заказным\nПисьмом"],
    ["5", STAFF, "Отпуск", "Кадры (личный прием)", "Приём заявления", ""],
]


def annex(rows=ROWS) -> Document:
    header = ("Приложение", "к Порядку ведения Департаментом")
    lines = (Paragraph(line, Style.ANNEX) for line in header)
    return Document("Перечень", (*lines, *register_form(rows)), orientation=Orientation.LANDSCAPE)


def many(count: int) -> list[FormRow]:
    return [
        FormRow(
            1 + number // 200,
            SERVICES,
            f"Процесс{number // 7}",
            f"Точка{number}",
            "онлайн",
            tuple(f"Действие {step} клиента" for step in range(1 + number % 3)),
            (f"Особенность{number}",) * (number % 2),
        )
        for number in range(count)
    ]


def test_heading_lines_and_columns_are_those_of_the_annex():
    title, subtitle, table = register_form(ROWS)

    assert (text_of(title.content), title.style) == ("Перечень", Style.TITLE)
    assert (text_of(subtitle.content), subtitle.style) == (
        "Точек взаимодействия с внешним и внутренним клиентами",
        Style.CENTRE,
    )
    assert [column.heading for column in table.columns] == HEADINGS


def test_group_process_and_common_peculiarities_stand_once():
    table = register_form(ROWS)[2]

    assert [[(cell.text, cell.rowspan) for cell in row.cells] for row in table.rows] == [
        [("1", 3), (SERVICES, 3), ("Выплата", 2), (PRINTED[0][3], 1), (PRINTED[0][4], 1), ("По записи", 2)],
        [(PRINTED[1][3], 1), ("Приём заявления", 1)],
        [("Справка", 1), (PRINTED[2][3], 1), ("Направление справки", 1), ("Заказным\nПисьмом", 1)],
        [("5", 1), (STAFF, 1), ("Отпуск", 1), (PRINTED[3][3], 1), ("Приём заявления", 1), ("", 1)],
    ]


def test_peculiarities_that_differ_within_a_process_stand_in_their_rows():
    first, second = ROWS[0], FormRow(1, SERVICES, "Выплата", "ЕПГУ", "цифровая", ("Приём",), ())

    table = register_form((first, second))[2]

    assert [row.cells[-1].text for row in table.rows] == ["По записи", ""]
    assert [row.cells[-1].rowspan for row in table.rows] == [1, 1]


def test_empty_register_is_the_form_alone():
    assert register_form(())[2] == Table(register_form(ROWS)[2].columns, (), name="Перечень")


def test_docx_is_read_back_cell_by_cell():
    opened = word.Document(io.BytesIO(render(annex(), Format.DOCX).content))

    (table,) = opened.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [HEADINGS, *PRINTED]
    assert opened.sections[0].orientation == word.enum.section.WD_ORIENTATION.LANDSCAPE
    assert [paragraph.text for paragraph in opened.paragraphs if paragraph.text] == [
        "Приложение",
        "к Порядку ведения Департаментом",
        "Перечень",
        "Точек взаимодействия с внешним и внутренним клиентами",
    ]


def test_xlsx_is_read_back_cell_by_cell():
    cells = sheet_cells(render(annex(), Format.XLSX).content)

    top = next(int(address[1:]) for address, text in cells.items() if text == "№")
    read = [[cells.get(f"{column}{row}", "") for column in "ABCDEF"] for row in range(top, top + 5)]
    assert read == [HEADINGS, *PRINTED]


def test_csv_and_html_hold_the_words():
    table = register_form(ROWS)[2]
    text = csv_of(table).content.decode("utf-8-sig")
    page = read_html(render(annex(), Format.HTML).content.decode())

    assert next(csv.reader(io.StringIO(text), delimiter=";")) == HEADINGS
    assert [value for tag, name, value in page.attributes if name == "rowspan"] == ["3", "3", "2", "2"]
    assert "Направление справки" in page.texts


def test_every_page_of_a_long_register_says_group_and_process_of_its_rows():
    rows = many(300)
    pages = pdf_pages(render(annex(rows), Format.PDF).content)

    assert len(pages) > 15
    process_of = {f"Точка{number}": f"Процесс{number // 7}" for number in range(300)}
    seen = []
    for page in pages:
        told = words(page)
        points = [word for word in told if word.startswith("Точка") and word != "Точка"]
        seen += points
        assert SERVICES in " ".join(told)
        assert {process_of[point] for point in points} == {w for w in told if w.startswith("Процесс")}
    assert seen == list(process_of)


@pytest.mark.parametrize("format", Format)
def test_cell_of_thirty_thousand_characters_is_printed_whole(format):
    long = " ".join(f"слово{number}" for number in range(2_700))
    rows = [FormRow(1, SERVICES, "Выплата", f"Точка{n}", "онлайн", (long,), (long,)) for n in range(2)]

    found = _words_of(render(annex(rows), format).content, format)
    assert min(found.count(f"слово{number}") for number in range(2_700)) >= 3


def _words_of(content: bytes, format: Format) -> list[str]:
    match format:
        case Format.DOCX:
            return words(*docx_texts(content))
        case Format.PDF:
            return words(*pdf_pages(content))
        case Format.XLSX:
            return words(*sheet_cells(content).values())
        case Format.HTML:
            return words(*read_html(content.decode()).texts)
