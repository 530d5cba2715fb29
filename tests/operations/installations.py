"""Installations of their own, driven by the product's command as an administrator does."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.architecture.sources import ROOT


@dataclass(frozen=True)
class Installation:
    """A data folder, and the address of a database unless it is the SQLite file in that folder."""

    folder: Path
    database_url: str = ""

    def run(self, *words: str, status: int = 0, **variables: str) -> str:
        """Both streams of `navstrechu WORDS`, which must end with ``status``."""
        return self._call([sys.executable, "-P", "-m", "navstrechu", *words], status, variables)

    def manage(self, *words: str) -> str:
        """One of Django's own commands."""
        return self._call([sys.executable, str(ROOT / "manage.py"), *words], 0, {})

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A program of the tests that works in this installation."""
        command = [sys.executable, "-m", *words]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    @property
    def environment(self) -> dict[str, str]:
        mine = {name: value for name, value in os.environ.items() if not name.startswith("NAVSTRECHU_")}
        mine.pop("DATABASE_URL", None)
        mine |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
        mine["NAVSTRECHU_DATA_DIR"] = str(self.folder)
        return mine | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def _call(self, command: list[str], status: int, variables: dict[str, str]) -> str:
        ended = subprocess.run(
            command, cwd=ROOT, env=self.environment | variables, capture_output=True, text=True, check=False
        )
        said = ended.stdout + ended.stderr
        assert ended.returncode == status, said
        return said


def beside_this_test(folder: Path) -> Installation:
    """On SQLite a new installation in ``folder``; on PostgreSQL one that works in this test's database."""
    if connection.vendor == "sqlite":
        return Installation(folder)
    database = settings.DATABASES["default"] | connection.settings_dict
    host = quote(str(database["HOST"]), safe="")
    port = f":{database['PORT']}" if database["PORT"] else ""
    return Installation(folder, f"postgresql://{database['USER']}@{host}{port}/{database['NAME']}")


def new_installation(migrated_folder: Path, folder: Path) -> Installation:
    """A migrated installation on SQLite, as `migrated_folder` holds it; ``folder`` may be there already."""
    shutil.copytree(migrated_folder, folder, dirs_exist_ok=True)
    return Installation(folder)
