import subprocess

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine import pdf
from navstrechu.documents.engine.profile import LayoutProfile, Orientation
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
    Signature,
    Style,
    Table,
)
from navstrechu.documents.engine.typesetting import TypesettingFailed
from tests.documents.reopening import FONTS, counted, pdf_facts, pdf_pages, tree_texts, words
from tests.documents.samples import EVERYTHING, NODES, SVG, document, paragraphs, register


def made(*blocks, **options) -> bytes:
    return pdf.render(document(*blocks, **options), FONTS)


@pytest.mark.parametrize("node", NODES.values(), ids=lambda node: type(node).__name__)
def test_every_node_keeps_its_words(node):
    pages = pdf_pages(made(Paragraph("Перед"), node))

    numbers = ["2"] * (len(pages) - 1)
    assert counted(pages) - counted(numbers) == counted(["Перед", *tree_texts(document(node))])


@pytest.mark.parametrize("style", Style)
def test_every_paragraph_style_is_set(style):
    assert words(*pdf_pages(pdf.render(paragraphs(style), FONTS))) == ["Абзац", style.value]


def test_file_is_tagged_archival_and_says_what_it_is():
    data = pdf.render(EVERYTHING, FONTS)

    facts = pdf_facts(data)
    assert (facts["Title"], facts["Author"], facts["Tagged"]) == ("Проверка", "Департамент", "yes")
    assert facts["CreationDate"].startswith("Fri Mar 15")
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_file_without_date_is_tagged_but_not_archival():
    data = pdf.render(Document("Без даты", (Paragraph("Текст"),)), FONTS)

    assert "CreationDate" not in pdf_facts(data)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"pdfaid" not in data


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") #import "a"',
        "$ x^2 $ *жирно* _курсив_ `код`",
        "<метка> @ссылка // примечание /* и */",
        "= Заголовок",
        "- пункт",
        "1. пункт",
        '\\" кавычка \\ обратная " черта',
        "{{ шаблон }} {% тег %} <script>alert(1)</script> &amp;",
        "https://example.org/путь?а=1#б ~ -- --- ... 'x'",
    ],
)
def test_text_is_never_read_as_markup(text):
    table = Table((Column("А"),), (Row.of(text),))

    pages = pdf_pages(made(Paragraph(text), table))

    assert counted(pages) == counted([text, "А", text])


def test_pages_are_numbered_from_the_second_at_the_top():
    pages = pdf_pages(made(*(Paragraph("слово " * 400) for _ in range(4))))

    assert len(pages) == 4
    assert [words(page)[0] for page in pages] == ["слово", "2", "3", "4"]
    assert [page.split("слово")[0].strip() for page in pages[1:]] == ["2", "3", "4"]


def test_register_repeats_its_header_and_splits_no_row():
    pages = pdf_pages(pdf.render(register(), FONTS))

    assert len(pages) > 5
    assert all("№ п/п" in page and "Вид документа" in page for page in pages)
    for number in range(1, 72):
        first = [index for index, page in enumerate(pages) if f"Начало{number} " in page]
        last = [index for index, page in enumerate(pages) if f"Конец{number}" in words(page)]
        assert first == last
        assert len(first) == 1


def test_group_heading_is_never_alone_at_the_end_of_a_page():
    rows = []
    for number in range(60):
        rows += [Row.of(Cell.of(f"Группа{number}", colspan=2), kind=RowKind.GROUP)] * (1 + number % 2)
        rows += [Row.of(f"Строка{number}", "текст\n" * (number % 5))]

    pages = pdf_pages(made(Table((Column("А"), Column("Б")), tuple(rows))))

    assert len(pages) > 3
    assert [page for page in pages if words(page)[-1].startswith("Группа")] == []


def test_heading_is_never_alone_at_the_end_of_a_page():
    blocks = []
    for number in range(80):
        blocks += [Heading(f"Раздел{number}"), Paragraph("слово " * (10 + 7 * (number % 6)))]

    pages = pdf_pages(made(*blocks))

    assert len(pages) > 5
    assert [page for page in pages if words(page)[-1].startswith("Раздел")] == []


@pytest.mark.parametrize("orientation", Orientation)
def test_cell_longer_than_a_page_loses_nothing(orientation):
    long = " ".join(f"слово{number}" for number in range(3000))
    table = Table((Column("Имя"), Column("Текст")), (Row.of("до", long), Row.of("после", "конец")))

    pages = pdf_pages(made(table, orientation=orientation))

    found = counted(pages)
    assert len(pages) > 5
    assert [word for word in words(long, "до после конец") if found[word] != 1] == []


@pytest.mark.parametrize("count", range(100, 420, 20))
def test_cell_about_as_long_as_a_page_loses_nothing(count):
    long = " ".join(f"Щит{number}" for number in range(count))
    table = Table((Column("Имя"), Column("Текст")), (Row.of("до", "текст"), Row.of("имя", long)))

    found = counted(pdf_pages(made(table, orientation=Orientation.LANDSCAPE)))

    assert [word for word in words(long) if found[word] != 1] == []


@pytest.mark.parametrize("lengths", [(3000,), (500, 500), (1,) * 150], ids=["one", "two", "many"])
def test_group_headings_longer_than_a_page_lose_nothing(lengths):
    texts = [" ".join(f"{index}слово{n}" for n in range(length)) for index, length in enumerate(lengths)]
    rows = [Row.of(Cell.of(text, colspan=2), kind=RowKind.GROUP) for text in texts]
    table = Table((Column("Имя"), Column("Текст")), (*rows, Row.of("конец", "таблицы")))

    found = counted(pdf_pages(made(table)))

    assert [word for word in words(*texts, "конец таблицы") if found[word] != 1] == []


