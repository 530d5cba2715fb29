"""The whole register as plain values says what its objects say, in as many queries for any number of rows."""

import pytest

from navstrechu.touchpoints.editions import live_rows
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.rows import (
    RowFilter,
    interaction_texts,
    printed_peculiarities,
    printed_touchpoint,
    register_rows,
    shared_texts,
)
from navstrechu.touchpoints.queries.whole import plain_rows
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent
from navstrechu.touchpoints.vocabulary import BasisKind
from tests.factories.organisation import agency
from tests.factories.processes import process
from tests.factories.touchpoints import ACT, content, removed_row, row, shared_peculiarity, touchpoint

pytestmark = pytest.mark.django_db

LOCAL = BasisText(BasisKind.INTERNAL, "Приказ № 5", "пункт 2", "https://example.org/5")
STAGED = RowContent((InteractionText("Приём", "Подача"), InteractionText("Выдача")), "Лично", (LOCAL, ACT))


def test_rows_say_what_their_objects_say():
    first, second = process(), process(group=2)
    own = first.agency
    row(first, says=STAGED)
    row(process(own, group=2), says=content("Справка", peculiarities="По записи"))
    shared_peculiarity(first, "Бесплатно")
    removed_row(first)
    row(second)

    rows, shared = list(register_rows(own)), shared_texts(own)

    assert [(one.pk, one.version, one.process, one.touchpoint, one.content) for one in plain_rows(own)] == [
        (one.pk, one.version, one.process_id, one.touchpoint_id, row_content(one)) for one in rows
    ]
    assert [(one.key, one.cells["touchpoint"], one.cells["interactions"], one.cells["peculiarities"])
            for one in live_rows(own)] == [
        (f"row:{one.pk}", printed_touchpoint(one), interaction_texts(one), printed_peculiarities(one, shared))
        for one in rows
    ]  # fmt: skip
    assert live_rows(own)[0].cells["interactions"] == ["Подача: Приём", "Выдача"]
    assert live_rows(own)[0].cells["peculiarities"] == ["Лично", "Бесплатно"]


def test_filter_lets_its_rows_through():
    held = row(process())
    row(held.process)

    found = live_rows(held.process.agency, RowFilter(touchpoint=held.touchpoint_id))

    assert [one.key for one in found] == [f"row:{held.pk}"]


@pytest.mark.parametrize("number", [1, 5])
def test_whole_register_takes_six_queries(number: int, django_assert_num_queries):
    own = agency()
    place = touchpoint(own)
    for _ in range(number):
        row(process(own), place)

    with django_assert_num_queries(6):
        assert len(live_rows(own)) == number
