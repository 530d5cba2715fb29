"""`backup`, `restore`, `verify --backup`, `doctor`, `create-admin`, and the look before `serve` starts."""

import io
import sys
from pathlib import Path

import pytest
from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.cli.commands import serve
from navstrechu.core.errors import InputRefused
from navstrechu.files.models import StoredFile
from navstrechu.operations.database import last_backup
from navstrechu.organisation.models import Membership
from tests.cli.commands import Console
from tests.factories.organisation import agency

HUGE = 2**62
PASSWORD = "Knizhnyi-Shkaf-42"


@pytest.fixture(autouse=True)
def private_data(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir(mode=0o700)
    return settings.DATA_DIR


# --- Backups ------------------------------------------------------------------------------------------------
def test_backup_is_made_and_proven(demonstration, transactional_db, console: Console, tmp_path: Path):
    made = console("backup", tmp_path / "copy.zip")
    proven = console("verify", "--backup", tmp_path / "copy.zip")

    files = StoredFile.objects.count()
    assert (made.status, made.out.startswith(f"Резервная копия: {tmp_path / 'copy.zip'} (")) == (0, True)
    assert made.out.endswith(f"файлов: {files}.\n")
    assert (proven.status, proven.out.startswith("Резервная копия цела: строк ")) == (0, True)


def test_backup_into_a_folder_keeps_the_newest_of_its_own(
    demonstration, transactional_db, console: Console, tmp_path: Path
):
    folder = tmp_path / "copies"
    folder.mkdir()
    foreign = ["navstrechu-before-move.zip", "notes.txt"]
    for name in ["navstrechu-2024-01-01-023000.zip", "navstrechu-2024-01-02-023000.zip", *foreign]:
        (folder / name).touch()

    ran = console("backup", folder, "--keep", "2")

    left = sorted(path.name for path in folder.iterdir())
    (new,) = [name for name in left if f"navstrechu-{timezone.now().astimezone():%Y-%m-%d}" in name]
    assert left == sorted([*foreign, "navstrechu-2024-01-02-023000.zip", new])
    assert (ran.status, ran.out.splitlines()[1]) == (
        0,
        "Удалена старая копия: navstrechu-2024-01-01-023000.zip",
    )


def test_keep_without_a_folder_is_refused(demonstration, transactional_db, console: Console, tmp_path: Path):
    ran = console("backup", tmp_path / "copy.zip", "--keep", "2")

    assert ran == (2, "", "С --keep укажите папку для копий, а не файл.\n")
    assert last_backup() is None


@pytest.mark.parametrize("number", ["0", "-1", "два"])
def test_keep_nothing_is_refused(console: Console, tmp_path: Path, number: str):
    ran = console("backup", tmp_path, "--keep", number)

    assert (ran.status, f"число копий – от 1, а не «{number}»" in ran.err) == (2, True)


def test_backup_with_a_lost_file_is_made_and_says_so(
    demonstration, transactional_db, console: Console, tmp_path: Path
):
    lost = StoredFile.objects.order_by("pk").first()
    lost.path.unlink()

    ran = console("backup", tmp_path / "copy.zip")

    sentence = "Файл повреждён или пропал ещё до копирования: "
    assert (ran.status, ran.err) == (1, f"{sentence}{lost.name} ({lost.storage_name}).\n")
    assert (tmp_path / "copy.zip").exists()


def test_restore_into_a_used_installation_is_refused(
    demonstration, transactional_db, console: Console, tmp_path: Path
):
    console("backup", tmp_path / "copy.zip")

    ran = console("restore", tmp_path / "copy.zip")

    assert (ran.status, ran.err.startswith("В этой установке уже есть данные")) == (2, True)


def test_damaged_backup_is_told_by_verify(console: Console, tmp_path: Path):
    (tmp_path / "copy.zip").write_bytes(b"PK\x03\x04 nothing more")

    ran = console("verify", "--backup", tmp_path / "copy.zip")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Файл «copy.zip» – не целая резервная копия «Навстречу»")


# --- Doctor -------------------------------------------------------------------------------------------------
def test_doctor_names_what_is_well_and_what_is_not(
    demonstration, db, console: Console, settings, monkeypatch
):
    settings.SECRET_KEY = "k" * 64
    monkeypatch.setattr("navstrechu.operations.database._postgresql", lambda: iter(()))

    ran = console("doctor")

    assert ran.status == 0
    assert "хорошо      Структура базы данных\n" in ran.out
    assert "внимание    Резервных копий ещё не делали.\n            Включите" in ran.out
    assert ran.out.endswith("Ошибок нет.\n")


def test_doctor_fails_on_an_error(demonstration, db, console: Console, settings, monkeypatch):
    monkeypatch.setattr("navstrechu.operations.database._postgresql", lambda: iter(()))
    settings.DISK_LOW_BYTES = settings.DISK_READ_ONLY_BYTES = HUGE

    ran = console("doctor")

    assert (ran.status, ran.out.endswith("Ошибок: 1.\n")) == (1, True)
    assert "ОШИБКА      Система работает только на чтение: на диске с данными свободно " in ran.out


# --- Start --------------------------------------------------------------------------------------------------
def test_server_does_not_start_on_an_unsafe_installation(db, settings, capsys):
    settings.ALLOWED_HOSTS, settings.DEBUG = ["navstrechu.example.ru"], True

    with pytest.raises(InputRefused) as refused:
        serve.require_fit()

    assert str(refused.value).startswith("Сервер не запущен: исправьте ошибки, названные выше.")
    assert "ОШИБКА      Включён режим отладки, а система открыта по сети.\n" in capsys.readouterr().err


def test_server_starts_with_warnings_on_a_full_disk(db, settings, capsys):
    settings.DISK_LOW_BYTES = settings.DISK_READ_ONLY_BYTES = HUGE

    serve.require_fit()

    assert "Система работает только на чтение" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("hosts", "name"),
    [
        (["navstrechu.example.ru", "localhost"], "navstrechu.example.ru"),
        ([".example.ru"], "example.ru"),
        (["*"], "127.0.0.1"),
        ([], "127.0.0.1"),
    ],
)
def test_server_asks_itself_under_a_name_that_it_answers_to(settings, hosts: list[str], name: str):
    settings.ALLOWED_HOSTS = hosts

    assert serve._own_name("0.0.0.0") == name


