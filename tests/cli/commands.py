"""Running commands inside the test's process, in its database."""

from typing import NamedTuple

import pytest

from navstrechu.cli.main import main


class Ran(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


class Console:
    """Runs commands and hands over what they printed."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self.captured = captured

    def __call__(self, *words: object) -> Ran:
        try:
            status = main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = self.captured.readouterr()
        return Ran(status, out, err)
