"""`navstrechu serve`: the address is free, the server answers, a killed worker comes back."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path

import pytest

from navstrechu.cli.commands import serve
from navstrechu.core.errors import InputRefused

SIGN_IN = "/account/sign-in/"


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_port_in_use_is_refused_with_the_command_that_helps(taken_port: int):
    with pytest.raises(InputRefused) as refusal:
        serve.require_free("127.0.0.1", taken_port)

    assert str(refusal.value) == (
        f"Адрес 127.0.0.1:{taken_port} занят или недоступен. "
        f"Укажите другой порт: PORT={taken_port + 1} make run."
    )


@pytest.mark.parametrize("text", ["0", "65536", "восемь", "-1", "80.5", ""])
def test_port_that_is_none_is_refused(text: str):
    with pytest.raises(ArgumentTypeError) as refusal:
        serve._port(text)

    assert str(refusal.value) == f"порт – число от 1 до 65535, а не «{text}»"


@pytest.fixture
def server(migrated_folder: Path, tmp_path: Path, free_port: int) -> Iterator[subprocess.Popen[str]]:
    """The real server on a database and a data folder of its own."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("NAVSTRECHU_")}
    variables |= {"NAVSTRECHU_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    variables.pop("DATABASE_URL", None)
    shutil.copytree(migrated_folder, tmp_path, dirs_exist_ok=True)
    command = [sys.executable, "-P", "-m", "navstrechu", "serve", "--port", str(free_port)]
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as running:
        yield running
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=30) == 0


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def test_server_announces_an_address_that_answers_and_replaces_a_killed_worker(
    server: subprocess.Popen[str], free_port: int
):
    assert server.stdout
    lines = iter(server.stdout.readline, "")
    address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
    assert address == f"http://127.0.0.1:{free_port}/"
    assert status_of(SIGN_IN, free_port) == 200

    for worker in workers_of(server.pid):
        os.kill(worker, signal.SIGKILL)

    assert status_within(20, SIGN_IN, free_port) == 200


def status_of(path: str, port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def status_within(seconds: float, path: str, port: int) -> int:
    deadline = time.monotonic() + seconds
    while True:
        try:
            return status_of(path, port)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def workers_of(pid: int) -> list[int]:
    """Processes that the server started, without Python's own resource tracker."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if "tracker" not in Path(f"/proc/{child}/cmdline").read_text()]
