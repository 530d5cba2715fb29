import io
from dataclasses import replace
from datetime import date

import docx as word
import pytest

from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Document,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Spread,
    Style,
    text_of,
)
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.values import (
    Annex,
    Clause,
    Mark,
    OfficialText,
    Paper,
    PrintedForm,
    Requisites,
    StandardForm,
)
from navstrechu.documents.rendering import Format, render
from tests.documents.official.order_201 import REQUISITES, order_201, reference_lines, squeezed
from tests.documents.reopening import docx_texts, pdf_pages, read_html
from tests.documents.samples import SVG, png

PLAIN = PrintedForm()
QR_TEXT = "https://example.org/documents/201"


def with_text(text: OfficialText, **changes: object) -> Paper:
    return replace(order_201(), text=text, **changes)


def printed(text: OfficialText, requisites: Requisites | None = REQUISITES, **changes: object) -> Document:
    return lay_out(with_text(text, **changes), requisites, PLAIN)


def stamp_lines(document: Document) -> list[list[str]]:
    """Lines of every stamp, one list an annex."""
    made: list[list[str]] = []
    for block in document.blocks:
        if isinstance(block, PageBreak):
            made.append([])
        elif isinstance(block, Paragraph) and block.style is Style.ANNEX:
            made[-1].append(text_of(block.content).replace("\u00a0", " "))
    return made


def test_order_201_prints_as_it_was_published():
    data = render(lay_out(order_201(), REQUISITES, PLAIN), Format.DOCX).content

    assert squeezed("".join(docx_texts(data))) == squeezed("".join(reference_lines()))


def test_order_201_reads_the_same_in_print_and_in_preview():
    document = lay_out(order_201(), REQUISITES, PLAIN)

    pages = pdf_pages(render(document, Format.PDF).content)
    unnumbered = [pages[0], *(page.split("\n", 1)[1] for page in pages[1:])]
    preview = read_html(render(document, Format.HTML).content.decode().split("<body>")[1])
    published = squeezed("".join(reference_lines()))
    # The narrow headings of the form's six columns stand side by side: a reader of pages mixes their lines.
    end = published.index("№Направлениедеятельности")
    assert squeezed("".join(unnumbered))[:end] == published[:end]
    assert squeezed("".join(preview.texts)) == published


def test_blocks_of_the_order_stand_in_the_order_of_the_form():
    document = lay_out(order_201(), REQUISITES, PLAIN)

    assert [type(block) for block in document.blocks[:9]] == [
        Paragraph,
        Paragraph,
        Spread,
        Heading,
        Paragraph,
        Numbered,
        Numbered,
        Signature,
        PageBreak,
    ]
    assert document.blocks[2] == Spread("29\u00a0февраля 2024\u00a0г.", "г. Орёл", "№\u00a0201")
    assert text_of(document.blocks[1].content) == "П\u00a0Р\u00a0И\u00a0К\u00a0А\u00a0З"
    assert (document.dated, document.title[:39]) == (
        date(2024, 2, 29),
        "Приказ от 29\u00a0февраля 2024\u00a0г. №\u00a0201 «Об ",
    )


def test_resolving_word_in_spaced_letters_is_never_parted():
    preamble = lay_out(order_201(), REQUISITES, PLAIN).blocks[4]

    assert text_of(preamble.content).endswith(
        " п\u00a0р\u00a0и\u00a0к\u00a0а\u00a0з\u00a0ы\u00a0в\u00a0а\u00a0ю:"
    )
    assert "№\u00a0685-р и Плана" in text_of(preamble.content)


def test_unregistered_paper_leaves_places_for_date_and_number():
    document = lay_out(order_201(), None, PLAIN)

    spread = next(block for block in document.blocks if isinstance(block, Spread))
    assert spread == Spread("_" * 20, "г. Орёл", "№\u00a0______")
    assert stamp_lines(document)[0][-1] == "от ____________ № ______"
    assert document.dated is None


def test_single_annex_has_no_number_and_says_whose_it_is():
    assert stamp_lines(lay_out(order_201(), REQUISITES, PLAIN)) == [
        [
            "Приложение",
            "к приказу Департамента социальной защиты, опеки и попечительства, труда и занятости "
            "Орловской области",
            "от 29 февраля 2024 г. № 201",
        ],
        [
            "Приложение",
            "к Порядку ведения Департаментом социальной защиты, опеки и попечительства, труда и занятости "
            "Орловской области перечня точек взаимодействия с внешним и внутренним клиентами",
        ],
    ]


