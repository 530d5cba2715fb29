"""Comparison of two editions row by row and word by word."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navstrechu.core.text.word_diff import Change, Segment
from navstrechu.registers.comparison import CellChange, Comparison, Outcome, RowChange, compare
from navstrechu.registers.kinds import FrozenRow

COLUMNS = ("process", "touchpoint", "interactions")


def row(
    key: str, touchpoint: str = "", *interactions: str, group: int = 1, process: str = "Выплата"
) -> FrozenRow:
    cells = {"process": process, "touchpoint": touchpoint or key, "interactions": [*interactions]}
    return FrozenRow(key, group, {**cells, "unseen": key})


def told(comparison: Comparison) -> list[str]:
    """«outcome key», with «*» at rows that changed and moved."""
    return [
        f"{change.outcome} {change.row.key}{'*' * (change.has_moved and bool(change.cells))}"
        for change in comparison.changes
    ]


A, B, C, D = (row(key) for key in "abcd")


def test_equal_editions_have_no_changes():
    assert compare([A, B], [A, B], COLUMNS) == Comparison((), 2)
    assert compare([], [], COLUMNS).is_empty


def test_changed_cell_is_told_word_by_word():
    old, new = row("a", "МФЦ", "Приём заявления"), row("a", "МФЦ", "Приём документов", "Выдача")

    (change,) = compare([old], [new], COLUMNS).changes

    cells = (
        CellChange(
            "interactions",
            (
                Segment(Change.EQUAL, "Приём "),
                Segment(Change.REMOVED, "заявления"),
                Segment(Change.ADDED, "документов\nВыдача"),
            ),
        ),
    )
    assert change == RowChange(Outcome.CHANGED, old, new, cells)


@pytest.mark.parametrize(
    ("old", "new", "expected", "unchanged"),
    [
        ([A, B], [A, C, B], ["added c"], 2),
        ([A, B, C], [A, C], ["removed b"], 2),
        ([A, B, C], [B, C], ["removed a"], 2),
        ([A, B], [], ["removed a", "removed b"], 0),
        ([], [A], ["added a"], 0),
        ([A, B, C, D], [D, A, B, C], ["moved d"], 3),
        ([A, B], [B, A], ["moved b"], 1),
        ([A, B, C], [C, D], ["removed a", "removed b", "added d"], 1),
        ([A, B, C], [A, row("c", "иное"), B], ["changed c*"], 2),
    ],
)
def test_rows_are_told_in_the_order_of_the_new_edition(old, new, expected, unchanged):
    comparison = compare(old, new, COLUMNS)

    assert (told(comparison), comparison.unchanged) == (expected, unchanged)


def test_spaces_and_cells_that_are_not_printed_make_no_change():
    old = FrozenRow("a", 1, {"process": " Выплата\u00a0 детям", "interactions": ["Приём "], "unseen": "1"})
    new = FrozenRow("a", 1, {"process": "Выплата детям", "interactions": "Приём", "unseen": "2"})

    assert compare([old], [new], COLUMNS) == Comparison((), 1)


def test_row_with_a_new_key_is_found_by_its_words():
    old = [row("a", "МФЦ", "Приём"), row("b", "МФЦ", "Приём"), row("c", "МФЦ", "Приём", group=2)]
    new = [row("x", "МФЦ", "Приём"), row("y", "МФЦ", "Приём"), row("z", "МФЦ", "Приём", group=3)]

    assert told(compare(old, new, COLUMNS)) == ["removed c", "added z"]


def test_row_with_a_new_key_and_new_words_is_found_by_its_names_when_they_are_told():
    old, new = row("a", "МФЦ", "Приём"), row("x", "МФЦ", "Выдача")

    assert told(compare([old], [new], COLUMNS)) == ["added x", "removed a"][::-1]
    assert told(compare([old], [new], COLUMNS, named_by=("process", "touchpoint"))) == ["changed x"]


def test_changes_of_one_kind_can_be_taken():
    comparison = compare([A, B], [B, C], COLUMNS)

    assert [change.row for change in comparison.of(Outcome.ADDED)] == [C]
    assert [change.row for change in comparison.of(Outcome.REMOVED)] == [A]
    assert comparison.of(Outcome.CHANGED) == ()


_EDITIONS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(_EDITIONS, _EDITIONS, st.integers(0, 9))
@settings(max_examples=200)
def test_every_row_is_counted_once(old_keys, new_keys, seed):
    chance = random.Random(seed)
    old = [row(key, f"место {key}") for key in old_keys]
    new = [row(key, f"место {key}" + " иное" * chance.randint(0, 1)) for key in new_keys]

    comparison = compare(old, new, COLUMNS)

    came, went = set(new_keys) - set(old_keys), set(old_keys) - set(new_keys)
    assert {change.row.key for change in comparison.of(Outcome.ADDED)} == came
    assert {change.row.key for change in comparison.of(Outcome.REMOVED)} == went
    there = [change.row.key for change in comparison.changes if change.new]
    assert len(there) + comparison.unchanged == len(new)
    assert there == [key for key in new_keys if key in there]
