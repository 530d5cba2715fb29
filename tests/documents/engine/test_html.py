import re

import pytest

from navstrechu.documents.engine import html
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Cell,
    Column,
    Heading,
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Run,
    Style,
    Table,
)
from tests.documents.reopening import read_html, tree_texts, words
from tests.documents.samples import EVERYTHING, NODES, SVG, document, paragraphs

HOSTILE = "<script>alert(1)</script> \" onload='x' & {{ ключ }}"


@pytest.mark.parametrize("node", NODES.values(), ids=lambda node: type(node).__name__)
def test_every_node_keeps_its_words_in_order(node):
    found = read_html(html.fragment(document(node))).texts

    assert words(*found) == words(*tree_texts(document(node)))


def test_order_clauses_are_nested_lists():
    items = ItemList((Item("Утвердить", (Item("Порядок"), Item("Форму"))), Item("Контроль")))

    assert inner(items) == (
        '<ol class="doc-items"> '
        '<li><span class="doc-number">1.</span> Утвердить<ol class="doc-items"> '
        '<li><span class="doc-number">1.1.</span> Порядок</li> '
        '<li><span class="doc-number">1.2.</span> Форму</li> </ol> </li> '
        '<li><span class="doc-number">2.</span> Контроль</li> </ol>'
    )


def inner(block) -> str:
    """The block without its sheet, lines joined."""
    text = " ".join(html.fragment(document(block)).split())
    start = text.index('<section class="doc-sheet">') + len('<section class="doc-sheet">')
    return text[start : text.index("</section>")].strip()


def test_table_is_semantic():
    table = Table(
        (Column("А", 1, Align.CENTRE), Column("Б", 3)),
        (
            Row.of(Cell.of("Группа", colspan=2), kind=RowKind.GROUP),
            Row.of("1", Cell.of("первая\nвторая", bold=True, align=Align.RIGHT)),
        ),
        name="Перечень",
    )

    assert inner(table) == (
        '<div class="doc-scroll" role="region" aria-label="Перечень" tabindex="0"> <table class="doc-table">'
        '<colgroup><col class="doc-w-25"><col class="doc-w-75"></colgroup> '
        '<thead><tr><th scope="col">А</th><th scope="col">Б</th></tr></thead> '
        '<tbody> <tr class="doc-group">'
        '<th class="doc-centre" colspan="2" scope="rowgroup">Группа</th></tr> '
        '<tr><td class="doc-centre">1</td>'
        '<td class="doc-right doc-bold"><p>первая</p><p>вторая</p></td></tr> '
        "</tbody> </table> </div>"
    )


def test_row_group_is_not_cut_inside_a_cell_that_spans_rows():
    group = Row.of("Группа", kind=RowKind.GROUP)
    table = Table((Column("А"), Column("Б")), (Row.of(Cell.of("Общая", rowspan=2), "1"), group))

    assert inner(table).count("<tbody>") == 1


@pytest.mark.parametrize("style", Style)
def test_paragraph_bears_the_class_of_its_style(style):
    text = html.fragment(paragraphs(style))

    assert f'<p class="doc-{style}">Абзац {style}</p>' in text


def test_all_text_is_escaped():
    cell = Cell.of(HOSTILE)
    blocks = (
        Heading(HOSTILE),
        Paragraph((Run(HOSTILE, bold=True), Run(HOSTILE, italic=True))),
        Table((Column(HOSTILE),), (Row((cell,)),), name=HOSTILE),
        Picture(SVG, 30, HOSTILE),
    )

    found = read_html(html.fragment(document(*blocks)))

    tags = {tag for tag, _, _ in found.attributes}
    assert tags == {"article", "section", "h2", "p", "div", "table", "col", "th", "img"}
    assert "".join(found.texts).count(HOSTILE) == 5
    assert [value for _, name, value in found.attributes if name in {"alt", "aria-label"}] == [
        HOSTILE,
        HOSTILE,
    ]


def test_no_inline_style_handler_or_foreign_address():
    attributes = read_html(html.fragment(EVERYTHING)).attributes

    names = {name for _, name, _ in attributes}
    assert names == {
        *("class", "lang", "scope", "colspan", "rowspan", "role", "aria-label", "tabindex"),
        *("src", "alt", "width"),
    }
    assert all(value.startswith("data:image/") for _, name, value in attributes if name == "src")


def test_every_class_has_a_rule(settings):
    rules = (settings.BASE_DIR / "navstrechu/web/static/css/document.css").read_text(encoding="utf-8")
    blocks = (
        *NODES.values(),
        *paragraphs(*Style).blocks,
        PageBreak(Orientation.LANDSCAPE),
        Paragraph("Лист"),
    )

    used = {name for value in _classes(html.fragment(document(*blocks))) for name in value.split()}

    # Headings of the first two levels look alike.
    assert used - {"doc-heading-1", "doc-heading-2"} <= set(re.findall(r"\.(doc[\w-]*)", rules))
    assert {f"doc-w-{share}" for share in range(1, 101)} <= set(re.findall(r"\.(doc-w-\d+) \{", rules))


def _classes(text: str) -> list[str]:
    return [value for _, name, value in read_html(text).attributes if name == "class"]


def test_headings_sink_below_those_of_the_page():
    blocks = document(Heading("Раздел"), Heading("Подраздел", 2))

    assert re.findall(r"<h(\d)", html.fragment(blocks)) == ["2", "3"]
    assert re.findall(r"<h(\d)", html.fragment(blocks, heading_offset=2)) == ["3", "4"]
    assert re.findall(r"<h(\d)", html.render(blocks).decode()) == ["1", "2"]


def test_turned_sheet_is_a_section_of_its_own():
    text = html.fragment(
        document(Paragraph("Письмо"), PageBreak(Orientation.LANDSCAPE), Paragraph("Таблица"))
    )

    assert re.findall(r'<section class="([^"]+)"', text) == ["doc-sheet", "doc-sheet doc-sheet-landscape"]


def test_saved_page_is_whole():
    text = html.render(document(Paragraph("Текст"))).decode()

    assert text.startswith(
        '<!DOCTYPE html>\n<html lang="ru-RU">\n<head><meta charset="utf-8"><title>Проверка</title>'
    )
    assert text.endswith("</article>\n</body>\n</html>\n")
