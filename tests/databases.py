"""Databases of the test run: one template with every migration applied, and quick copies for each worker.

Why not Django's own: a transactional test ends by restoring the template, because emptying the tables would
have to DELETE history, which the database itself refuses.
"""

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql


class Engine(Protocol):
    """What a database must be able to do for the tests."""

    def create(self, name: str) -> None:
        """An empty database."""

    def copy(self, source: str, target: str) -> None:
        """Make ``target`` equal to ``source``, whatever it held; connections to it may be open."""

    def exists(self, name: str) -> bool: ...

    def drop(self, name: str) -> None: ...

    def address(self, name: str) -> str:
        """What Django's setting NAME must hold."""


class SqliteEngine:
    """Files in a folder of the run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str) -> None:
        Path(self.address(name)).touch()

    def copy(self, source: str, target: str) -> None:
        # SQLite's own backup goes through its locks: a server thread with an open connection sees it.
        with (
            _closing(sqlite3.connect(self.address(source))) as origin,
            _closing(sqlite3.connect(self.address(target), timeout=10)) as copy,
        ):
            origin.backup(copy)

    def exists(self, name: str) -> bool:
        return Path(self.address(name)).exists()

    def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(self.address(name) + suffix).unlink(missing_ok=True)

    def address(self, name: str) -> str:
        return str(self.folder / f"{name}.sqlite3")


class PostgresqlEngine:
    """Databases of one server; copied by its own templates."""

    def __init__(self, settings: dict[str, object], prefix: str) -> None:
        self.settings = settings
        self.prefix = prefix
        self.maintenance = str(settings["NAME"])

    def create(self, name: str) -> None:
        self._do("CREATE DATABASE {}", name)

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self._do("CREATE DATABASE {} TEMPLATE {}", target, source)

    def exists(self, name: str) -> bool:
        with self._connect() as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.address(name)])
            return found.fetchone() is not None

    def drop(self, name: str) -> None:
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def address(self, name: str) -> str:
        return f"{self.prefix}_{name}"

    def _do(self, statement: str, *names: str) -> None:
        identifiers = [sql.Identifier(self.address(name)) for name in names]
        with self._connect() as server:
            server.execute(sql.SQL(statement).format(*identifiers))  # type: ignore[arg-type]

    def _connect(self) -> psycopg.Connection:
        keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        given = {
            ours: str(self.settings[theirs]) for ours, theirs in keys.items() if self.settings.get(theirs)
        }
        return psycopg.connect(dbname=self.maintenance, autocommit=True, **given)


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


class Databases:
    """The worker's database, which can be pointed at, and restored to, a template."""

    def __init__(self, engine: Engine, shared: Path, worker: str) -> None:
        self.engine = engine
        self.shared = shared
        self.worker = worker
        self.current = ""

    def use(self, template: str) -> None:
        """Point Django at this worker's copy of a template; made on first use."""
        own = f"{self.worker}_{template}"
        if not self.engine.exists(own):
            self.engine.copy(template, own)
        self._point_at(own)
        self.current = template

    def restore(self) -> None:
        """Undo whatever was committed into this worker's copy."""
        connections.close_all()
        self.engine.copy(self.current, f"{self.worker}_{self.current}")

    def template(self, name: str, fill: Callable[[], None], *, on_top_of: str | None = None) -> None:
        """Make a template once in the whole run: the first worker fills it, the others wait."""

        def make() -> None:
            if on_top_of:
                self.engine.copy(on_top_of, name)
            else:
                self.engine.create(name)
            self._point_at(name)
            fill()
            connections.close_all()

        self.once(name, make)

    def once(self, name: str, make: Callable[[], None]) -> None:
        """Make something once in the whole run: the first worker does, the others wait for it."""
        mark = self.shared / f"{name}.made"
        with self._lock(name):
            if not mark.exists():
                make()
                mark.touch()

    def remove(self, *templates: str) -> None:
        """Drop this worker's copies."""
        connections.close_all()
        for template in templates:
            self.engine.drop(f"{self.worker}_{template}")

    def _point_at(self, name: str) -> None:
        connections.close_all()
        connections.settings["default"]["NAME"] = self.engine.address(name)

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        with (self.shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def migrate() -> None:
    """Every migration of the product, in order."""
    call_command("migrate", verbosity=0, interactive=False)
