import pytest

from navstrechu.documents.engine.measure import (
    ZERO_WIDTH_SPACE,
    breakable,
    column_widths,
    has_wide_word,
    tall_rows,
    text_width,
)
from navstrechu.documents.engine.profile import LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Cell, Column, Row, Table
from tests.documents.reopening import FONTS


def test_widths_of_columns_share_the_sheet_by_weight():
    table = Table((Column("А", 1), Column("Б", 3)), ())

    assert column_widths(table, 170) == (42.5, 127.5)


@pytest.mark.parametrize(
    "text",
    [
        "клиентоцентричность",
        "29.02.2024",
        "Начальник отдела",
        "ЩЖШЮМФЫ",
        "WWWMMM@%",
        "iiill",
        "№ 685-р",
        "«…» – —",
    ],
)
def test_estimated_width_is_never_below_that_of_the_font(text):
    import typst

    code = f'#set text(font: "Tinos", size: 14pt)\n#context [#metadata(measure("{text}").width.mm()) <width>]'
    real = float(typst.query(code.encode(), "<width>", field="value", one=True, font_paths=[FONTS]))

    assert real <= text_width(text, 14) <= real * 1.7


@pytest.mark.parametrize(
    "text", ["межведомственного взаимодействия", "(клиентоцентричность),", "социально-трудовых"]
)
def test_russian_words_are_left_to_hyphenation(text):
    assert breakable(text, 15, 12) == text


def test_words_that_cannot_be_hyphenated_get_break_places():
    assert breakable("номер 0123456789", 10, 12) == f"номер {ZERO_WIDTH_SPACE.join('0123456789')}"
    assert breakable("а" * 40, 50, 12) == ZERO_WIDTH_SPACE.join("а" * 40)
    assert breakable("29.02.2024", 25, 12) == "29.02.2024"


def test_wide_word_is_found():
    assert has_wide_word("за клиентоцентричность", 20, 12)
    assert not has_wide_word("за клиентоцентричность", 60, 12)


def test_row_is_tall_when_one_of_its_cells_may_not_fit_on_a_sheet():
    long = "слово " * 3000
    table = Table(
        (Column("А"), Column("Б")),
        (
            Row.of("1", "коротко"),
            Row.of("2", long),
            Row.of("3", "строка\n" * 100),
            Row.of(Cell.of(long, rowspan=2), "4"),
            Row.of("5"),
        ),
    )

    assert tall_rows(table, LayoutProfile(), Orientation.PORTRAIT) == {1, 2, 3}
