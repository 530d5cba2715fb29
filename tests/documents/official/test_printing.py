"""Papers as files: what a word processor makes of them page by page, what a reader of PDF finds in them."""

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace

import docx as word
import pdfplumber
import pytest
from django.conf import settings

from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine.profile import OFFICIAL_FORM
from navstrechu.documents.engine.tree import Column, Row, Table
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.values import (
    Annex,
    Clause,
    Mark,
    OfficialText,
    Paper,
    PrintedForm,
    Signatory,
    StandardForm,
)
from navstrechu.documents.rendering import Format, render
from tests.documents.official.order_201 import FORM, REQUISITES, order_201, squeezed
from tests.documents.reopening import (
    W,
    converted_by_office,
    docx_texts,
    part,
    pdf_facts,
    pdf_pages,
    sheet_cells,
    words,
)
from tests.documents.samples import SVG

QR = "https://example.org/documents/201"
FORMS = {
    "2016": PrintedForm(StandardForm.GOST_2016, arms=SVG, qr_text=QR),
    "2025": PrintedForm(StandardForm.GOST_2025, arms=SVG, qr_text=QR),
    "2025 without arms and code": PrintedForm(),
}
_HEADINGS = ("1. Общие положения", "2. Порядок формирования Перечня", "3. Заключительные положения")


def made(format: Format, paper: Paper | None = None, form: PrintedForm | None = None) -> bytes:
    return render(lay_out(paper or order_201(3), REQUISITES, form or PrintedForm()), format).content


def long_annex(sections: int = 60) -> Paper:
    """An order whose annex has sections of every length, so that pages end at every place of them."""
    clauses = tuple(
        Clause(f"Раздел{n}", Mark.SECTION, tuple(Clause("слово " * (15 + 9 * (n % 7))) for _ in range(2)))
        for n in range(sections)
    )
    text = OfficialText("О порядке", clauses=(Clause("Утвердить."),), annexes=(Annex(("Порядок",), clauses),))
    return replace(order_201(), text=text)


def last_lines(pages: list[str]) -> list[str]:
    return [page.strip().splitlines()[-1] for page in pages]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_word_processor_shows_the_order_page_by_page(form, tmp_path):
    data = converted_by_office(made(Format.DOCX, form=form), tmp_path, source="docx", target="pdf")

    pages = pdf_pages(data, joined=False)
    assert 4 <= len(pages) <= 5
    assert "П Р И К А З" in pages[0].replace("\u00a0", " ")
    assert pages[0].rstrip().endswith("А. В. Востриков")
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert words(pages[1])[1:3] == ["Приложение", "к"]
    assert words(pages[-1])[1:4] == ["Приложение", "к", "Порядку"]
    assert not set(last_lines(pages)) & set(_HEADINGS)
    with pdfplumber.open(io.BytesIO(data)) as sheets:
        turned = [page.width > page.height for page in sheets.pages]
        assert turned == [False] * (len(pages) - 1) + [True]
        assert len(sheets.pages[0].images) == bool(form.arms) + (form is FORMS["2025"])


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_print_has_the_pages_of_the_word_processor(form):
    data = made(Format.PDF, form=form)

    pages = pdf_pages(data)
    assert 4 <= len(pages) <= 5
    assert words(pages[1])[1:3] == ["Приложение", "к"]
    assert words(pages[-1])[1:4] == ["Приложение", "к", "Порядку"]
    facts = pdf_facts(data)
    assert facts["Tagged"] == "yes"
    assert (
        facts["Title"].replace("\u00a0", " ").startswith("Приказ от 29 февраля 2024 г. № 201 «Об утверждении")
    )
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_code_stands_in_the_lower_right_corner_of_the_first_sheet_alone(tmp_path):
    form = PrintedForm(qr_text=QR)

    printed = made(Format.PDF, form=form)
    shown = converted_by_office(made(Format.DOCX, form=form), tmp_path, source="docx", target="pdf")

    for data in (printed, shown):
        with pdfplumber.open(io.BytesIO(data)) as sheets:
            page = sheets.pages[0]
            [code] = page.images
            place = [page.width - code["x1"], page.height - code["bottom"], code["x1"] - code["x0"]]
            assert [millimetres / 72 * 25.4 for millimetres in place] == pytest.approx([10, 20, 22], abs=1.2)
            assert [len(sheet.images) for sheet in sheets.pages[1:]] == [0] * (len(sheets.pages) - 1)


