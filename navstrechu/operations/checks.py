"""The examinations as checks of Django: `manage.py check --deploy`, and before every `migrate`."""

from collections.abc import Sequence
from typing import Any

from django.core import checks

from navstrechu.operations.diagnosis import SURROUNDINGS


def register() -> None:
    """Called once when the applications are loaded."""
    checks.register(surroundings, "navstrechu", deploy=True)
    checks.register(durable_database, checks.Tags.database)


def surroundings(**_: Any) -> list[checks.CheckMessage]:
    """Machine and settings, as a deployment needs them."""
    return [problem for examination in SURROUNDINGS.values() for problem in examination()]


def durable_database(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Settings of the database; not its structure, which `migrate` is there to change."""
    # Imported here: the examinations read models, and checks are registered before these are ready.
    from navstrechu.operations.database import durable  # noqa: PLC0415

    return list(durable()) if databases else []
