"""The command line as a whole: help in Russian, refusals, an unprepared database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from navstrechu.cli.main import COMMANDS
from navstrechu.cli.parser import day, in_russian
from tests.cli.commands import Console

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_russian_help(console: Console, command: str):
    ran = console(command, "--help")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Использование: navstrechu {command}")
    assert "показать эту справку" in ran.out
    assert "show this help" not in ran.out


def test_general_help_lists_every_command(console: Console):
    ran = console("--help")

    listed = [line.split()[0] for line in ran.out.splitlines() if line.startswith("    ") and line.split()]
    assert [command for command in COMMANDS if command in listed] == list(COMMANDS)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "navstrechu: не указано: КОМАНДА."),
        (["нет-такой"], "navstrechu: КОМАНДА: «нет-такой» не подходит;"),
        (["report", "--agency"], "navstrechu report: после --agency нужно значение."),
        (["report", "--agency", "x"], "navstrechu report: не указано: -o/--output."),
    ],
)
def test_misspelt_command_is_explained(console: Console, words: list[str], sentence: str):
    ran = console(*words)

    assert ran.status == 2
    assert ran.err.startswith(sentence)


def test_unknown_complaint_is_passed_on():
    assert in_russian("something new") == "something new"


@pytest.mark.parametrize("text", ["15.03.2024", "2024-03-15", " 15.3.2024 "])
def test_day_is_read_in_both_forms(text: str):
    assert day(text).isoformat() == "2024-03-15"


def test_unprepared_database_is_a_sentence_not_a_trace(tmp_path: Path):
    variables = {name: value for name, value in os.environ.items() if not name.startswith("NAVSTRECHU_")}
    variables |= {"NAVSTRECHU_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    variables.pop("DATABASE_URL", None)

    ran = subprocess.run(
        [sys.executable, "-P", "-m", "navstrechu", "verify"],
        cwd=ROOT, env=variables | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode == 1
    assert ran.stderr.startswith("База данных недоступна или не подготовлена: no such table")
    assert len(ran.stderr.splitlines()) == 1
