"""`navstrechu import-roadmap`: the published JSON, refusals, saving; and the check needs no installation."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.history.models import Event
from navstrechu.roadmap.models import Roadmap
from navstrechu.roadmap.queries.plan import current_roadmap
from tests.cli.commands import Console
from tests.factories.organisation import agency, member
from tests.roadmap.documents import REFERENCE, cells_in_paragraphs, measure_row, reference_plan, text_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def published(console: Console) -> dict:
    ran = console("import-roadmap", REFERENCE, "--check", "--json")
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out)


def test_json_has_the_published_form(published: dict):
    assert list(published) == ["sections", "measures", "doubts"]
    assert [section["number"] for section in published["sections"]] == [
        "1", "2", *(f"2.{group}" for group in range(1, 10)),
    ]  # fmt: skip
    assert set(published["sections"][0]) == {"number", "title"}
    assert published["measures"][0] == {
        "number": "1.1",
        "title": "Назначен ответственный за внедрение клиентоцентричности в должности не ниже заместителя "
        "руководителя Департамента социальной защиты, опеки и попечительства, труда и занятости Орловской "
        "области (далее – Департамент)",
        "due": "2023-12-01",
        "responsible": "Заместитель руководителя Департамента",
        "co_executors": [
            "Начальник отдела межведомственного взаимодействия и подведомственных организаций Департамента"
        ],
        "results": [
            {
                "kind": "order",
                "text": "Утвержден приказ Департамента о назначении ответственного за внедрение "
                "клиентоцентричности в Департаменте",
                "attachment": False,
            }
        ],
        "quota_percent": None,
    }


def test_json_has_the_counts_of_the_reference(published: dict):
    measures = published["measures"]
    kinds = Counter(result["kind"] for measure in measures for result in measure["results"])
    dues = Counter(measure["due"] for measure in measures)

    assert (len(measures), kinds) == (71, {"order": 33, "report": 47})
    assert sorted(Counter(measure["responsible"] for measure in measures).values()) == [1, 32, 38]
    assert sum(len(measure["co_executors"]) for measure in measures) == 152
    assert sum(not measure["co_executors"] for measure in measures) == 17
    assert sorted(dues.values()) == [1, 1, 2, 2, 3, 9, 9, 10, 16, 18]
    assert [one["number"] for one in measures if one["quota_percent"] == 10] == [
        f"2.{n}.7" for n in range(1, 7)
    ]


def test_doubts_are_those_of_the_reading_and_then_those_of_the_checks(published: dict):
    doubts = published["doubts"]

    assert all(set(doubt) == {"measure", "code", "message"} for doubt in doubts)
    assert (doubts[0]["measure"], doubts[0]["code"]) == ("2.7.1", "doubled_word")
    assert Counter(doubt["code"] for doubt in doubts)["due_on_day_off"] == 9
    assert len({(doubt["measure"], doubt["code"], doubt["message"]) for doubt in doubts}) == len(doubts) == 35


def test_docx_says_the_same_as_the_text(console: Console, published: dict, tmp_path: Path):
    path = tmp_path / "карта.docx"
    path.write_bytes(cells_in_paragraphs(reference_plan()))

    assert json.loads(console("import-roadmap", path, "--check", "--json").out) == published


def test_file_from_the_input_stream(console: Console, published: dict, monkeypatch: pytest.MonkeyPatch):
    stream = SimpleNamespace(buffer=io.BytesIO(REFERENCE.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)

    assert json.loads(console("import-roadmap", "-", "--check", "--json").out) == published


def test_check_in_words(console: Console):
    lines = console("import-roadmap", REFERENCE, "--check").out.splitlines()

    assert lines[:4] == [
        "Разделов: 11, мероприятий: 71, результатов: 80.",
        "Сроки: с 01.12.2023 по 31.12.2024.",
        "Замечаний: 35:",
        "  2.7.1  Слово «клиентом» стоит дважды подряд, вероятно на стыке страниц; текст оставлен как есть.",
    ]


def bomb() -> bytes:
    packed = io.BytesIO()
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<!DOCTYPE x [<!ENTITY a0 "a">{entities}]><x>&a11;</x>')
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("x.txt", b"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82", "Это не дорожная карта"),
        ("x.docx", b"PK\x03\x04 broken", "«x.docx»"),
        ("x.docx", b"{\\rtf1 text}", "Это RTF"),
        ("x.txt", b"", "Файл пуст"),
        ("x.txt", text_of(measure_row(due="31.02.2024")), "даты «31.02.2024» не существует"),
        ("x.txt", text_of(measure_row(posts="")), "не указан ответственный"),
        ("x.txt", text_of(measure_row(), measure_row()), "номер повторяется"),
        ("x.docx", bomb(), "«x.docx»"),
        ("x.txt", b"x" * (20 * 1024 * 1024 + 1), "Файл больше 20 МБ"),
    ],
    ids=["no roadmap", "damaged", "rtf", "empty", "no such date", "nobody", "twice", "bomb", "large"],
)
def test_bad_file_is_refused_with_a_sentence_and_status_two(
    console: Console, tmp_path: Path, name: str, data: bytes, sentence: str
):
    path = tmp_path / name
    path.write_bytes(data)

    ran = console("import-roadmap", path, "--check", "--json")

    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert "Traceback" not in ran.err


def test_many_problems_are_all_listed(console: Console, tmp_path: Path):
    path = tmp_path / "x.txt"
    path.write_bytes(text_of(*(measure_row(f"1.{n}.", due="32.01.2024") for n in range(1, 8))))

    lines = console("import-roadmap", path, "--check").err.splitlines()

    assert "ошибок: 7" in lines[0]
    assert [line for line in lines if line.startswith("– Строка")] == lines[1:]
    assert len(lines) == 8


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["нет-такого.txt", "--check"], "не открывается"),
        ([str(REFERENCE)], "Укажите --check"),
        ([], "не указано: ФАЙЛ"),
        ([str(REFERENCE), "--check", "--лишнее"], "лишнее в команде: --лишнее"),
        ([str(REFERENCE), "--agency", "x", "--approved-on", "вчера"], "«вчера» – не дата"),
    ],
)
def test_unclear_command_is_refused_in_russian(console: Console, words: list[str], sentence: str):
    ran = console("import-roadmap", *words)

    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err


def test_check_needs_neither_settings_nor_database_nor_a_known_folder(tmp_path: Path):
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "nowhere"}
    command = [
        sys.executable,
        "-P",
        "-m",
        "navstrechu",
        "import-roadmap",
        str(REFERENCE),
        "--check",
        "--json",
    ]

    ran = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=True)

    assert len(json.loads(ran.stdout)["measures"]) == 71
    assert list(tmp_path.iterdir()) == []


def test_check_takes_less_than_a_second_of_the_processor():
    command = [
        sys.executable,
        "-P",
        "-m",
        "navstrechu",
        "import-roadmap",
        str(REFERENCE),
        "--check",
        "--json",
    ]
    before = os.times()

    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    assert spent < 1


@pytest.mark.django_db
def test_saving_takes_the_approval_from_the_heading_and_acts_as_the_system(console: Console):
    owner = agency()

    ran = console("import-roadmap", REFERENCE, "--agency", owner.code)

    assert (ran.status, ran.out.splitlines()[-1]) == (0, f"Загружено в орган «{owner.code}».")
    edition = current_roadmap(owner).editions.get()
    assert (edition.basis, edition.approved_on, edition.created_by_name, edition.file.name) == (
        "протокол заочного заседания рабочей группы от 26.09.2023 № 1",
        date(2023, 9, 26),
        "Система",
        REFERENCE.name,
    )
    assert Event.objects.get(verb="roadmap_imported").actor_name == "Система"


@pytest.mark.django_db
def test_saving_with_own_approval_and_person(console: Console):
    owner = agency()
    by = member(Role.COORDINATOR, owner)

    console(
        "import-roadmap", REFERENCE, "--agency", owner.code, "--basis", "протокол № 5",
        "--approved-on", "01.10.2023", "--as", by.login,
    )  # fmt: skip

    edition = current_roadmap(owner).editions.get()
    assert (edition.basis, edition.approved_on, edition.created_by_name) == (
        "протокол № 5",
        date(2023, 10, 1),
        by.display_name,
    )


@pytest.mark.django_db
def test_second_saving_of_the_same_file_is_refused(console: Console):
    owner = agency()
    console("import-roadmap", REFERENCE, "--agency", owner.code)

    ran = console("import-roadmap", REFERENCE, "--agency", owner.code)

    assert (ran.status, ran.err) == (
        2,
        "Файл ничего не меняет: в дорожной карте уже записано то же самое.\n",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--agency", "nowhere"], "Органа с кодом «nowhere» нет."),
        (["--agency", "{code}", "--as", "никто"], "Учётной записи «никто» нет."),
        (["--agency", "{code}", "--approved-on", "01.01.2099"], "Дата утверждения ещё не наступила."),
    ],
)
def test_refused_saving_leaves_nothing(console: Console, words: list[str], sentence: str):
    owner = agency()

    ran = console("import-roadmap", REFERENCE, *(word.format(code=owner.code) for word in words))

    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert not Roadmap.objects.exists()


@pytest.mark.django_db
def test_file_without_approval_in_its_heading_asks_for_it(console: Console, tmp_path: Path):
    path = tmp_path / "x.txt"
    path.write_bytes(text_of(measure_row()))

    ran = console("import-roadmap", path, "--agency", agency().code)

    assert (ran.status, ran.err.partition(".")[0]) == (
        2,
        "В шапке файла не сказано, чем и когда утверждена дорожная карта",
    )
