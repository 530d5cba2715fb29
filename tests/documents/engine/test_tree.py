import dataclasses

import pytest

from navstrechu.documents.engine.profile import Margins, Orientation
from navstrechu.documents.engine.tree import (
    Cell,
    Column,
    Document,
    Heading,
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    Picture,
    Placed,
    Row,
    Run,
    Section,
    Table,
    runs_of,
    text_of,
)
from tests.documents.samples import document, png

TWO = (Column("А"), Column("Б"))


def test_grid_continues_cells_that_span_rows():
    tall = Cell.of("высокая", rowspan=2)
    one, two = Cell.of("1"), Cell.of("2")

    grid = tuple(Table(TWO, (Row((tall, one)), Row((two,)))).grid())

    assert grid == ((Placed(0, tall), Placed(1, one)), (Placed(0, tall, continued=True), Placed(1, two)))


@pytest.mark.parametrize(
    "rows",
    [
        (Row.of("одна"),),
        (Row.of("1", "2", "3"),),
        (Row.of(Cell.of("широкая", colspan=3)),),
        (Row.of(Cell.of("1", rowspan=2), "2"),),
        (Row.of(Cell.of("1", rowspan=2), "2"), Row.of("3", "4")),
        (Row.of("1", Cell.of("2", rowspan=2)), Row.of(Cell.of("3", colspan=2))),
        (Row.of(Cell.of("1", colspan=0), "2"),),
    ],
    ids=["short", "long", "too wide", "span without end", "covered place", "overlap", "no width"],
)
def test_table_with_ragged_rows_is_refused(rows):
    with pytest.raises(ValueError):
        Table(TWO, rows)


def test_table_without_columns_is_refused():
    with pytest.raises(ValueError, match="без столбцов"):
        Table((), ())


def test_item_list_numbers_clauses_by_depth():
    items = ItemList((Item("а", (Item("б", (Item("в"),)), Item("г"))), Item("д")), start=2, prefix="1.")

    numbered = list(items.numbered())

    assert numbered == [
        ("1.2.", 0, "а"),
        ("1.2.1.", 1, "б"),
        ("1.2.1.1.", 2, "в"),
        ("1.2.2.", 1, "г"),
        ("1.3.", 0, "д"),
    ]


@pytest.mark.parametrize("levels", [(2,), (1, 3), (0,), (1, 2, 3, 4)])
def test_document_with_skipped_heading_levels_is_refused(levels):
    with pytest.raises(ValueError, match="уровень"):
        document(*(Heading("Заголовок", level) for level in levels))


def test_document_without_title_is_refused():
    with pytest.raises(ValueError, match="без названия"):
        Document(" ", ())


def test_document_is_cut_into_sections_where_the_sheet_is_turned():
    one, two, three = Paragraph("1"), Paragraph("2"), Paragraph("3")
    turned, same = PageBreak(Orientation.LANDSCAPE), PageBreak(Orientation.LANDSCAPE)

    sections = document(one, turned, two, same, three).sections()

    assert sections == (
        Section(Orientation.PORTRAIT, (one,)),
        Section(Orientation.LANDSCAPE, (two, same, three)),
    )


def test_empty_document_is_one_empty_section():
    assert document().sections() == (Section(Orientation.PORTRAIT, ()),)


def test_lying_sheet_has_its_bound_edge_on_top():
    page = document().profile.page(Orientation.LANDSCAPE)

    assert (page.width, page.height) == (297, 210)
    assert page.margins == Margins(left=20, right=20, top=30, bottom=10)
    assert (page.text_width, page.text_height) == (257, 170)


def test_picture_without_words_or_of_unknown_format_is_refused():
    with pytest.raises(ValueError, match="текстовой замены"):
        Picture(png(), 30, " ")
    with pytest.raises(ValueError, match="PNG или SVG"):
        Picture(b"GIF89a", 30, "Картинка")


def test_text_is_a_string_or_runs():
    runs = (Run("до"), Run("рога", bold=True))

    assert (text_of(runs), text_of("дорога")) == ("дорога", "дорога")
    assert (runs_of("дорога"), runs_of(""), runs_of(runs)) == ((Run("дорога"),), (), runs)


def test_nodes_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Heading("Раздел").text = "Другой"