def test_signature_longer_than_a_page_loses_nothing():
    long = " ".join(f"слово{number}" for number in range(900))

    found = counted(pdf_pages(made(Signature((long,), "Имя"))))

    assert [word for word in words(long, "Имя") if found[word] != 1] == []


def test_cell_spanning_more_rows_than_a_page_has_loses_nothing():
    first = Row.of(Cell.of("Общая", rowspan=100), "строка0")
    table = Table((Column("А"), Column("Б")), (first, *(Row.of(f"строка{n}") for n in range(1, 100))))

    found = counted(pdf_pages(made(table)))

    assert [found[f"строка{n}"] for n in range(100)] == [1] * 100
    assert found["Общая"] == 1


def test_word_wider_than_its_column_stays_inside_it():
    address = "https://example.org/" + "0123456789" * 12
    table = Table((Column("А", 1), Column("Б", 1)), (Row.of(address, "сосед"),))

    data = made(table)

    # A word that ran over the edge would be one line of 140 characters.
    (page,) = pdf_pages(data, joined=False)
    assert max(len(line.replace("\u200b", "")) for line in page.splitlines()) < 60
    assert words(*pdf_pages(data)) == ["А", "Б", address, "сосед"]


def test_title_of_two_hundred_lines_is_set_whole():
    title = "\n".join(f"строка{number}" for number in range(200))

    pages = pdf_pages(made(Paragraph(title, Style.TITLE)))

    assert len(pages) > 3
    found = counted(pages)
    assert [word for word in words(title) if found[word] != 1] == []


def test_signature_is_never_parted_from_the_paragraph_before_it():
    for count in range(20, 50):
        blocks = [Paragraph(f"абзац{number}") for number in range(count)]
        pages = pdf_pages(made(*blocks, Signature(("Заместитель", "руководителя"), "А. В. Востриков")))
        last = words(pages[-1])
        assert f"абзац{count - 1}" in last
        assert "Заместитель" in last


@pytest.mark.parametrize("sign", ["😀", "漢", "\uf0b7", "\ue100", "\U000f0000", "\u0301"])
def test_sign_without_glyph_costs_no_other_word(sign):
    pages = pdf_pages(made(Paragraph(f"Спасибо {sign} всем")))

    found = words(pages[0])
    assert (found[0].strip("\u0301"), found[-1]) == ("Спасибо", "всем")


def test_sections_turn_the_sheet():
    data = made(Paragraph("Письмо"), PageBreak(Orientation.LANDSCAPE), Paragraph("Таблица"))

    facts = pdf_facts(data, "-f", "1", "-l", "2")
    assert facts["Page 1 size"].startswith("595.276 x 841.89")
    assert facts["Page 2 size"].startswith("841.89 x 595.276")


def test_only_fonts_of_the_folder_are_embedded():
    done = subprocess.run(
        ["pdffonts", "-"], input=pdf.render(EVERYTHING, FONTS), capture_output=True, check=True
    )

    names = {line.split()[0].split("+")[-1] for line in done.stdout.decode().splitlines()[2:]}
    assert names == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"}


@pytest.mark.parametrize("picture", [Picture(SVG, 500, "Широкая"), NODES[Picture]], ids=["svg", "png"])
def test_picture_fits_the_sheet(picture):
    assert len(pdf_pages(made(Paragraph("Подпись"), picture))) == 1


def test_folder_without_fonts_is_refused(tmp_path):
    with pytest.raises(TypesettingFailed, match="нет шрифтов"):
        pdf.render(EVERYTHING, tmp_path)


def test_warning_of_the_typesetter_is_a_failure():
    with pytest.raises(TypesettingFailed, match="unknown font family"):
        made(Paragraph("Текст"), profile=LayoutProfile(metric_font="Нет Такого"))


def test_large_table_is_set_in_another_process_to_the_same_bytes(monkeypatch):
    table = Table((Column("А"), Column("Б")), tuple(Row.of(str(n), "текст 😀") for n in range(30)))
    here = made(table)

    monkeypatch.setattr(pdf, "_MOST_ROWS_HERE", 10)

    assert made(table) == here


def test_complaint_of_the_other_process_is_a_failure(monkeypatch):
    monkeypatch.setattr(pdf, "_MOST_ROWS_HERE", 0)
    table = Table((Column("А"),), (Row.of("строка"),))

    with pytest.raises(TypesettingFailed, match="unknown font family"):
        made(table, profile=LayoutProfile(metric_font="Нет Такого"))


def test_rows_of_a_merged_cell_stay_on_one_page():
    rows = []
    for number in range(60):
        rows += [Row.of(Cell.of(f"Процесс{number}", rowspan=3), f"а{number}"), Row.of(f"б{number}")]
        rows += [Row.of(f"в{number}\n" * (1 + number % 4))]

    pages = pdf_pages(made(Table((Column("А"), Column("Б")), tuple(rows))))

    assert len(pages) > 3
    for number in range(60):
        holders = [
            page for page in pages if {f"Процесс{number}", f"а{number}", f"в{number}"} & {*words(page)}
        ]
        assert len(holders) == 1


def test_too_many_rows_are_refused_with_a_way_out():
    table = Table((Column("А"),), (Row.of("строка"),) * (pdf.MOST_ROWS + 1))

    with pytest.raises(InputRefused, match=r"не больше 12000 строк .* DOCX или XLSX"):
        made(table)
