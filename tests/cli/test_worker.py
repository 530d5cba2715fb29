"""`navstrechu worker`: beside the server, started again when it dies, gone when the server is gone."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.test_serve import free_port  # noqa: F401 – a fixture


@pytest.fixture
def environment(migrated_folder: Path, tmp_path: Path) -> dict[str, str]:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("NAVSTRECHU_")}
    variables |= {"NAVSTRECHU_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    variables.pop("DATABASE_URL", None)
    shutil.copytree(migrated_folder, tmp_path, dirs_exist_ok=True)
    return variables


@pytest.fixture
def server(environment: dict[str, str], tmp_path: Path, free_port: int) -> Iterator[subprocess.Popen[str]]:  # noqa: F811
    command = [sys.executable, "-P", "-m", "navstrechu", "serve", "--port", str(free_port)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, text=True, cwd=tmp_path
    ) as running:
        yield running
        if running.poll() is None:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=30)


def worker_of(server: subprocess.Popen[str]) -> int:
    """The process number of the server's worker, 0 while there is none."""
    wanted = f"worker\0--parent\0{server.pid}\0"
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cmdline").read_text().endswith(wanted):
                return int(entry.name)
        except OSError:
            continue
    return 0


def within(seconds: float, condition: Callable[[], object]) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_server_starts_a_worker_and_another_one_after_its_death(server: subprocess.Popen[str]):
    assert within(20, lambda: worker_of(server))
    first = worker_of(server)

    os.kill(first, signal.SIGKILL)

    assert within(20, lambda: worker_of(server) not in {0, first})


def test_worker_ends_with_a_server_that_was_killed(server: subprocess.Popen[str]):
    assert within(20, lambda: worker_of(server))
    worker = worker_of(server)

    for child in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    server.kill()
    server.wait()

    assert within(20, lambda: not Path(f"/proc/{worker}").exists())


def test_worker_alone_works_and_stops_in_order(environment: dict[str, str], tmp_path: Path):
    command = [sys.executable, "-P", "-m", "navstrechu", "worker"]
    with subprocess.Popen(command, env=environment, cwd=tmp_path) as worker:
        assert within(20, lambda: any((tmp_path / "workers").glob("*")))
        time.sleep(1)
        worker.send_signal(signal.SIGTERM)

        assert worker.wait(timeout=20) == 0
    assert list((tmp_path / "workers").iterdir()) == []