def test_annexes_of_three_levels_are_numbered_among_their_neighbours():
    inner = Annex(("Форма",), to="Регламенту")
    middle = Annex(("Регламент",), annexes=(inner,), to="к Порядку")
    text = OfficialText(
        "Об утверждении", annexes=(Annex(("Порядок",), annexes=(middle, middle)), Annex(("План",)))
    )

    made = stamp_lines(printed(text, agency_genitive="Департамента"))

    dated = ["к приказу Департамента", "от 29 февраля 2024 г. № 201"]
    assert made == [
        ["Приложение № 1", *dated],
        ["Приложение № 1", "к Порядку"],
        ["Приложение", "к Регламенту"],
        ["Приложение № 2", "к Порядку"],
        ["Приложение", "к Регламенту"],
        ["Приложение № 2", *dated],
    ]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Порядок ведения", "УТВЕРЖДЕН"),
        ("Методика оценки", "УТВЕРЖДЕНА"),
        ("Положение о группе", "УТВЕРЖДЕНО"),
        ("Изменения в перечень", "УТВЕРЖДЕНЫ"),
        ("", "УТВЕРЖДЕН"),
    ],
)
def test_approved_annex_says_what_approved_it(title, word):
    text = OfficialText("Об утверждении", annexes=(Annex((title,), is_approved=True),))

    [lines] = stamp_lines(printed(text, agency_genitive="Департамента"))

    assert lines == [word, "приказом Департамента", "от 29 февраля 2024 г. № 201"]


def test_sheets_turn_for_landscape_annexes_and_back():
    text = OfficialText("О", annexes=(Annex(is_landscape=True), Annex(), Annex(is_landscape=True)))

    sections = printed(text).sections()

    lying, standing = Orientation.LANDSCAPE, Orientation.PORTRAIT
    assert [section.orientation for section in sections] == [standing, lying, standing, lying]


@pytest.mark.parametrize(
    ("dative", "acts", "line"),
    [
        ("приказу", ("от 1 марта 2024 г. № 5",), "(в ред. приказа от 1 марта 2024 г. № 5)"),
        ("приказу", ("от А № 1", "от Б № 2"), "(в ред. приказов от А № 1, от Б № 2)"),
        ("распоряжению", ("от А № 1",), "(в ред. распоряжения от А № 1)"),
        ("распоряжению", ("от А № 1", "от Б № 2"), "(в ред. распоряжений от А № 1, от Б № 2)"),
    ],
)
def test_amended_text_names_the_amending_acts_under_its_title(dative, acts, line):
    document = printed(OfficialText("О плане"), form_dative=dative, amended_by=acts)

    title = document.blocks.index(Heading("О плане"))
    assert document.blocks[title + 1] == Paragraph(
        line.replace("№ ", "№\u00a0"), Style.UNDER_TITLE, keep_with_next=True
    )


def test_sections_are_headings_one_level_below_the_title_of_their_text():
    sections = (Clause("Общее", Mark.SECTION, (Clause("Внутри", Mark.SECTION), Clause("Пункт"))),)
    titled = OfficialText(
        "О плане", clauses=sections, annexes=(Annex(("Порядок",), sections), Annex((), sections))
    )

    made = [(block.text, block.level) for block in printed(titled).blocks if isinstance(block, Heading)]

    assert made == [
        ("О плане", 1), ("1. Общее", 2), ("1.1. Внутри", 3),
        ("Порядок", 1), ("1. Общее", 2), ("1.1. Внутри", 3),
        ("1. Общее", 1), ("1.1. Внутри", 2),
    ]  # fmt: skip


def test_section_inside_a_clause_skips_no_level():
    text = OfficialText("О", clauses=(Clause("Пункт", clauses=(Clause("Раздел", Mark.SECTION),)),))

    assert Heading("1.1. Раздел", 2) in printed(text).blocks


