"""Migration operations that make the database itself refuse changes of what is published.

Works on SQLite and PostgreSQL by triggers, so that neither a page nor raw SQL can rewrite history.
"""

from collections.abc import Sequence

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps


def _sqlite_trigger(table: str, event: str, condition: str) -> str:
    when = f"WHEN {condition} " if condition else ""
    return (
        f'CREATE TRIGGER "{table}_no_{event.lower()}" BEFORE {event} ON "{table}" FOR EACH ROW {when}'
        f"BEGIN SELECT RAISE(ABORT, 'frozen: {table}'); END;"
    )


def _postgresql_trigger(table: str, event: str, condition: str) -> str:
    name = f"{table}_no_{event.lower()}"
    when = f"WHEN ({condition}) " if condition else ""
    refusal = f"RAISE EXCEPTION 'frozen: {table}' USING ERRCODE = 'integrity_constraint_violation'"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refusal}; END $$;"
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW {when}'
        f"EXECUTE FUNCTION {name}();"
    )


def _postgresql_truncate_trigger(table: str) -> str:
    """TRUNCATE passes by the triggers of rows; it borrows the refusal of DELETE."""
    return (
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT '
        f"EXECUTE FUNCTION {table}_no_delete();"
    )


def _events(vendor: str) -> tuple[str, ...]:
    """What is refused, as the names of triggers end; SQLite has no TRUNCATE."""
    return ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")


def _differs(columns: Sequence[str]) -> str:
    """True when any of the columns changes; both databases understand IS [NOT] DISTINCT FROM or IS NOT."""
    return " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)


class FreezeTable(migrations.RunPython):
    """Refuse DELETE and UPDATE of a table; with ``columns``, only updates that touch one of them.

    ``once`` names columns that are filled once: a value that stands there is never replaced or emptied.
    ``when`` is an SQL condition on OLD that limits the rule to rows already published.
    """

    def __init__(
        self, table: str, columns: Sequence[str] = (), when: str = "", once: Sequence[str] = ()
    ) -> None:
        self.table, self.columns, self.when, self.once = table, tuple(columns), when, tuple(once)
        super().__init__(self._create, self._drop, elidable=False)

    def deconstruct(self) -> tuple[str, Sequence[object], dict[str, object]]:
        rules: dict[str, object] = {"columns": self.columns, "when": self.when, "once": self.once}
        return self.__class__.__name__, [self.table], rules

    def _conditions(self, vendor: str) -> dict[str, str]:
        settled = [f'(OLD."{column}" IS NOT NULL AND ({_differs([column])}))' for column in self.once]
        changed = " OR ".join([*([_differs(self.columns)] if self.columns else []), *settled])
        if vendor == "sqlite":
            changed = changed.replace("IS DISTINCT FROM", "IS NOT")
        update = " AND ".join(f"({part})" for part in (self.when, changed) if part)
        return {"UPDATE": update, "DELETE": self.when}

    def _create(self, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        vendor = schema_editor.connection.vendor
        trigger = _sqlite_trigger if vendor == "sqlite" else _postgresql_trigger
        for event, condition in self._conditions(vendor).items():
            schema_editor.execute(trigger(self.table, event, condition), params=None)
        if vendor == "postgresql":
            schema_editor.execute(_postgresql_truncate_trigger(self.table), params=None)

    def _drop(self, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        vendor = schema_editor.connection.vendor
        target = "" if vendor == "sqlite" else f' ON "{self.table}"'
        for event in _events(vendor):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self.table}_no_{event}"{target}', params=None)


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that applied migrations have made and the database no longer has.

    A table that SQLite rebuilds loses its triggers without a word: this is where it shows.
    """
    loader = MigrationLoader(connection)
    applied = [
        loader.disk_migrations[key] for key in loader.applied_migrations if key in loader.disk_migrations
    ]
    expected = {
        f"{operation.table}_no_{event}"
        for migration in applied
        for operation in migration.operations
        if isinstance(operation, FreezeTable)
        for event in _events(connection.vendor)
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        present = {name for (name,) in cursor.fetchall()}
    return sorted(expected - present)
