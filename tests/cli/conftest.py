"""The console of the tests."""

import pytest

from tests.cli.commands import Console


@pytest.fixture
def console(capsys: pytest.CaptureFixture[str]) -> Console:
    return Console(capsys)
