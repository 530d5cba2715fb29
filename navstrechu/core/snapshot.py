"""One moment of the database for a long reading, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is as it stood at the beginning; nobody waits for it."""
    if connection.in_atomic_block:
        raise RuntimeError("A snapshot cannot begin inside a transaction.")
    if connection.vendor == "sqlite":
        with _reading_only(connection), transaction.atomic():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _reading_only(sqlite: Any) -> Iterator[None]:
    """The product's transactions take the write lock at once; a reading one must leave it to the writers."""
    # Connecting sets the mode from the settings, so it must be done before.
    sqlite.ensure_connection()
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual
