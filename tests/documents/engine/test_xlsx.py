import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine import xlsx
from navstrechu.documents.engine.tree import (
    Cell,
    Column,
    Heading,
    Paragraph,
    Picture,
    Row,
    Signature,
    Style,
    Table,
)
from tests.documents.reopening import (
    FONTS,
    S,
    converted_by_office,
    counted,
    part,
    part_names,
    sheet_cells,
    tree_texts,
    words,
)
from tests.documents.samples import EVERYTHING, NODES, SVG, document, paragraphs, register


def made(*blocks, **options) -> bytes:
    return xlsx.render(document(*blocks, **options), FONTS)


def column(*rows: str, name: str = "") -> Table:
    return Table((Column("Столбец"),), tuple(Row.of(row) for row in rows), name=name)


@pytest.mark.parametrize("node", NODES.values(), ids=lambda node: type(node).__name__)
def test_every_node_keeps_its_words(node):
    cells = sheet_cells(made(Paragraph("Слова"), node))
    if node is NODES[Table]:
        del cells["B5"]  # under a merged cell

    # A fact is written as «label: value».
    plain = [text.replace(": ", " ") for text in cells.values()]
    assert counted(plain) == counted(["Слова", *tree_texts(document(node))])


def test_words_stand_around_their_table():
    data = made(
        Paragraph("Заголовок", Style.TITLE), Heading("Раздел"), column("1", "2"), Signature(("Пост",), "Имя")
    )

    assert sheet_cells(data) == {
        "A1": "Заголовок",
        "A2": "Раздел",
        "A3": "Столбец",
        "A4": "1",
        "A5": "2",
        "A7": "Пост",
        "A8": "Имя",
    }


def test_every_table_is_a_sheet_with_frozen_header_and_filter():
    data = made(Paragraph("Над"), column("1", name="Первая"), column("2", "3", name="Вторая"))

    names = [sheet.get("name") for sheet in part(data, "xl/workbook.xml").iter(f"{S}sheet")]
    assert names == ["Первая", "Вторая"]
    first, second = (part(data, f"xl/worksheets/sheet{number}.xml") for number in (1, 2))
    assert (first.find(f".//{S}pane").get("ySplit"), second.find(f".//{S}pane").get("ySplit")) == ("2", "1")
    assert (first.find(f"{S}autoFilter").get("ref"), second.find(f"{S}autoFilter").get("ref")) == (
        "A2:A3",
        "A1:A3",
    )


def test_merged_cells_follow_the_tree():
    data = made(NODES[Table])

    merged = [cell.get("ref") for cell in part(data, "xl/worksheets/sheet1.xml").iter(f"{S}mergeCell")]
    assert merged == ["B2:C2", "B3:B4"]
    cells = sheet_cells(data)
    # Unseen under the merged cell, so that a filter finds the second row too.
    assert (cells["B3"], cells["B4"]) == ("Сформирован перечень\nи утверждён",) * 2


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-5", "@СУММ(A1)", "https://example.org", "007", "{=A1}", "\t=1"]
)
def test_text_is_never_a_formula_a_number_or_a_link(text):
    data = made(Paragraph(text), column(text))

    assert sheet_cells(data) == {"A1": text, "A2": "Столбец", "A3": text}
    assert part(data, "xl/worksheets/sheet1.xml").find(f"{S}hyperlinks") is None


def test_sheet_names_are_accepted_by_the_format():
    long = "Очень длинное название таблицы, не входящее в ярлык"
    tables = [column("1", name=name) for name in (long, long, "а/б:в?г*д[е]ж\\з", "''", "", "ТАБЛИЦА")]

    names = [sheet.get("name") for sheet in part(made(*tables), "xl/workbook.xml").iter(f"{S}sheet")]

    assert names == [
        "Очень длинное название таблицы,",
        "Очень длинное название таблиц 2",
        "а б в г д е ж з",
        "Таблица",
        "Таблица 2",
        "ТАБЛИЦА 3",
    ]


def test_cell_longer_than_the_format_holds_is_refused_with_a_way_out():
    assert len(sheet_cells(made(column("а" * 32_767)))["A2"]) == 32_767
    with pytest.raises(InputRefused, match=r"Строка 2: .* Скачайте документ в DOCX или PDF"):
        made(column("коротко", "а" * 32_768))


def test_register_has_a_row_for_every_row():
    cells = sheet_cells(xlsx.render(register(), FONTS))

    assert [text for address, text in cells.items() if address.startswith("A")][2:] == [
        row.cells[0].text for row in register().tables()[0].rows
    ]


@pytest.mark.parametrize("style", Style)
def test_every_paragraph_style_is_written(style):
    assert sheet_cells(xlsx.render(paragraphs(style), FONTS)) == {"A1": f"Абзац {style}"}


def test_rows_are_high_enough_for_their_words():
    table = Table(
        (Column("А", 1), Column("Б", 9)), (Row.of("коротко", "слово " * 100), Row.of("1\n2\n3", "4"))
    )

    rows = [row.get("ht") for row in part(made(table), "xl/worksheets/sheet1.xml").iter(f"{S}row")]

    assert rows == ["17.25", "75.75", "46.5"]


@pytest.mark.parametrize("picture", [Picture(SVG, 50, "Круг"), NODES[Picture]], ids=["svg", "png"])
def test_picture_is_embedded_with_alternative_text(picture):
    data = made(picture, column("1"))

    described = [
        node.get("descr") for node in part(data, "xl/drawings/drawing1.xml").iter() if node.get("descr")
    ]
    assert described == [picture.alternative_text]
    # 36 000 English metric units make a millimetre.
    extent = [int(node.get("cx")) for node in part(data, "xl/drawings/drawing1.xml").iter() if node.get("cx")]
    assert extent[0] / 36_000 == pytest.approx(picture.width, abs=0.5)
    assert "xl/media/image1.png" in part_names(data)


def test_properties_tell_the_document_and_no_clock():
    core = {
        node.tag.split("}")[1]: node.text
        for node in part(xlsx.render(EVERYTHING, FONTS), "docProps/core.xml")
    }

    assert core == {
        "title": "Проверка",
        "creator": "Департамент",
        "lastModifiedBy": "Департамент",
        "created": "2024-03-15T00:00:00Z",
        "modified": "2024-03-15T00:00:00Z",
    }


def test_office_reads_the_table(tmp_path):
    table = Table((Column("А"), Column("Б")), (Row.of("=1+1", Cell.of("две\nстроки")), Row.of("", "конец")))

    text = converted_by_office(
        made(table), tmp_path, source="xlsx", target="csv:Text - txt - csv (StarCalc):44,34,76"
    ).decode()

    assert words(text) == words('А,Б =1+1,"две строки" ,конец')