def test_clause_stays_with_the_first_of_its_list():
    listed = Clause("состав:", clauses=(Clause("один;", Mark.BRACKET), Clause("два.", Mark.LETTER)))
    text = OfficialText("О", clauses=(listed, Clause("Абзац:", Mark.PLAIN), Clause("конец")))

    made = [block for block in printed(text).blocks if isinstance(block, Numbered)]

    assert made == [
        Numbered("1.", "состав:", 0, keep_with_next=True),
        Numbered("1)", "один;", 1),
        Numbered("а)", "два.", 1),
        Numbered("2.", "конец", 0),
    ]
    assert Paragraph("Абзац:", keep_with_next=True) in printed(text).blocks


def test_data_stand_where_the_text_names_them():
    given = (Paragraph("Из живых данных"), Paragraph("и ещё"))
    text = OfficialText("О", clauses=(Clause("до"), Clause("rows", Mark.DATA), Clause("после")))

    blocks = printed(text, data={"rows": given}).blocks

    start = blocks.index(Numbered("1.", "до"))
    assert blocks[start : start + 4] == (Numbered("1.", "до"), *given, Numbered("2.", "после"))


def test_place_without_data_is_refused_by_its_name():
    text = OfficialText("О", clauses=(Clause("rows", Mark.DATA),))

    with pytest.raises(ValueError, match="В документе нет данных для места «rows»"):
        printed(text)


@pytest.mark.parametrize("arms", [SVG, png()], ids=["SVG", "PNG"])
def test_arms_and_lines_of_the_blank_frame_the_agency(arms):
    form = PrintedForm(arms=arms, blank_lines=("г. Орёл, пл. Ленина, 1", "тел. 00-00-00"))

    blocks = lay_out(order_201(), REQUISITES, form).blocks

    assert blocks[0] == Picture(arms, 18, "Герб")
    assert blocks[2] == Paragraph("г. Орёл, пл. Ленина, 1\nтел. 00-00-00", Style.BLANK)


def test_arms_that_are_no_picture_are_refused():
    with pytest.raises(ValueError, match="PNG или SVG"):
        lay_out(order_201(), REQUISITES, PrintedForm(arms=b"MZ\x90\x00"))


def test_code_belongs_to_the_form_of_2025_alone():
    later = PrintedForm(StandardForm.GOST_2025).with_qr(QR_TEXT)
    earlier = PrintedForm(StandardForm.GOST_2016).with_qr(QR_TEXT)

    corner = lay_out(order_201(), REQUISITES, later).corner
    assert corner is not None
    assert (corner.width, corner.alternative_text) == (22, f"QR-код документа: {QR_TEXT}")
    assert corner == lay_out(order_201(), REQUISITES, later).corner
    assert lay_out(order_201(), REQUISITES, earlier).corner is None
    assert lay_out(order_201(), REQUISITES, PLAIN).corner is None


def test_code_too_long_is_refused():
    with pytest.raises(ValueError, match="слишком длинный"):
        lay_out(order_201(), REQUISITES, PLAIN.with_qr("я" * 3000))


def test_report_has_the_same_form():
    text = OfficialText("О формировании перечня", clauses=(Clause("Перечень сформирован."),))

    document = printed(text, form_word="ОТЧЁТ", form_dative="отчёту", form_instrumental="отчётом")

    texts = [text for text in docx_texts(render(document, Format.DOCX).content) if text]
    assert texts[1:] == [
        "О\u00a0Т\u00a0Ч\u00a0Ё\u00a0Т",
        "29\u00a0февраля 2024\u00a0г.",
        "г. Орёл",
        "№\u00a0201",
        "О формировании перечня",
        "1. Перечень сформирован.",
        "Заместитель",
        "руководителя Департамента",
        "А. В. Востриков",
    ]
    assert document.title.startswith("Отчёт от")


def test_word_processor_reader_finds_head_signature_and_annexes():
    opened = word.Document(io.BytesIO(render(lay_out(order_201(2), REQUISITES, PLAIN), Format.DOCX).content))

    line, signature, form = opened.tables
    assert [cell.text for cell in line.rows[0].cells] == [
        "29\u00a0февраля 2024\u00a0г.",
        "г. Орёл",
        "№\u00a0201",
    ]
    assert [cell.text for cell in signature.rows[0].cells] == [
        "Заместитель\nруководителя Департамента",
        "А. В. Востриков",
    ]
    assert len(form.rows) == 3
    assert [section.orientation for section in opened.sections] == [0, 1]


def test_empty_draft_prints_its_frame():
    document = printed(OfficialText(""), None)

    assert document.title == "Приказ"
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Spread, Signature]
