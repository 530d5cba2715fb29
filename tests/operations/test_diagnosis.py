"""What `doctor`, the start of the server and Django's checks say of an installation."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.checks import CheckMessage, run_checks
from django.db import connection
from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.disk import Level, room
from navstrechu.history.models import Event
from navstrechu.jobs.models import Job, JobState
from navstrechu.notices.models import Mail
from navstrechu.operations import database, diagnosis, surroundings
from navstrechu.operations.services.backup import back_up
from tests.factories.notices import job, mail

HUGE = 2**62
MOUNTS = """\
/dev/vda1 / ext4 rw 0 0
server:/data /srv/nfs nfs4 rw 0 0
/dev/vdb1 /srv/nfs/local xfs rw 0 0
"""


def identifiers(examination: Callable[[], Iterable[CheckMessage]]) -> list[str]:
    return [str(problem.id) for problem in examination()]


@pytest.fixture(autouse=True)
def private_data(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir(mode=0o700)
    return settings.DATA_DIR


# --- Surroundings -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("low", "read_only", "level"),
    [(0, 0, Level.ENOUGH), (HUGE, 0, Level.LOW), (HUGE, HUGE, Level.READ_ONLY)],
)
def test_room_on_the_disk_of_a_folder_that_is_not_there_yet(
    tmp_path: Path, low: int, read_only: int, level: Level
):
    found = room(tmp_path / "a" / "b", low=low, read_only=read_only)

    assert found.level is level
    assert found.free > 0


@pytest.mark.parametrize(
    ("low", "read_only", "expected"),
    [(0, 0, []), (HUGE, 0, ["navstrechu.W001"]), (HUGE, HUGE, ["navstrechu.E001"])],
)
def test_disk_that_fills_up_is_told_in_two_steps(settings, low: int, read_only: int, expected: list[str]):
    settings.DISK_LOW_BYTES, settings.DISK_READ_ONLY_BYTES = low, read_only

    assert identifiers(surroundings.room_on_disk) == expected


def test_data_folder_open_to_everybody_is_told(private_data: Path):
    assert identifiers(surroundings.data_folder) == []

    private_data.chmod(0o755)

    assert identifiers(surroundings.data_folder) == ["navstrechu.W002"]


def test_key_that_others_can_read_is_an_error(settings, private_data: Path):
    settings.SECRET_KEY = "k" * 64
    key = private_data / "secret_key"
    key.touch(mode=0o600)
    assert identifiers(surroundings.signing_key) == []

    key.chmod(0o640)

    assert identifiers(surroundings.signing_key) == ["navstrechu.E004"]


def test_short_key_is_told(settings):
    settings.SECRET_KEY = "short"

    assert identifiers(surroundings.signing_key) == ["navstrechu.W004"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/srv/nfs/data", "nfs4"), ("/srv/nfs/local/data", "xfs"), ("/srv/nfsother", "ext4"), ("/", "ext4")],
)
def test_file_system_of_a_folder(tmp_path: Path, folder: str, kind: str):
    (tmp_path / "mounts").write_text(MOUNTS)

    assert surroundings.file_system_of(Path(folder), tmp_path / "mounts") == kind


def test_file_system_is_unknown_where_the_machine_does_not_tell(tmp_path: Path):
    assert surroundings.file_system_of(tmp_path, tmp_path / "absent") == ""


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"ALLOWED_HOSTS": ["localhost", "127.0.0.1"], "DEBUG": True, "DEMONSTRATION": True}, []),
        ({"TLS": True}, []),
        ({}, ["navstrechu.W006"]),
        ({"TLS": True, "DEBUG": True}, ["navstrechu.E005"]),
        ({"TLS": True, "DEMONSTRATION": True}, ["navstrechu.W005"]),
        ({"TLS": True, "ALLOWED_HOSTS": ["*"]}, ["navstrechu.W007"]),
        ({"TLS": True, "ADDRESS": "http://127.0.0.1:8000"}, ["navstrechu.W008"]),
    ],
)
def test_what_is_harmless_at_home_is_told_on_a_public_host(settings, changed: dict, expected: list[str]):
    settings.ALLOWED_HOSTS, settings.ADDRESS = ["navstrechu.example.ru"], "https://navstrechu.example.ru"
    for name, value in changed.items():
        setattr(settings, name, value)

    assert identifiers(surroundings.public_address) == expected


def test_missing_styles_and_typefaces_are_errors(settings, tmp_path: Path):
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.STATIC_ROOT = settings.DOCUMENT_FONTS_DIR = tmp_path

    assert identifiers(surroundings.served_files) == ["navstrechu.E006", "navstrechu.E007"]


# --- Database -----------------------------------------------------------------------------------------------
def test_database_settings_of_the_product_are_durable(db):
    # The server of the tests runs without syncing: exactly what must be found.
    throw_away = ["navstrechu.E015", "navstrechu.E015"]

    assert identifiers(database.durable) == ([] if connection.vendor == "sqlite" else throw_away)


def test_settings_that_lose_acknowledged_data_are_errors(transactional_db):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("PRAGMA foreign_keys=OFF")
            expected = ["navstrechu.E012", "navstrechu.E013"]
        else:
            cursor.execute("SET synchronous_commit = off")
            expected = ["navstrechu.E014", "navstrechu.E015", "navstrechu.E015"]

    assert identifiers(database.durable) == expected
    connection.close()


def test_unsafe_database_stops_django_checks_with_a_sentence(transactional_db):
    statement = "PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit = off"
    with connection.cursor() as cursor:
        cursor.execute(statement)

    found = [problem for problem in run_checks(databases=["default"]) if "navstrechu" in str(problem.id)]

    assert "сбой питания отнимет сохранённое" in str(found[0].msg)
    connection.close()


def test_structure_is_current(db):
    assert identifiers(database.structure) == []


def test_missing_step_and_missing_trigger_are_errors(transactional_db):
    table = "history_event"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER history_event_no_delete")
        else:
            cursor.execute("DROP TRIGGER history_event_no_delete ON history_event")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'organisation' AND name NOT LIKE '0001%'")

    problems = list(database.structure())

    assert [problem.id for problem in problems] == ["navstrechu.E018", "navstrechu.E019"]
    assert "organisation.0002_person_of_account" in problems[0].msg
    assert f"{table}_no_delete" in problems[1].msg


def test_clock_behind_the_journal_is_told(demonstration, db):
    assert identifiers(database.clock) == []
    last = Event.objects.order_by("-pk").first()

    later = timezone.now() + timedelta(hours=1)
    Event.objects.bulk_create([Event(agency_id=99, sequence=1, hash="x", at=later, verb=last.verb)])

    assert identifiers(database.clock) == ["navstrechu.W010"]


def test_backups_are_asked_for_until_there_is_a_recent_one(
    demonstration, transactional_db, private_data: Path, tmp_path: Path
):
    assert identifiers(database.recent_backup) == ["navstrechu.W012"]

    back_up(tmp_path / "old.zip", at=timezone.now() - timedelta(days=9))
    assert identifiers(database.recent_backup) == ["navstrechu.W013"]

    back_up(tmp_path / "new.zip", at=timezone.now())
    assert identifiers(database.recent_backup) == []


def test_note_of_a_backup_that_cannot_be_read_counts_as_none(private_data: Path):
    (private_data / "last-backup.json").write_text("[]")

    assert database.last_backup() is None


def test_known_passwords_and_missing_administrator_are_told(demonstration, db, settings):
    assert identifiers(database.people) == []

    settings.ALLOWED_HOSTS = ["navstrechu.example.ru"]
    User.objects.filter(memberships__role=Role.ADMINISTRATOR).update(is_active=False)

    assert identifiers(database.people) == ["navstrechu.W014", "navstrechu.W015"]


def test_job_that_nobody_takes_is_told(db):
    now = timezone.now()
    job(at=now - timedelta(minutes=9))
    assert identifiers(database.worker) == []

    job(at=now - timedelta(minutes=11))
    assert identifiers(database.worker) == ["navstrechu.W016"]

    Job.objects.filter(pk=job(at=now).pk).update(state=JobState.RUNNING, claimed_by="worker")
    assert identifiers(database.worker) == []


def test_letters_that_do_not_leave_are_told(db):
    letter, now = Mail.objects.filter(pk=mail().pk), timezone.now()
    letter.update(next_try_at=now - timedelta(minutes=59))
    assert identifiers(database.worker) == []

    letter.update(next_try_at=now - timedelta(minutes=61))

    (problem,) = database.worker()
    assert (problem.id, problem.msg) == ("navstrechu.W017", "Письма не уходят: ждут дольше часа – 1.")


# --- All together -------------------------------------------------------------------------------------------
def test_everything_is_examined_once(demonstration, db):
    titles = [result.title for result in diagnosis.examine()]

    assert titles == [*diagnosis.SURROUNDINGS, *diagnosis.DATABASE]
    assert set(diagnosis.AT_START) <= set(titles)


def test_start_is_forbidden_by_errors_but_not_by_a_full_disk(db, settings):
    settings.DISK_LOW_BYTES = settings.DISK_READ_ONLY_BYTES = HUGE
    (full,) = diagnosis.examine(["Место на диске"])
    assert (full.failed, full.forbids_start) == (True, False)

    settings.ALLOWED_HOSTS, settings.DEBUG = ["navstrechu.example.ru"], True
    (public,) = diagnosis.examine(["Доступ по сети"])
    assert (public.failed, public.forbids_start) == (True, True)