# --- The first account --------------------------------------------------------------------------------------
@pytest.fixture
def typed(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))


def test_administrator_of_the_only_agency(db, typed, console: Console):
    only = agency()

    ran = console("create-admin", "ivanov", "--name", "Иванов И. И.")

    assert (ran.status, ran.out) == (0, "Учётная запись «ivanov» создана.\n")
    held = Membership.objects.get(user__login="ivanov")
    assert (held.role, held.agency, held.user.check_password(PASSWORD)) == (Role.ADMINISTRATOR, only, True)


def test_administrator_of_a_named_agency(db, typed, console: Console):
    agency()
    second = agency()

    console("create-admin", "ivanov", "--name", "Иванов И. И.", "--agency", second.code)

    assert Membership.objects.get(user__login="ivanov").agency == second


def test_administrator_without_or_among_agencies_is_refused(db, typed, console: Console):
    none = console("create-admin", "ivanov", "--name", "Иванов И. И.")
    codes = sorted([agency().code, agency().code])
    several = console("create-admin", "ivanov", "--name", "Иванов И. И.")

    assert (none.status, none.err.startswith("Органов пока нет. Создайте регион и орган:")) == (2, True)
    assert (several.status, several.err) == (
        2,
        f"Органов несколько: укажите --agency. Есть: {', '.join(codes)}.\n",
    )
    assert not User.objects.filter(login="ivanov").exists()
