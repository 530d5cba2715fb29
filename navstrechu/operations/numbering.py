"""The last number that each table has given out.

Kept by backup and restore, because the history names things by number: a number of a deleted row must not
come back for another one.
"""

from django.db import connection
from django.db.models import AutoField, BigAutoField, Model, SmallAutoField


def last_number(model: type[Model]) -> int | None:
    """None where the table numbers nothing or has not begun."""
    pk = model._meta.pk
    if not isinstance(pk, (AutoField, BigAutoField, SmallAutoField)):
        return None
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)",
                [f'"{table}"', pk.column],
            )
        row = cursor.fetchone()
    # SQLite writes 0 for an empty table that a migration has rebuilt; PostgreSQL cannot stand there.
    return int(row[0]) if row and row[0] else None


def continue_after(model: type[Model], number: int | None) -> None:
    """Let the table go on after ``number``."""
    if not number or model._meta.pk is None:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        else:
            sequence = [f'"{table}"', model._meta.pk.column, number]
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", sequence)
