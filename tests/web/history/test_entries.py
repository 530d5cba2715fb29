"""Events in the words of people."""

from datetime import UTC, datetime

import pytest

from navstrechu.history.models import Event
from navstrechu.web.history.entries import TimelineEntry, readable_changes, readable_value, timeline_entry

AT = datetime(2024, 2, 28, 14, tzinfo=UTC)


def event(verb: str, **values: object) -> Event:
    given = {"at": AT, "actor_name": "Орехова Н. П.", "subject_text": "2.7.2. Сегментация"}
    return Event(verb=verb, **(given | values))


def test_entry_says_who_did_what_and_when():
    found = event("due_date_moved", changes={"due": ["2024-02-29", "2024-04-26"]}, comment="Протокол № 2")

    assert timeline_entry(found) == TimelineEntry(
        at=AT,
        actor="Орехова Н. П.",
        text="перенесён срок",
        subject="2.7.2. Сегментация",
        comment="Протокол № 2",
        changes=(("Срок", "29.02.2024", "26.04.2024"),),
        icon="calendar-clock",
        tone="warning",
    )


def test_subject_is_left_out_on_its_own_page():
    assert timeline_entry(event("measure_edited"), subject=False).subject == ""


def test_comment_that_repeats_a_change_is_left_out():
    found = event("measure_started", changes={"started_on": [None, "2024-03-11"]}, comment="11.03.2024")

    assert timeline_entry(found).comment == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "да"),
        (False, "нет"),
        (10, "10"),
        ("2024-02-29", "29.02.2024"),
        ("2024-02-31", "2024-02-31"),
        ("Приказ № 1", "Приказ № 1"),
        ("order", "приказ"),
        (["Громов П. Н.", "Белова И. С."], "Громов П. Н.; Белова И. С."),
        ([], ""),
    ],
)
def test_readable_value(value: object, shown: str):
    assert readable_value(value) == shown


def test_unknown_field_keeps_its_name():
    assert readable_changes({"shade": ["a", "b"]}) == (("Shade", "a", "b"),)
