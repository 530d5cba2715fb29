import pytest

from navstrechu.documents.engine.measure import (
    ZERO_WIDTH_SPACE,
    breakable,
    column_widths,
    has_wide_word,
    row_shares,
    rows_kept_together,
    tall_rows,
    text_width,
)
from navstrechu.documents.engine.profile import LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Cell, Column, Row, Table
from tests.documents.reopening import FONTS


def test_widths_of_columns_share_the_sheet_by_weight():
    table = Table((Column("А", 1), Column("Б", 3)), ())

    assert column_widths(table.columns, 170) == (42.5, 127.5)


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

    shares = row_shares(table, LayoutProfile(), Orientation.PORTRAIT)

    assert tall_rows(table, shares) == {1, 2, 3, 4}


def test_rows_under_one_cell_are_kept_together_while_they_fit_on_a_sheet():
    rows = [Row.of(Cell.of("Общая", rowspan=3), "1"), Row.of("2"), Row.of("3")]
    rows += [Row.of(Cell.of("Длинная", rowspan=200), "0"), *(Row.of(str(n)) for n in range(1, 200))]
    table = Table((Column("А"), Column("Б")), tuple(rows))
    shares = row_shares(table, LayoutProfile(), Orientation.PORTRAIT)

    assert rows_kept_together(table, shares) == {0, 1}


def test_cell_over_rows_makes_the_last_of_them_as_high_as_it_needs():
    lines = Cell.of("строка\n" * 9 + "строка", rowspan=2)
    alone = Table((Column("А"),), (Row.of("строка\n" * 9 + "строка"),))
    table = Table((Column("А"), Column("Б")), (Row.of(lines, "1"), Row.of("2")))

    (whole,) = row_shares(alone, LayoutProfile(), Orientation.PORTRAIT)
    first, last = row_shares(table, LayoutProfile(), Orientation.PORTRAIT)

    assert first < last
    assert first + last == pytest.approx(whole)


def test_columns_too_narrow_for_a_letter_get_room_from_the_others():
    columns = (Column("А", 1), Column("Б", 100), Column("В", 300))

    assert column_widths(columns, 168) == (8, 40, 120)


def test_columns_beyond_the_sheet_keep_their_shares():
    columns = tuple(Column("А", weight) for weight in (1, *(2,) * 30))

    widths = column_widths(columns, 170)

    assert sum(widths) == pytest.approx(170)
    assert widths[1] == pytest.approx(2 * widths[0])
