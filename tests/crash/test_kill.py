"""`kill -9` in the middle of writing: what was acknowledged is there once, the rest wholly or not at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.architecture.sources import ROOT

ROUNDS = 5
ACKNOWLEDGED_BEFORE_KILL = 7


@pytest.fixture
def environment(migrated_folder: Path, transactional_db, tmp_path: Path) -> dict[str, str]:
    """The writer's own installation; on PostgreSQL it works in this test's database."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "NAVSTRECHU_DATA_DIR": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    if connection.vendor == "postgresql":
        settings = connection.settings_dict
        host = quote(str(settings["HOST"]), safe="")
        port = f":{settings['PORT']}" if settings["PORT"] else ""
        return env | {"DATABASE_URL": f"postgresql://{settings['USER']}@{host}{port}/{settings['NAME']}"}
    shutil.copytree(migrated_folder, tmp_path, dirs_exist_ok=True)
    return env


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.crash.writer", *arguments]


def run(environment: dict[str, str], *arguments: str) -> str:
    return subprocess.run(
        command(*arguments), cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def killed_while_writing(environment: dict[str, str], start: int, delay: float) -> list[int]:
    """Numbers acknowledged by a writer that was killed a moment after its seventh."""
    acknowledged = []
    with subprocess.Popen(
        command("write", str(start)), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout:
            acknowledged.append(int(line))
            if len(acknowledged) == ACKNOWLEDGED_BEFORE_KILL:
                threading.Timer(delay, process.send_signal, [signal.SIGKILL]).start()
    assert process.returncode == -signal.SIGKILL
    return acknowledged


def test_kill_loses_nothing_acknowledged_and_leaves_nothing_half_done(environment):
    run(environment, "prepare")
    acknowledged: list[int] = []

    for attempt in range(ROUNDS):
        acknowledged += killed_while_writing(environment, (attempt + 1) * 1000, delay=0.003 * attempt)

    state = json.loads(run(environment, "check"))
    unacknowledged = set(state["numbers"]) - set(acknowledged)
    assert len(acknowledged) >= ROUNDS * ACKNOWLEDGED_BEFORE_KILL
    assert set(acknowledged) <= set(state["numbers"])
    assert len(state["numbers"]) == len(set(state["numbers"]))
    # At most the one that each kill met between its commit and its print.
    assert len(unacknowledged) <= ROUNDS
    assert state["registered"] == state["stored"] == len(state["numbers"])
    assert (state["breaks"], state["damaged"]) == ([], [])
