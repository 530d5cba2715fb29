"""Merged cells: which rows share one, and where they are cut so that no page begins with an empty one."""

from navstrechu.documents.engine.measure import row_shares
from navstrechu.documents.engine.merging import BLOCK_SHARE, Shared, merged_rows
from navstrechu.documents.engine.profile import OFFICIAL_FORM, Orientation
from navstrechu.documents.engine.tree import Cell, Column, Table

COLUMNS = (Column("Группа"), Column("Процесс"), Column("Строка"), Column("Общее"))
GIVEN = [
    ("1", "а", "x", "то же"),
    ("1", "а", "y", "то же"),
    ("1", "б", "x", "иное"),
    ("2", "б", "x", ""),
    ("2", "б", "y", ""),
]


def merged(given, columns=COLUMNS):
    rows = [tuple(map(Cell.of, row)) for row in given]
    shared = (
        Shared((0,), [row[0] for row in given]),
        Shared((1,), [row[1] for row in given]),
        Shared((3,), [row[3] or None for row in given]),
    )
    return merged_rows(columns, rows, shared, OFFICIAL_FORM, Orientation.LANDSCAPE)


def shown(rows):
    return [[f"{cell.text}*{cell.rowspan}" for cell in row.cells] for row in rows]


def test_cells_are_merged_within_those_of_the_wider_grouping():
    assert shown(merged(GIVEN)) == [
        ["1*3", "а*2", "x*1", "то же*2"],
        ["y*1"],
        ["б*1", "x*1", "иное*1"],
        ["2*2", "б*2", "x*1", "*1"],
        ["y*1", "*1"],
    ]


def test_nothing_gives_no_rows():
    assert merged([]) == ()


def test_long_group_is_said_again_in_every_block_and_no_block_is_higher_than_half_a_sheet():
    given = [("1", f"процесс {number // 3}", "строка\n" * (number % 4), "") for number in range(120)]

    rows = merged(given)

    shares = row_shares(Table(COLUMNS, rows), OFFICIAL_FORM, Orientation.LANDSCAPE)
    starts = [index for index, row in enumerate(rows) if len(row.cells) == 4]
    spans = [rows[start].cells[0].rowspan for start in starts]
    assert starts == [sum(spans[:number]) for number in range(len(spans))]
    assert sum(spans) == 120
    assert {rows[start].cells[0].text for start in starts} == {"1"}
    assert all(
        sum(shares[start : start + span]) <= BLOCK_SHARE for start, span in zip(starts, spans, strict=True)
    )


def test_process_is_left_whole_while_it_fits_into_a_block():
    given = [("1", f"процесс {number // 3}", "строка\nещё\nи ещё", "") for number in range(60)]

    rows = merged(given)

    processes = [cell for row in rows for cell in row.cells if cell.text.startswith("процесс")]
    assert [cell.rowspan for cell in processes] == [3] * 20


def test_row_higher_than_a_sheet_is_a_block_of_its_own():
    given = [("1", "а", "x", ""), ("1", "а", "слово " * 3000, ""), ("1", "а", "y", "")]

    assert [row.cells[0].text for row in merged(given)] == ["1", "1", "1"]
