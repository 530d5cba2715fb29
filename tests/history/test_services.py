"""Recording: numbers without gaps, a chain that shows every touch, a database that refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from navstrechu.history.models import Chain, Event
from navstrechu.history.queries import Break, timeline, values_before, verify
from navstrechu.history.services import SYSTEM, Subject, Told, record, record_many
from tests.factories import NOON
from tests.factories.evidence import event

pytestmark = pytest.mark.django_db


def test_events_of_an_agency_are_numbered_without_a_gap():
    events = [event(7), event(8), event(7)]

    assert [(found.agency_id, found.sequence) for found in events] == [(7, 1), (8, 1), (7, 2)]
    assert events[2].previous_hash == events[0].hash


def test_many_events_stand_in_the_chain_as_if_recorded_one_by_one():
    first = event(7)
    told = [Told("measure_edited", Subject("a.b", str(pk), "x"), {"number": [0, pk]}) for pk in (1, 2)]

    record_many(told, agency_id=7, by=SYSTEM, at=NOON)
    last = event(7)

    found = list(Event.objects.filter(agency_id=7).order_by("sequence"))
    assert [one.subject_id for one in found[1:3]] == ["1", "2"]
    assert [one.sequence for one in found] == [1, 2, 3, 4]
    assert [one.previous_hash for one in found] == ["", *(one.hash for one in found[:3])]
    assert (found[0].pk, found[3].pk) == (first.pk, last.pk)
    assert verify(7) == []


def test_record_rolls_back_with_its_change():
    with pytest.raises(RuntimeError, match="сбой"), transaction.atomic():
        event(7)
        raise RuntimeError("сбой")

    assert Event.objects.count() == 0
    assert Chain.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_a_defect():
    with pytest.raises(RuntimeError, match="transaction"):
        record("measure_edited", agency_id=1, subject=Subject("a.b", "1", "x"), by=SYSTEM, at=NOON)


def test_event_cannot_be_changed_or_deleted_by_the_model():
    found = event()

    with pytest.raises(TypeError):
        found.save()
    with pytest.raises(TypeError):
        found.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_event SET comment = 'иначе'",
        "DELETE FROM history_event",
    ],
)
def test_database_refuses_to_rewrite_history(statement):
    event()

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Event.objects.get().comment == ""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
def test_database_refuses_to_replace_history():
    event()

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("REPLACE INTO history_event SELECT * FROM history_event")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_database_refuses_to_empty_the_history():
    event()

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE history_event")

    assert Event.objects.count() == 1


def test_untouched_chain_verifies():
    for agency_id in (1, 1, 2):
        event(agency_id, changes={"due": ["2024-03-01", None]}, comment="«перенос»")

    assert verify() == []


def test_head_that_lost_its_last_event_is_noticed():
    event(3)
    Chain.objects.filter(agency_id=3).update(sequence=2)

    assert verify() == [Break(3, 2, "конец журнала не совпадает с последней записью")]


def test_forged_event_is_noticed():
    first = event(3)
    forged = Event(
        agency_id=3, sequence=2, previous_hash=first.hash, hash="0" * 64, at=NOON, actor_name="Никто"
    )
    forged.save()
    Chain.objects.filter(agency_id=3).update(sequence=2, hash="0" * 64)

    assert verify(3) == [Break(3, 2, "запись изменена")]


def test_timeline_holds_the_thing_and_its_parts_newest_first():
    whole = event(subject_id="5")
    part = record(
        "result_edited",
        agency_id=1,
        subject=Subject("roadmap.result", "9", "1.1: приказ", ("roadmap.measure", "5")),
        by=SYSTEM,
        at=NOON,
    )
    event(subject_id="6")

    assert list(timeline("roadmap.measure", "5")) == [part, whole]


def test_values_before_rolls_changes_of_one_verb_back():
    from datetime import timedelta

    subject = Subject("roadmap.measure", "5", "1.1")
    for hours, pair in enumerate([["первый", "второй"], ["второй", "третий"]], start=1):
        record(
            "measure_edited",
            agency_id=1,
            subject=subject,
            by=SYSTEM,
            at=NOON + timedelta(hours=hours),
            changes={"title": pair},
        )

    def stood(hours: int, verb: str = "measure_edited") -> dict:
        return values_before(verb, "roadmap.measure", ["5"], NOON + timedelta(hours=hours))

    assert stood(1) == {"5": {"title": "первый"}}
    assert stood(2) == {"5": {"title": "второй"}}
    assert stood(3) == {}
    assert stood(1, "measure_amended") == {}
