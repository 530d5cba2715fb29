"""Room on the disk of the data: how much is left and what may still be written."""

import shutil
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

MEGABYTE = 1024 * 1024


class Level(Enum):
    """What the room that is left allows."""

    ENOUGH = "enough"
    LOW = "low"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class Room:
    """Free bytes and what they allow."""

    free: int
    level: Level


def room(folder: Path, *, low: int, read_only: int) -> Room:
    """The room where ``folder`` is, or would be made; ``low`` and ``read_only`` are bounds in bytes.

    Changes stop at ``read_only`` while the database still has room to finish what it began.
    """
    free = free_bytes(folder)
    if free < read_only:
        return Room(free, Level.READ_ONLY)
    return Room(free, Level.LOW if free < low else Level.ENOUGH)


def free_bytes(folder: Path) -> int:
    """What is free where ``folder`` is, or would be made."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(existing).free
