"""`navstrechu import-touchpoints`: the contract with other programs, and refusals."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.architecture.sources import ROOT
from tests.cli.commands import Console
from tests.touchpoints.reading.files import HEADER, ROW, text, word, xlsx

READ = {
    "group": "Предоставление услуг",
    "process": "Назначение пособия",
    "touchpoint": "МФЦ",
    "channel": "in_person",
    "interactions": ["прием заявления"],
    "peculiarities": ["по записи"],
}
EMPTY = (*ROW[:4], "", "")


@pytest.mark.parametrize("data", [xlsx(HEADER, ROW), word(HEADER, ROW), text(HEADER, ROW)])
def test_json_is_the_contract_whatever_the_format(console: Console, tmp_path: Path, data: bytes):
    path = tmp_path / "перечень"
    path.write_bytes(data)

    ran = console("import-touchpoints", path, "--check", "--json")

    assert (ran.status, json.loads(ran.out), ran.err) == (0, {"rows": [READ], "doubts": []}, "")


def test_doubts_name_row_code_and_message(console: Console, tmp_path: Path):
    path = tmp_path / "перечень.xlsx"
    path.write_bytes(xlsx(HEADER, EMPTY))

    doubts = json.loads(console("import-touchpoints", path, "--check", "--json").out)["doubts"]

    assert doubts == [
        {
            "row": 2,
            "code": "interaction_empty",
            "message": "Строка 2: у точки «МФЦ» не указано взаимодействие с клиентом; впишите его.",
        }
    ]


def test_check_in_words(console: Console, tmp_path: Path):
    path = tmp_path / "перечень.xlsx"
    path.write_bytes(xlsx(HEADER, EMPTY))

    assert console("import-touchpoints", path, "--check").out.splitlines() == [
        "Групп: 1, процессов: 1, строк перечня: 1, взаимодействий: 0.",
        "Сомнений: 1:",
        "  Строка 2: у точки «МФЦ» не указано взаимодействие с клиентом; впишите его.",
    ]


def test_file_from_the_input_stream(console: Console, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text(HEADER, ROW))))

    assert json.loads(console("import-touchpoints", "-", "--check", "--json").out)["rows"] == [READ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("Привет".encode(), "«x.xlsx»: Это не перечень точек взаимодействия"),
        (b"PK\x03\x04 broken", "«x.xlsx»: Файл повреждён"),
        (b"%PDF-1.7", "Это PDF. Перечень принимается как XLSX, DOCX или CSV."),
        (b"", "Файл пуст"),
        (text(HEADER), "В таблице перечня нет ни одной строки"),
        (b"x" * (20 * 1024 * 1024 + 1), "Файл больше 20 МБ"),
    ],
    ids=["no register", "damaged", "pdf", "empty", "no rows", "large"],
)
def test_bad_file_is_refused_with_a_sentence_and_status_two(
    console: Console, tmp_path: Path, data: bytes, sentence: str
):
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)

    ran = console("import-touchpoints", path, "--check", "--json")

    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["нет-такого.xlsx", "--check"], "не открывается"),
        (["нет-такого.xlsx"], "Укажите --check"),
        ([], "не указано: ФАЙЛ"),
    ],
)
def test_unclear_command_is_refused_in_russian(console: Console, words: list[str], sentence: str):
    ran = console("import-touchpoints", *words)

    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err


def test_check_needs_neither_settings_nor_database_nor_a_known_folder(tmp_path: Path):
    source = tmp_path / "перечень.csv"
    source.write_bytes(text(HEADER, ROW))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "nowhere"}
    command = [
        sys.executable,
        "-P",
        "-m",
        "navstrechu",
        "import-touchpoints",
        str(source),
        "--check",
        "--json",
    ]

    ran = subprocess.run(command, cwd=elsewhere, env=variables, capture_output=True, text=True, check=True)

    assert json.loads(ran.stdout)["rows"] == [READ]
    assert list(elsewhere.iterdir()) == []
