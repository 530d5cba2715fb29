"""Whether the product can serve right now: a few words for a monitor, nothing about what is inside."""

from dataclasses import dataclass
from functools import cache

from django.db import DatabaseError, connection

from navstrechu.core.disk import Level
from navstrechu.operations.schema import pending_migrations
from navstrechu.operations.surroundings import disk

OK, READ_ONLY, UNAVAILABLE = "ok", "read_only", "unavailable"


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the parts; each is «ok» or the word for what is wrong."""

    database: str
    structure: str
    disk: str

    @property
    def status(self) -> str:
        """«ok», «read_only» – pages open, changes are refused – or «unavailable»."""
        if self.database != OK or self.structure != OK:
            return UNAVAILABLE
        return READ_ONLY if self.disk == Level.READ_ONLY.value else OK


def health() -> Health:
    """Ask the database and the disk."""
    level = disk().level
    space = OK if level is Level.ENOUGH else level.value
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return Health(OK, OK if _structure_is_current() else "pending", space)
    except DatabaseError:
        return Health(UNAVAILABLE, "unknown", space)


def _structure_is_current() -> bool:
    """Asked until it is: a structure does not go back while the process lives."""
    if _current.cache_info().currsize:
        return True
    return not pending_migrations() and _current()


@cache
def _current() -> bool:
    return True
