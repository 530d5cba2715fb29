import io

import docx as word
import pytest

from navstrechu.documents.engine import docx
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Cell,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Run,
    Signature,
    Style,
    Table,
)
from tests.documents.reopening import (
    FONTS,
    W,
    converted_by_office,
    counted,
    docx_texts,
    part,
    part_names,
    pdf_pages,
    tree_texts,
    words,
)
from tests.documents.samples import EVERYTHING, NODES, SVG, document, paragraphs, register

# The order in which the schema wants properties; a word processor "repairs" a file that has another.
SCHEMA_ORDER = {
    "pPr": (
        [
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "suppressAutoHyphens",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
            "sectPr",
        ]
    ),
    "rPr": ["rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "lang"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"],
    "trPr": ["cantSplit", "tblHeader"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "vAlign"],
    "sectPr": ["headerReference", "pgSz", "pgMar", "titlePg"],
    "style": ["name", "basedOn", "next", "qFormat", "pPr", "rPr", "tblPr"],
}


def made(*blocks, **options) -> bytes:
    return docx.render(document(*blocks, **options), FONTS)


def body(data: bytes):
    return part(data, "word/document.xml").find(f"{W}body")


@pytest.mark.parametrize("node", NODES.values(), ids=lambda node: type(node).__name__)
def test_every_node_keeps_its_words(node):
    data = made(node)

    assert counted(docx_texts(data)) == counted(tree_texts(document(node)))


def test_text_order_and_line_breaks_are_those_of_the_tree():
    paragraph = Paragraph((Run("два\tтри\n"), Run("четыре", italic=True)))

    data = made(Heading("Один"), paragraph, Signature(("Пост",), "Имя"))

    assert [text for text in docx_texts(data) if text] == ["Один", "два\tтри\nчетыре", "Пост", "Имя"]


def test_another_reader_finds_styles_and_cells():
    opened = word.Document(io.BytesIO(docx.render(EVERYTHING, FONTS)))

    table = opened.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["№ п/п", "Мероприятие", "Срок"],
        ["2.", "Блок внедрения", "Блок внедрения"],
        ["2.1.", "Сформирован перечень\nи утверждён", "29.02.2024"],
        ["2.2.", "Сформирован перечень\nи утверждён", "17.06.2024"],
        ["", "Всего", "71"],
    ]
    assert opened.paragraphs[0].style.name == "Heading 1"
    assert opened.styles["Normal"].style_id == "Normal"


@pytest.mark.parametrize("style", Style)
def test_every_paragraph_style_is_defined(style):
    data = docx.render(paragraphs(style), FONTS)

    defined = {element.get(f"{W}styleId") for element in part(data, "word/styles.xml").iter(f"{W}style")}
    used = {element.get(f"{W}val") for element in body(data).iter(f"{W}pStyle", f"{W}tblStyle")}
    assert used == {docx.PARAGRAPH_STYLE[style]}
    assert used <= defined


def test_no_style_is_used_that_is_not_defined():
    data = docx.render(EVERYTHING, FONTS)

    defined = {element.get(f"{W}styleId") for element in part(data, "word/styles.xml").iter(f"{W}style")}
    named = {
        element.get(f"{W}val")
        for name in ("word/document.xml", "word/styles.xml", "word/header1.xml")
        for element in part(data, name).iter(f"{W}pStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next")
    }
    assert named - defined == set()


def test_properties_stand_in_the_order_of_the_schema():
    data = docx.render(EVERYTHING, FONTS)

    for name in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
        for tag, order in SCHEMA_ORDER.items():
            for element in part(data, name).iter(f"{W}{tag}"):
                found = [child.tag.removeprefix(W) for child in element]
                assert found == sorted(found, key=order.index), f"{name}: {tag}"


def test_file_holds_only_parts_of_our_own():
    assert part_names(docx.render(EVERYTHING, FONTS)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/media/image1.png",
        "word/header1.xml",
    ]


def test_language_hyphenation_and_font_are_set():
    data = made(Paragraph("Текст"))

    defaults = part(data, "word/styles.xml").find(f"{W}docDefaults//{W}rPr")
    assert defaults.find(f"{W}lang").get(f"{W}val") == "ru-RU"
    assert defaults.find(f"{W}rFonts").get(f"{W}ascii") == "Times New Roman"
    assert part(data, "word/settings.xml").find(f"{W}autoHyphenation") is not None


def test_core_properties_tell_the_document_and_no_clock():
    properties = word.Document(io.BytesIO(docx.render(EVERYTHING, FONTS))).core_properties

    assert (properties.title, properties.author, properties.language) == ("Проверка", "Департамент", "ru-RU")
    assert f"{properties.created:%d.%m.%Y}" == "15.03.2024"
    undated = docx.render(Document("Без даты", ()), FONTS)
    assert [child.tag.split("}")[1] for child in part(undated, "docProps/core.xml")] == [
        "title",
        "creator",
        "language",
    ]


def test_table_repeats_its_header_and_keeps_rows_whole():
    rows = body(docx.render(register(8), FONTS)).findall(f"{W}tbl/{W}tr")

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 10
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    group = rows[1].findall(f".//{W}keepNext")
    assert len(group) == 2


def test_row_taller_than_a_page_may_be_split():
    table = Table((Column("А"),), (Row.of("коротко"), Row.of("слово " * 5000)))

    rows = body(made(table)).findall(f"{W}tbl/{W}tr")

    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False]