def test_text_of_a_full_first_sheet_ends_above_the_code(tmp_path):
    long = replace(
        order_201(), text=OfficialText("О", clauses=tuple(Clause("слово " * 40) for _ in range(20)))
    )
    form = PrintedForm(qr_text=QR)

    printed = made(Format.PDF, long, form)
    shown = converted_by_office(made(Format.DOCX, long, form), tmp_path, source="docx", target="pdf")

    for data in (printed, shown):
        with pdfplumber.open(io.BytesIO(data)) as sheets:
            [code] = sheets.pages[0].images
            assert max(word["bottom"] for word in sheets.pages[0].extract_words()) < code["top"]


def test_code_and_arms_have_words_for_those_who_listen():
    data = made(Format.DOCX, form=FORMS["2025"])

    described = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    assert [node.get("descr") for node in part(data, "word/document.xml").iter(described)] == ["Герб"]
    assert [node.get("descr") for node in part(data, "word/footer1.xml").iter(described)] == [
        f"QR-код документа: {QR}"
    ]
    assert f'alt="QR-код документа: {QR}"' in made(Format.HTML, form=FORMS["2025"]).decode()


def test_margins_and_sizes_are_those_of_the_standards():
    opened = word.Document(io.BytesIO(made(Format.DOCX)))

    first = opened.sections[0]
    edges = (first.left_margin, first.right_margin, first.top_margin, first.bottom_margin)
    assert [round(edge.mm) for edge in edges] == [30, 10, 20, 20]
    assert opened.styles["Текст таблицы"].font.size.pt == 12
    defaults = part(made(Format.DOCX), "word/styles.xml").find(f"{W}docDefaults//{W}sz")
    assert defaults.get(f"{W}val") == "28"


def test_sizes_of_the_agency_replace_those_of_the_standard():
    form = PrintedForm(profile=replace(OFFICIAL_FORM, body_size=12, deeper_indent=5))

    data = made(Format.DOCX, form=form)

    assert part(data, "word/styles.xml").find(f"{W}docDefaults//{W}sz").get(f"{W}val") == "24"
    moved = {node.get(f"{W}left") for node in part(data, "word/document.xml").iter(f"{W}ind")}
    assert {"283", "567"} <= moved


def test_no_heading_of_a_long_annex_ends_a_page(tmp_path):
    paper = long_annex()

    printed = pdf_pages(made(Format.PDF, paper))
    shown = pdf_pages(
        converted_by_office(made(Format.DOCX, paper), tmp_path, source="docx", target="pdf"), joined=False
    )

    for pages in (printed, shown):
        assert len(pages) > 10
        assert [line for line in last_lines(pages) if re.search(r"Раздел\d", line)] == []


def test_header_of_the_form_is_repeated_on_every_sheet_of_it(tmp_path):
    paper = order_201(60)

    printed = pdf_pages(made(Format.PDF, paper))
    shown = pdf_pages(converted_by_office(made(Format.DOCX, paper), tmp_path, source="docx", target="pdf"))

    for pages in (printed, shown):
        filled = [page for page in pages if "Ускоренная очередь" in " ".join(page.split())]
        assert len(filled) > 3
        assert all("Направление" in page and "Наименование" in page for page in filled)


@pytest.mark.parametrize("format", Format)
def test_equal_papers_give_equal_bytes_in_another_process(format):
    code = (
        "import django, hashlib, json; django.setup();"
        "from navstrechu.documents.rendering import Format;"
        "from tests.documents.official.test_printing import FORMS, made;"
        f"print(hashlib.sha256(made(Format({format.value!r}), form=FORMS['2025'])).hexdigest())"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=settings.BASE_DIR
    )

    digest = hashlib.sha256(made(format, form=FORMS["2025"])).hexdigest()
    assert done.stdout.split()[-1] == digest
    assert hashlib.sha256(made(format, form=FORMS["2025"])).hexdigest() == digest


