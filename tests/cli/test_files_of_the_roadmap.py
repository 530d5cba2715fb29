"""`export-roadmap`, `report`, `verify`, `load-demonstration`."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from navstrechu.demonstration.content import AGENCY_CODE
from navstrechu.files.models import StoredFile
from navstrechu.roadmap.reading import read_roadmap
from tests.cli.commands import Console
from tests.factories.evidence import stored_file
from tests.factories.organisation import agency
from tests.factories.roadmap import roadmap
from tests.roadmap.documents import reference_plan


@pytest.mark.usefixtures("demonstration", "db")
def test_exported_file_is_the_roadmap_of_the_day(console: Console, tmp_path: Path):
    path = tmp_path / "карта.docx"

    ran = console("export-roadmap", "--agency", AGENCY_CODE, "--on", "27.02.2024", "-o", path)

    assert (ran.status, ran.out) == (0, f"Записано: {path}\n")
    assert read_roadmap(path.read_bytes()) == reference_plan()
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == ["карта.docx"]


@pytest.mark.usefixtures("demonstration", "db")
@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_each_form_of_the_roadmap_reads_back_as_the_same_plan(console: Console, tmp_path: Path, form: str):
    path = tmp_path / f"карта.{form}"
    options = ("--agency", AGENCY_CODE, "--on", "27.02.2024", "--format", form, "-o", path)

    assert console("export-roadmap", *options).status == 0
    assert read_roadmap(path.read_bytes()) == reference_plan()


@pytest.mark.usefixtures("demonstration", "db")
@pytest.mark.parametrize(("form", "beginning"), [("docx", b"PK\x03\x04"), ("pdf", b"%PDF-")])
def test_report_is_written_in_both_forms(console: Console, tmp_path: Path, form: str, beginning: bytes):
    path = tmp_path / f"отчёт.{form}"

    ran = console("report", "--agency", AGENCY_CODE, "--on", "2024-03-15", "--format", form, "--output", path)

    assert ran.status == 0
    assert path.read_bytes().startswith(beginning)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["export-roadmap", "report"])
def test_agency_without_a_roadmap_is_told_how_to_load_it(console: Console, tmp_path: Path, command: str):
    of = agency()

    ran = console(command, "--agency", of.code, "-o", tmp_path / "x.docx")

    assert (ran.status, ran.err) == (
        2,
        f"У органа «{of.code}» ещё нет дорожной карты. "
        f"Загрузите её: navstrechu import-roadmap ФАЙЛ --agency {of.code}\n",
    )


@pytest.mark.django_db
def test_folder_that_does_not_exist_is_a_sentence(console: Console, tmp_path: Path):
    code = roadmap().agency.code

    ran = console("export-roadmap", "--agency", code, "-o", tmp_path / "нет" / "x.docx")

    assert ran.status == 2
    assert "не записан" in ran.err


@pytest.mark.usefixtures("demonstration", "db")
def test_second_loading_of_the_demonstration_changes_nothing(console: Console):
    assert console("load-demonstration").out == "Показательный орган уже загружен: ничего не изменено.\n"


@pytest.mark.django_db
def test_untouched_installation_is_verified(console: Console):
    stored_file(roadmap().agency)

    ran = console("verify")

    assert ran.status == 0
    assert ran.out.startswith("Журнал цел (записей: ")
    assert ran.out.endswith("(файлов: 2), защита базы данных на месте.\n")


@pytest.mark.django_db
def test_damaged_file_is_named(console: Console):
    stored = stored_file(agency(), name="приказ.pdf")
    stored.path.write_bytes(b"other")

    ran = console("verify")

    assert (ran.status, StoredFile.objects.count()) == (1, 1)
    today = f"{date(2024, 3, 15):%d.%m.%Y}"
    assert ran.out.splitlines() == [
        f"Файл «приказ.pdf» ({today}) повреждён или пропал: {stored.path}.",
        "Нарушений: 1.",
    ]


@pytest.mark.django_db
def test_missing_trigger_is_named(console: Console):
    on = "" if connection.vendor == "sqlite" else " ON history_event"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "history_event_no_delete"{on}')

    ran = console("verify")

    assert ran.status == 1
    assert ran.out.startswith("Нет защиты от изменений: history_event_no_delete.")


@pytest.mark.django_db
def test_altered_history_is_named(console: Console):
    plan = roadmap()
    on = "" if connection.vendor == "sqlite" else " ON history_event"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "history_event_no_update"{on}')
        cursor.execute("UPDATE history_event SET comment = 'x' WHERE verb = 'roadmap_imported'")

    lines = console("verify").out.splitlines()

    assert lines[0].startswith(f"Журнал органа {plan.agency_id}, запись ")
    assert lines[0].endswith(": запись изменена.")
