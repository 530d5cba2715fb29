"""The harness itself: what one test commits the next does not see, although history cannot be deleted."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM, Subject, record

AT = datetime(2024, 3, 15, 9, tzinfo=UTC)


@pytest.mark.parametrize("attempt", [1, 2])
def test_committed_history_is_gone_in_the_next_test(transactional_db, attempt: int):
    assert Event.objects.count() == 0

    with transaction.atomic():
        record("signed_in", agency_id=0, subject=Subject("accounts.user", "1", "Проверка"), by=SYSTEM, at=AT)

    assert Event.objects.count() == 1


def test_triggers_of_history_are_in_the_template(transactional_db):
    with transaction.atomic():
        record("signed_in", agency_id=0, subject=Subject("accounts.user", "1", "Проверка"), by=SYSTEM, at=AT)

    # Past the model, which refuses on its own: SQLite and PostgreSQL each by their triggers.
    with pytest.raises(IntegrityError, match="frozen"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_event")

    assert Event.objects.count() == 1


def test_connections_demand_durable_commits(db):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() == (2,)  # FULL
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
