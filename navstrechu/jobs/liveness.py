"""Is the process that claimed a row still there? Told by a file lock, which the system frees at any death.

A lock belongs to the open file, so it lives as long as the process or any child that inherited it. Process
numbers or clocks would guess; a restarted worker would have to wait for a lease to run out.
"""

import contextlib
import fcntl
import os
import uuid
from pathlib import Path

from django.conf import settings


class Claimant:
    """This process as the owner of what it claims; ``token`` is what its rows hold."""

    def __init__(self) -> None:
        _sweep()
        self.token = uuid.uuid4().hex
        self._file = _locked(_path(self.token))

    def leave(self) -> None:
        """At a clean end, when nothing is claimed any more."""
        _path(self.token).unlink(missing_ok=True)
        os.close(self._file)


def is_alive(token: str) -> bool:
    """Whether the claimant, or a child that works on for it, still runs."""
    try:
        file = os.open(_path(token), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        # Shared: two who ask at once must not take each other for the owner.
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def somebody_works() -> bool:
    """Whether any worker of this installation runs."""
    return any(is_alive(path.name) for path in _folder().iterdir())


def _locked(path: Path) -> int:
    """Make and lock the file; again when a sweeper took it for a dead one in between."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        if path.exists() and path.stat().st_ino == os.fstat(file).st_ino:
            return file
        os.close(file)


def _sweep() -> None:
    """Remove files of dead claimants, each under its lock, so that nobody can just be taking it."""
    for path in list(_folder().iterdir()):
        with contextlib.suppress(FileNotFoundError, BlockingIOError), path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _path(token: str) -> Path:
    return _folder() / Path(token).name
