"""Reading the reference roadmap: inside a process, and as the command that other programs call."""

import subprocess
import sys

import pytest

from navstrechu.demonstration.papers import ROADMAP_TEXT
from navstrechu.documents.rendering import Format, render
from navstrechu.roadmap.document_kinds import roadmap_document
from navstrechu.roadmap.reading import read_isolated, read_roadmap
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


@pytest.mark.parametrize(
    ("form", "bound"), [(Format.DOCX, "≤ 1000"), (Format.XLSX, "≤ 1000"), (Format.PDF, "≤ 3000")]
)
def test_reading_of_exports(form: Format, bound: str):
    """In a process of its own, as an upload is read; beside it the process alone."""
    plan = read_roadmap(ROADMAP_TEXT.read_bytes(), ROADMAP_TEXT.name)
    data = render(roadmap_document(plan, "Дорожная карта"), form).content

    measured = median_ms(lambda: read_isolated(data, f"карта.{form}"), times=5, warm_up=1)

    text = ROADMAP_TEXT.read_bytes()
    alone = median_ms(lambda: read_isolated(text, "карта.txt"), times=5, warm_up=1)
    show(f"reading the reference from {form.upper()}", measured, bound, "reading its text", alone)
