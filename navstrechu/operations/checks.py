"""The examinations as checks of Django: `manage.py check --deploy`, and before every `migrate`.

They are imported when they are asked for: most commands start without asking, and should start fast.
"""

from collections.abc import Sequence
from typing import Any

from django.core import checks


def register() -> None:
    """Called once when the applications are loaded."""
    checks.register(surroundings, "navstrechu", deploy=True)
    checks.register(durable_database, checks.Tags.database)


def surroundings(**_: Any) -> list[checks.CheckMessage]:
    """Machine and settings, as a deployment needs them."""
    from navstrechu.operations.diagnosis import SURROUNDINGS  # noqa: PLC0415 – see above

    return [problem for examination in SURROUNDINGS.values() for problem in examination()]


def durable_database(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Settings of the database; not its structure, which `migrate` is there to change."""
    from navstrechu.operations.diagnosis import BEARABLE, DATABASE  # noqa: PLC0415 – see above

    found = DATABASE["Сохранность при сбое питания"]() if databases else ()
    return [problem for problem in found if problem.id not in BEARABLE]
