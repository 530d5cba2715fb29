"""The structure that a database has right now, by its own list of migrations.

Models come from the migrations that are applied, not from today's code: a backup can be made before an
upgrade and restored into the same structure after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from navstrechu.core.errors import Conflict

# What Django fills by itself on migrating, and cookies of signed-in people, which no copy should carry.
_MADE_BY_DJANGO = {"contenttypes", "auth", "sessions"}
Key = tuple[str, str]


@dataclass(frozen=True)
class Schema:
    """Applied migrations and the models as they stood after them, in a fixed order."""

    migrations: frozenset[Key]
    models: tuple[type[Model], ...]


def current_schema() -> Schema:
    """What the database holds. Raises Conflict when a newer version of the product has worked on it."""
    loader = MigrationLoader(connection)
    applied = frozenset(loader.applied_migrations)
    unknown = unknown_migrations(applied, loader)
    if unknown:
        raise Conflict(
            f"База данных создана более новой версией программы (шаг {unknown[0]}). Обновите программу."
        )
    return Schema(applied, _models(loader, applied))


def unknown_migrations(keys: Iterable[Key], loader: MigrationLoader | None = None) -> list[str]:
    """Those of the migrations that this version of the product does not have, as «app.name»."""
    disk = (loader or MigrationLoader(None)).disk_migrations
    return [".".join(key) for key in sorted(keys) if key not in disk]


def pending_migrations() -> list[str]:
    """Migrations of this version that the database has not got yet, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, backwards in plan]


def migrate_to(wanted: frozenset[Key]) -> None:
    """Bring an empty database to exactly these migrations.

    Raises Conflict when it has others already: going back could lose data of the structure.
    """
    executor = MigrationExecutor(connection)
    ahead = frozenset(executor.loader.applied_migrations) - wanted
    if ahead:
        raise Conflict(
            f"Структура этой базы новее, чем в резервной копии (шаг {'.'.join(min(ahead))}). Восстановите "
            "копию в базу без таблиц: новый файл SQLite или новую базу PostgreSQL. Структуру программа "
            "создаст сама и затем обновит."
        )
    executor.migrate(_leaves(wanted, executor.loader))


def migrate_forward() -> None:
    """Bring the database to the structure of this version."""
    call_command("migrate", verbosity=0, interactive=False)


def _leaves(wanted: frozenset[Key], loader: MigrationLoader) -> list[Key]:
    """The last wanted migration of each app: naming an earlier one would make Django go back to it."""
    nodes = loader.graph.node_map
    return [
        key
        for key in sorted(wanted)
        if not any(child.key in wanted for child in nodes[key].children if child.key[0] == key[0])
    ]


def _models(loader: MigrationLoader, applied: frozenset[Key]) -> tuple[type[Model], ...]:
    if not applied:
        return ()
    state: Any = loader.project_state(sorted(applied))
    found = state.apps.get_models(include_auto_created=True)
    kept = [
        model
        for model in found
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _MADE_BY_DJANGO
    ]
    return tuple(sorted(kept, key=lambda model: model._meta.label_lower))