def test_rows_under_a_merged_cell_stay_together():
    table = Table(
        (Column("А"), Column("Б")),
        (Row.of(Cell.of("Общая", rowspan=3), "1"), Row.of("2"), Row.of("3"), Row.of("Другая", "4")),
    )

    rows = body(made(table)).findall(f"{W}tbl/{W}tr")[1:]

    merges = [[m.get(f"{W}val") for m in row.iter(f"{W}vMerge")] for row in rows]
    assert merges == [["restart"], ["continue"], ["continue"], []]
    assert [len(row.findall(f".//{W}keepNext")) for row in rows] == [2, 2, 0, 0]


def test_office_never_parts_rows_of_a_merged_cell(tmp_path):
    rows = []
    for number in range(60):
        rows += [Row.of(Cell.of(f"Процесс{number}", rowspan=3), f"а{number}"), Row.of(f"б{number}")]
        rows += [Row.of(f"в{number}\n" * (1 + number % 4))]
    data = made(Table((Column("А"), Column("Б")), tuple(rows)))

    pages = pdf_pages(converted_by_office(data, tmp_path, source="docx", target="pdf:writer_pdf_Export"))

    assert len(pages) > 3
    for number in range(60):
        wanted = {f"Процесс{number}", f"а{number}", f"в{number}"}
        assert [wanted <= {*words(page)} for page in pages if wanted & {*words(page)}] == [True]


def test_text_that_looks_like_the_place_of_a_table_stays_text():
    table = Table((Column("<!--table-->"),), (Row.of("&lt;<!--table-->\t]]>"),), name='"<имя>&')

    texts = docx_texts(made(Paragraph("<!--table-->"), table, Paragraph("конец")))

    assert [text for text in texts if text] == [
        "<!--table-->", "<!--table-->", "&lt;<!--table-->\t]]>", "конец",
    ]  # fmt: skip


def test_word_wider_than_its_column_is_hyphenated_and_others_are_not():
    table = Table((Column("А", 1), Column("Б", 9)), (Row.of("клиентоцентричность", "клиентоцентричность"),))

    cells = body(made(table)).findall(f"{W}tbl/{W}tr")[1].findall(f".//{W}pStyle")

    assert [cell.get(f"{W}val") for cell in cells] == ["DocCellNarrow", "DocCell"]


def test_paragraph_before_a_signature_stays_with_it():
    data = made(Paragraph("Раньше"), Paragraph("Последний"), Signature(("Пост",), "Имя"))

    kept = {
        _text(p): p.find(f"{W}pPr/{W}keepNext") is not None for p in body(data).findall(f"{W}p") if _text(p)
    }
    assert kept == {"Раньше": False, "Последний": True}


def _text(paragraph) -> str:
    return "".join(node.text for node in paragraph.iter(f"{W}t"))


def test_turned_sheets_are_sections_and_only_the_first_page_has_no_number():
    data = made(Paragraph("Письмо"), PageBreak(Orientation.LANDSCAPE), Paragraph("Таблица"))

    sections = list(part(data, "word/document.xml").iter(f"{W}sectPr"))
    sizes = [(s.find(f"{W}pgSz").get(f"{W}w"), s.find(f"{W}pgSz").get(f"{W}orient")) for s in sections]
    assert sizes == [("11906", None), ("16838", "landscape")]
    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True, False]
    assert [s.find(f"{W}headerReference") is not None for s in sections] == [True, False]


@pytest.mark.parametrize("picture", [Picture(SVG, 50, "Круг"), NODES[Picture]], ids=["svg", "png"])
def test_picture_is_png_with_alternative_text(picture):
    data = made(picture)

    described = [element.get("descr") for element in body(data).iter() if element.tag.endswith("}docPr")]
    assert described == [picture.alternative_text]
    assert [name for name in part_names(data) if "media" in name] == ["word/media/image1.png"]


def test_ten_thousand_rows_are_all_there():
    rows = tuple(Row.of(*(f"{row}:{column}" for column in range(6))) for row in range(10_000))
    table = Table(tuple(Column(f"С{number}") for number in range(6)), rows)

    texts = [text for text in docx_texts(made(table)) if text]

    assert texts == tree_texts(document(table))


def test_office_reads_everything_we_wrote(tmp_path):
    data = docx.render(EVERYTHING, FONTS)

    pages = pdf_pages(converted_by_office(data, tmp_path, source="docx", target="pdf:writer_pdf_Export"))

    assert len(pages) == 2
    assert words(pages[1])[0] == "2"
    assert counted(pages) - counted(["2"]) == counted(tree_texts(EVERYTHING))


def test_office_loses_nothing_of_a_cell_longer_than_a_page(tmp_path):
    long = " ".join(f"слово{number}" for number in range(3000))
    data = made(Table((Column("Имя"), Column("Текст")), (Row.of("до", long), Row.of("после", "конец"))))

    pages = pdf_pages(converted_by_office(data, tmp_path, source="docx", target="pdf:writer_pdf_Export"))

    assert len(pages) > 5
    found = counted(pages)
    assert [word for word in words(long, "до после конец") if found[word] != 1] == []


def test_office_never_leaves_a_group_heading_alone(tmp_path):
    rows = [Row.of(Cell.of(f"Группа{n}", colspan=2), kind=RowKind.GROUP) for n in range(40)]
    body_rows = [Row.of(f"Строка{n}", "текст\n" * (n % 5)) for n in range(40)]
    mixed = tuple(row for pair in zip(rows, body_rows, strict=True) for row in pair)
    data = made(Table((Column("А"), Column("Б")), mixed))

    pages = pdf_pages(converted_by_office(data, tmp_path, source="docx", target="pdf:writer_pdf_Export"))

    assert len(pages) > 2
    assert [page for page in pages if words(page)[-1].startswith("Группа")] == []
