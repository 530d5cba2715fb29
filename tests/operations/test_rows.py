"""A row as a line of JSON and back."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navstrechu.operations.rows import Digest, line, portable, values_in

FIELDS = [
    models.BigAutoField(),
    models.TextField(),
    models.DateTimeField(),
    models.DateField(),
    models.JSONField(),
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        ("«Навстречу»\n", "«Навстречу»\n"),
        (
            datetime(2024, 2, 29, 3, 4, 5, 678901, tzinfo=timezone(timedelta(hours=3))),
            "2024-02-29T00:04:05.678901+00:00",
        ),
        (date(2024, 2, 29), "2024-02-29"),
        (Decimal("10.50"), "10.50"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (b"\x00\xff", "AP8="),
        (timedelta(days=1, microseconds=5), "1 00:00:00.000005"),
        ([1, {"б": 2}], [1, {"б": 2}]),
    ],
)
def test_value_in_a_form_that_both_databases_share(value: object, expected: object):
    assert portable(value) == expected


def test_keys_inside_json_are_sorted_because_a_database_may_reorder_them():
    assert line([{"b": 1, "a": {"d": 2, "c": 3}}]) == b'[{"a":{"c":3,"d":2},"b":1}]\n'


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


# A busy machine is no reason to fail.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(
    st.integers(),
    st.text(),
    st.datetimes(timezones=st.just(UTC)),
    st.dates(min_value=date(1000, 1, 1)),
    JSON_VALUES,
)
def test_every_row_comes_back_equal(number, text, moment, day, tree):
    row = [number, text, moment, day, tree]

    assert values_in(line(row), FIELDS) == row


@pytest.mark.parametrize("row", [b"{}", b"[1]", b"[1,2,3,4,5,6]", b"null", b"[1,", b""])
def test_line_that_is_no_row_is_refused(row: bytes):
    with pytest.raises(ValueError):
        values_in(row, FIELDS)


def test_digest_is_equal_in_any_order_and_differs_by_content_and_by_repetition():
    def digest(*rows: bytes) -> tuple[int, str]:
        made = Digest()
        for row in rows:
            made.add(row)
        return made.rows, made.hex

    assert digest(b"1", b"2", b"3") == digest(b"3", b"1", b"2")
    assert len({digest(b"1"), digest(b"1", b"1"), digest(b"1", b"2"), digest(b"12"), digest()}) == 5
