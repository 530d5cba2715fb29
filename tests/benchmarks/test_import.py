"""Reading the reference roadmap: inside a process, and as the command that other programs call."""

import subprocess
import sys

import pytest

from navstrechu.demonstration.papers import ROADMAP_TEXT
from navstrechu.roadmap.reading import read_roadmap
from tests.benchmarks.measuring import median_ms, show

pytestmark = pytest.mark.benchmark


def test_reading():
    data = ROADMAP_TEXT.read_bytes()

    measured = median_ms(lambda: read_roadmap(data, ROADMAP_TEXT.name))

    show("reading the reference", measured, "≤ 200", "decoding its text", median_ms(data.decode))


def test_command():
    command = [
        sys.executable,
        "-P",
        "-m",
        "navstrechu",
        "import-roadmap",
        str(ROADMAP_TEXT),
        "--check",
        "--json",
    ]

    measured = median_ms(lambda: subprocess.run(command, check=True, capture_output=True), times=7, warm_up=1)

    nothing = [sys.executable, "-P", "-c", ""]
    start = median_ms(lambda: subprocess.run(nothing, check=True), times=7, warm_up=1)
    show("navstrechu import-roadmap --check --json", measured, "≤ 1000 after start", "Python alone", start)
