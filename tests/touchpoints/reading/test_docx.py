"""Documents of a word processor: merged cells, lists with automatic numbers, tables page by page."""

import docx
import pytest

from navstrechu.touchpoints.reading import Channel, read_register
from tests.roadmap.documents import MAIN_TYPE, body, package, paragraph_xml, row_xml, table_xml, zipped
from tests.touchpoints.reading.files import (
    HEADER,
    ROW,
    brief,
    codes,
    messages,
    only_row,
    refusal,
    saved,
    word,
    word_table,
)
from tests.touchpoints.reading.test_xlsx import EXPECTED, FULL, READ, without_repeated


def test_form_of_the_order_between_lines_of_text():
    data = word(HEADER, ROW, above=("Приложение к Порядку", "Перечень точек взаимодействия"), below="Подпись")

    register = read_register(data)

    assert register.rows == (READ,)
    assert [doubt.message for doubt in register.doubts] == ["Текст под таблицей пропущен: «Подпись»."]


def test_empty_and_merged_cells_repeat_those_above():
    rows = without_repeated(FULL)
    merges = [
        (1, 0, 3, 0),
        (1, 1, 3, 1),
        (1, 2, 3, 2),
        (2, 3, 3, 3),
        (4, 1, 6, 1),
        (4, 2, 6, 2),
        (5, 3, 6, 3),
    ]

    assert brief(word(*rows)) == EXPECTED
    assert brief(word(*rows, merges=merges)) == EXPECTED


def test_heading_merged_over_the_table_opens_a_group():
    rows = (HEADER, ("2.4. Рассмотрение обращений", *[""] * 5), ("1", "", *ROW[2:]))

    row = only_row(word(*rows, merges=[(1, 0, 1, 5)]))

    assert (row.group, row.group_number, row.process) == ("Рассмотрение обращений", 4, "Назначение пособия")


def test_paragraphs_and_line_breaks_are_interactions():
    document = docx.Document()
    table = word_table(document, (HEADER, ROW))
    cell = table.cell(1, 4)
    cell.text = "прием"
    cell.paragraphs[0].add_run().add_break()
    cell.paragraphs[0].add_run("регистрация")
    cell.add_paragraph("выдача")

    assert only_row(saved(document)).interactions == ("прием", "регистрация", "выдача")


@pytest.mark.parametrize("style", ["List Number", "List Bullet"])
def test_automatic_lists_are_interactions(style: str):
    document = docx.Document()
    table = word_table(document, (HEADER, ROW))
    cell = table.cell(1, 4)
    cell.text = ""
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run("прием заявления; проверка")
    cell.add_paragraph("выдача результата", style=style)

    # A semicolon does not part what the list itself parts.
    assert only_row(saved(document)).interactions == ("прием заявления; проверка", "выдача результата")


def test_automatic_numbers_of_headings_are_their_numbers():
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="2.%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    heading = paragraph_xml("Иные процессы", listed)
    rows = [row_xml(HEADER), row_xml((heading, *[""] * 5)), row_xml(("1", "", *ROW[2:]))]
    data = package(body(f"<w:tbl>{''.join(rows)}</w:tbl>"), numbering=numbering)

    assert only_row(data).group == "Иные процессы"


def test_table_goes_on_over_pages_with_and_without_its_header():
    document = docx.Document()
    word_table(document, (HEADER, ROW))
    document.add_page_break()
    word_table(document, (("", "", "", "Сайт (цифровая)", "прием", ""),))
    document.add_page_break()
    word_table(document, (HEADER, ("", "", "", "", "выдача", "")))

    register = read_register(saved(document))

    assert [(row.process, row.touchpoint, row.interactions, str(row.place)) for row in register.rows] == [
        ("Назначение пособия", "МФЦ", ("прием заявления",), "Таблица 1, строка 2"),
        ("Назначение пособия", "Сайт", ("прием", "выдача"), "Таблица 2, строка 1"),
    ]


def test_other_tables_are_told_of():
    document = docx.Document()
    word_table(document, (("Утверждаю", "Руководитель"),))
    word_table(document, (HEADER, ROW))
    word_table(document, (("Версия", "Дата", "Автор"), ("1", "01.02.2024", "Петров")))

    register = read_register(saved(document))

    assert register.rows == (READ,)
    assert messages(register, "table_ignored") == [
        "Таблица 1 пропущена, в ней нет столбцов перечня: «Утверждаю Руководитель».",
        "Таблица 3 пропущена, в ней нет столбцов перечня: «Версия Дата Автор».",
    ]


def test_line_above_the_table_names_its_group():
    document = docx.Document()
    for line, number in (("Предоставление услуг", "1"), ("Рассмотрение обращений", "4")):
        document.add_paragraph(f"2.{number}. {line}")
        word_table(document, (HEADER[2:], ROW[2:]))

    rows = read_register(saved(document)).rows

    assert [(row.group, row.group_number) for row in rows] == [
        ("Предоставление услуг", 1),
        ("Рассмотрение обращений", 4),
    ]


def test_register_inside_a_cell_of_a_layout_table():
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    inner = cell.add_table(2, 6)
    for at, cells in enumerate((HEADER, ROW)):
        for place, text in zip(inner.rows[at].cells, cells, strict=True):
            place.text = text

    assert read_register(saved(document)).rows == (READ,)


def test_deleted_rows_and_hidden_text_are_not_read():
    deleted = row_xml(ROW, "<w:trPr><w:del/></w:trPr>")
    secret = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>"
    hidden = f"<w:p><w:r><w:t>прием заявления</w:t></w:r>{secret}</w:p>"
    kept = row_xml((*ROW[:4], hidden, ROW[5]))

    register = read_register(package(body(f"<w:tbl>{row_xml(HEADER)}{deleted}{kept}</w:tbl>")))

    assert register.rows == (READ,)


def test_channel_of_its_own_column():
    data = word(("Процесс", "ТВ", "Канал", "Действия"), ("Пособие", "Окно", "офлайн", "прием"))

    row = only_row(data)

    assert (row.touchpoint, row.channel) == ("Окно", Channel.OFFLINE)
    assert codes(data) == ["group_missing"]


def test_scan_is_refused_with_its_reason():
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
    )
    data = zipped(
        {"[Content_Types].xml": types, "word/document.xml": body("<w:p/>"), "word/media/image1.png": b"png"}
    )

    assert refusal(data, "скан.docx") == (
        "«скан.docx»: В файле нет таблицы, только изображения: похоже, это скан. "
        "Нужен документ, текст которого можно выделить: DOCX, XLSX или CSV."
    )


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (table_xml([("я" * 30_001,)]), "в ячейке больше 30000 знаков"),
        ("<w:tbl>" + "<w:tr/>" * 20_001 + "</w:tbl>", "больше 20000 строк"),
        (
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
            "больше 500 столбцов",
        ),
        ("<w:p/>", "Это не перечень точек взаимодействия"),
    ],
    ids=["cell", "rows", "columns", "nothing"],
)
def test_document_beyond_the_limits_is_refused(xml: str, sentence: str):
    assert sentence in refusal(package(body(xml)))
