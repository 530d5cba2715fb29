"""Fixtures of the whole suite: databases, files, the calendar day of the demonstration."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase, override_settings

from tests.databases import Databases, PostgresqlEngine, SqliteEngine, migrate

STRUCTURE = "structure"
DEMONSTRATION = "demonstration"


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Databases:
    """The databases of this worker; all workers share the templates of one run."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    if connection.vendor == "sqlite":
        return Databases(SqliteEngine(shared), shared, worker_id)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
    return Databases(PostgresqlEngine(dict(connection.settings_dict), f"test_{run[:8]}"), shared, worker_id)


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker) -> Iterator[None]:
    """Replaces the fixture of pytest-django: see tests/databases.py."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        databases.template(STRUCTURE, migrate)
        databases.use(STRUCTURE)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: databases.restore())
        yield
        databases.remove(STRUCTURE, DEMONSTRATION)


@pytest.fixture(scope="session")
def migrated_folder(databases: Databases) -> Path:
    """The data folder of a new installation on SQLite, with every migration; tests work in copies of it."""
    from tests.operations.installations import Installation

    folder = databases.shared / "installation"
    databases.once("installation", lambda: Installation(folder).manage("migrate", "-v0"))
    return folder


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path: Path) -> Path:
    """No test writes uploads where another one, or the developer's installation, would find them."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def demonstration(
    databases: Databases, django_db_setup, django_db_blocker, private_files: Path
) -> Iterator[None]:
    """The test's database and files hold the demonstration department, loaded once in the whole run."""
    files = databases.shared / "demonstration-files"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files):
        databases.template(DEMONSTRATION, load_demonstration, on_top_of=STRUCTURE)
    databases.use(DEMONSTRATION)
    shutil.copytree(files, private_files)
    yield
    databases.use(STRUCTURE)


def load_demonstration() -> None:
    """What `navstrechu load-demonstration` does, without its printing."""
    # Not at the top: this file is read before Django's apps are.
    from navstrechu.demonstration import services

    assert services.load_demonstration()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The database is chosen before any other fixture opens a transaction in it."""
    for item in items:
        names = getattr(item, "fixturenames", [])
        if "demonstration" in names:
            names.remove("demonstration")
            names.insert(0, "demonstration")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Benchmarks run only when asked for: `make bench`."""
    return True if collection_path.name == "benchmarks" and config.option.markexpr != "benchmark" else None
