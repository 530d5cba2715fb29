"""`kill -9` while letters are sent: each leaves once, none is lost, none is sent again on a guess."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.crash.test_kill import environment as installation
from tests.notices.mail_server import MailServer, mail_server

REMINDERS = 200
PATIENCE_SECONDS = 300
environment = installation


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "tests.crash.mailer", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def states(environment: dict[str, str]) -> dict[str, str]:
    """{Message-ID: state}"""
    return json.loads(run(environment, "check"))["letters"]


@pytest.fixture
def server() -> MailServer:
    with mail_server() as running:
        yield running


@pytest.fixture
def sending(
    environment: dict[str, str], server: MailServer, tmp_path: Path, request: pytest.FixtureRequest
) -> dict[str, str]:
    """The installation with its letters written and the server set."""
    run(environment, "prepare", str(getattr(request, "param", REMINDERS)))
    return environment | {
        "NAVSTRECHU_MAIL": "smtp", "NAVSTRECHU_SMTP_HOST": "127.0.0.1",
        "NAVSTRECHU_SMTP_PORT": str(server.port), "NAVSTRECHU_DATA_DIR": str(tmp_path),
    }  # fmt: skip


def worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "navstrechu", "worker"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, stderr=subprocess.DEVNULL
    )


def kill(process: subprocess.Popen[bytes], *, with_children: bool) -> None:
    if with_children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def grown(server: MailServer, than: int, seconds: float) -> bool:
    """Whether the server gets more letters within the time."""
    deadline = time.monotonic() + seconds
    while len(server.accepted) <= than and time.monotonic() < deadline:
        time.sleep(0.005)
    return len(server.accepted) > than


def send_with_kills(
    environment: dict[str, str], server: MailServer, *, rounds: int, with_children: bool
) -> None:
    """Kill a worker in the middle of sending several times, then let one end the work."""
    chance = random.Random(7)
    for _ in range(rounds):
        process = worker(environment)
        grown(server, len(server.accepted) + chance.randrange(5, 20), 10)
        time.sleep(chance.random() * 0.01)
        kill(process, with_children=with_children)
    process = worker(environment)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while set(states(environment).values()) & {"queued", "sending", "handed"}:
        assert time.monotonic() < deadline
        time.sleep(1)  # the question costs a start of the product, which the sender needs itself
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_killed_worker_sends_each_of_200_reminders_once(sending: dict[str, str], server: MailServer):
    server.pause = 0.03  # so that every one of the workers meets letters to send
    send_with_kills(sending, server, rounds=5, with_children=False)

    assert server.counts() == Counter(states(sending).keys())
    assert Counter(states(sending).values()) == {"sent": REMINDERS}


def test_killed_with_its_sender_nothing_is_sent_twice_and_nothing_is_lost(
    sending: dict[str, str], server: MailServer
):
    rounds = 5
    send_with_kills(sending, server, rounds=rounds, with_children=True)

    found, accepted = states(sending), server.counts()
    sent = {letter for letter, state in found.items() if state == "sent"}
    uncertain = {letter for letter, state in found.items() if state == "uncertain"}
    assert set(accepted.values()) == {1}
    assert sent <= accepted.keys() <= sent | uncertain
    assert len(sent) + len(uncertain) == REMINDERS
    # At most the one letter that each kill met on the wire.
    assert len(uncertain) <= rounds


@pytest.mark.parametrize("sending", [3], indirect=True)
def test_letter_accepted_but_not_noted_is_uncertain_and_not_sent_again(
    sending: dict[str, str], server: MailServer
):
    server.pause = 5.0
    process = worker(sending)
    assert server.accepting.wait(PATIENCE_SECONDS)
    kill(process, with_children=True)
    server.pause = 0.0

    send_with_kills(sending, server, rounds=0, with_children=True)

    [first, *_others] = [str(letter["Message-ID"]) for letter in server.letters()]
    assert server.counts() == Counter(states(sending).keys())
    assert {letter for letter, state in states(sending).items() if state == "uncertain"} == {first}