def test_title_of_two_hundred_lines_prints(tmp_path):
    lines = tuple(f"строка{n}" for n in range(200))
    text = OfficialText("\n".join(lines), "Преамбула", annexes=(Annex(lines, (Clause("Пункт"),)),))
    paper = replace(order_201(), text=text)

    printed = made(Format.PDF, paper)
    shown = converted_by_office(made(Format.DOCX, paper), tmp_path, source="docx", target="pdf")

    for data in (printed, shown):
        found = re.findall(r"строка\d+", " ".join(pdf_pages(data)))
        assert sorted(found) == sorted(lines * 2)
    assert made(Format.HTML, paper).decode().count("строка199") == 3  # the title of the file too


def test_paper_without_a_word_prints_its_frame():
    clauses = (Clause(""), Clause("", Mark.PLAIN), Clause("", Mark.SECTION))
    paper = replace(
        order_201(),
        agency_lines=(),
        agency_genitive="",
        place="",
        text=OfficialText("", "", clauses, (Annex(),)),
        signatory=Signatory((), ""),
    )

    dated = ["29", "февраля", "2024", "г.", "№", "201"]
    frame = [*"ПРИКАЗ", *dated, "1.", "2.", "Приложение", "к", "приказу", "от", *dated]
    assert words(*docx_texts(made(Format.DOCX, paper))) == frame
    assert words(*pdf_pages(made(Format.PDF, paper))) == [*frame[:14], "2", *frame[14:]]


@pytest.mark.parametrize("format", Format)
def test_characters_that_xml_forbids_disappear(format):
    bad = "Утв\x00ерд\x0bить\ufffe \ud800порядок\x1f"
    annex = Annex((bad,), (Clause(bad, Mark.SECTION), Clause(bad, Mark.DATA)), to=bad)
    paper = replace(
        order_201(),
        agency_lines=(bad,),
        text=OfficialText(bad, bad, (Clause(bad),), (annex,)),
        data={bad: (Table((Column(bad),), (Row.of(bad),), name=bad),)},
        amended_by=(bad,),
    )

    data = made(format, paper)

    texts = {
        Format.DOCX: lambda: "\n".join(docx_texts(data)),
        Format.PDF: lambda: "\n".join(pdf_pages(data)),
        Format.HTML: data.decode,
        Format.XLSX: lambda: "\n".join(sheet_cells(data).values()),
    }[format]()
    assert "1. Утверд" in texts
    assert "ить порядок" in texts


def test_table_of_too_many_columns_is_refused_with_the_way_out():
    columns = tuple(Column(f"Столбец {n}") for n in range(40))
    wide = replace(order_201(), data={FORM: (Table(columns, (), name="Перечень"),)})

    for format in (Format.DOCX, Format.PDF):
        with pytest.raises(
            InputRefused, match="Таблица «Перечень» шире листа: столбцов 40, а помещается не больше 32"
        ):
            made(format, wide)
    assert made(Format.XLSX, wide)
    assert b"\xd0\xa1\xd1\x82\xd0\xbe\xd0\xbb\xd0\xb1\xd0\xb5\xd1\x86 39" in made(Format.HTML, wide)


def test_narrow_columns_of_a_wide_table_stay_on_the_sheet():
    columns = (Column("А", 1000), *(Column(f"С{n}", 1) for n in range(20)))
    wide = replace(order_201(), data={FORM: (Table(columns, (Row.of(*"абвгдежзиклмнопрстуфх"),)),)})

    data = made(Format.PDF, wide)

    with pdfplumber.open(io.BytesIO(data)) as sheets:
        page = sheets.pages[-1]
        assert max(char["x1"] for char in page.chars) < page.width - 20 / 25.4 * 72
        assert squeezed("абвгдежзиклмнопрстуфх") in squeezed(page.extract_text())
