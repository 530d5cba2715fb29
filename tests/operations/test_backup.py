"""Backup and restore: everything, equal by checksums, on both databases and from one to the other."""

import hashlib
import json
import stat
import threading
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from navstrechu.acts.models import Act
from navstrechu.core.disk import MEGABYTE
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.frozen import missing_triggers
from navstrechu.files.models import StoredFile
from navstrechu.history.models import Event
from navstrechu.operations.archive import MANIFEST, ArchiveReader, Manifest, storage_name_of
from navstrechu.operations.database import last_backup
from navstrechu.operations.queries import counts, violations
from navstrechu.operations.rows import Digest, digest_of, line
from navstrechu.operations.schema import current_schema
from navstrechu.operations.services.backup import back_up
from navstrechu.operations.services.restore import restore
from navstrechu.organisation.models import Region
from tests.databases import Databases
from tests.factories.organisation import agency
from tests.operations.installations import Installation, beside_this_test, new_installation

CUT_OFF = "это не архив или он оборван"


def digests() -> dict[str, str]:
    """The checksum of every table of this test's database."""
    return {model._meta.label_lower: digest_of(model).hex for model in current_schema().models}


def told(manifest: Manifest) -> dict[str, str]:
    return {table.model: table.digest for table in manifest.tables}


@pytest.fixture(scope="session")
def sqlite_backup(databases: Databases, migrated_folder: Path) -> Path:
    """A backup of the demonstration, made on SQLite; tests only read it."""
    copy = databases.shared / "demonstration-on-sqlite.zip"

    def make() -> None:
        made = new_installation(migrated_folder, copy.with_suffix(""))
        made.run("load-demonstration")
        made.run("backup", str(copy))

    databases.once(copy.name, make)
    return copy


@pytest.fixture(autouse=True)
def private_data(settings, tmp_path: Path) -> Path:
    """The note of the last backup belongs to this test alone."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


@pytest.fixture
def own_backup(demonstration, transactional_db, tmp_path: Path) -> Path:
    """A backup of the demonstration in this test's database."""
    back_up(tmp_path / "own.zip", at=timezone.now())
    return tmp_path / "own.zip"


# --- Round trips --------------------------------------------------------------------------------------------
def test_backup_of_sqlite_restored_into_this_database_is_equal(sqlite_backup: Path, transactional_db):
    restored = restore(sqlite_backup).manifest

    assert digests() == told(restored)
    assert [one.path.stat().st_size for one in StoredFile.objects.order_by("pk")] == list(
        StoredFile.objects.order_by("pk").values_list("size", flat=True)
    )
    assert (list(violations()), missing_triggers(connection)) == ([], [])
    assert (counts().files, counts().leftovers) == (len(restored.files), 0)
    assert restored.rows > 500


def test_numbers_go_on_after_the_restored_ones(sqlite_backup: Path, transactional_db):
    restored = restore(sqlite_backup).manifest

    last = {table.model: table.last_id for table in restored.tables}
    assert agency().pk == last["organisation.agency"] + 1
    assert Event.objects.order_by("-pk").first().pk > last["history.event"]
    assert list(violations()) == []


def test_installation_that_has_hardly_begun_is_restored(
    migrated_folder: Path, transactional_db, tmp_path: Path
):
    """SQLite counts an empty table that a migration has rebuilt from 0, which PostgreSQL does not allow."""
    begun = new_installation(migrated_folder, tmp_path / "begun")
    begun.run("create-region", "orel", "--name", "Орловская область")
    begun.run("backup", str(tmp_path / "begun.zip"))

    restored = restore(tmp_path / "begun.zip").manifest

    assert digests() == told(restored)
    assert Region.objects.get().code == "orel"
    assert list(violations()) == []


def test_number_of_a_deleted_row_does_not_come_back(own_backup: Path, tmp_path: Path):
    gone = Region.objects.create(code="gone", name="Прежний регион")
    Region.objects.filter(pk=gone.pk).delete()
    back_up(tmp_path / "later.zip", at=timezone.now())

    other = Installation(tmp_path / "other")
    other.run("restore", str(tmp_path / "later.zip"))
    other.run("create-region", "new", "--name", "Новый регион")
    other.run("backup", str(tmp_path / "again.zip"))

    with zipfile.ZipFile(tmp_path / "again.zip") as archive:
        rows = [json.loads(row) for row in archive.read("data/organisation.region.jsonl").splitlines()]
    assert max(row[0] for row in rows) == gone.pk + 1


def test_backup_of_this_database_restored_on_sqlite_is_equal(own_backup: Path, tmp_path: Path):
    other = Installation(tmp_path / "other")

    said = other.run("restore", str(own_backup))
    other.run("backup", str(tmp_path / "again.zip"))

    with ArchiveReader(own_backup) as first, ArchiveReader(tmp_path / "again.zip") as second:
        assert told(second.manifest) == told(first.manifest) == digests()
        assert second.manifest.files == first.manifest.files
        assert second.manifest.migrations == first.manifest.migrations
    assert "контрольные суммы совпали" in said
    assert other.run("verify").startswith("Журнал цел")


def test_two_backups_of_one_state_differ_in_their_manifest_only(own_backup: Path, tmp_path: Path):
    back_up(tmp_path / "second.zip", at=timezone.now())

    with zipfile.ZipFile(own_backup) as first, zipfile.ZipFile(tmp_path / "second.zip") as second:
        assert first.namelist() == second.namelist()
        assert [name for name in first.namelist() if first.read(name) != second.read(name)] == [MANIFEST]


def test_backup_is_private_noted_and_leaves_nothing_beside_it(own_backup: Path, private_data: Path):
    assert stat.S_IMODE(own_backup.stat().st_mode) == 0o600
    assert [path.name for path in own_backup.parent.glob("*own.zip*")] == ["own.zip"]
    assert timezone.now() - last_backup() < timezone.timedelta(minutes=5)


# --- Under load ---------------------------------------------------------------------------------------------
def test_backup_while_documents_are_registered_is_one_moment(
    migrated_folder: Path, transactional_db, tmp_path: Path
):
    busy = beside_this_test(tmp_path / "busy")
    if not busy.database_url:
        new_installation(migrated_folder, busy.folder)
    with busy.start("tests.crash.writer", "prepare") as preparing:
        pass
    assert preparing.returncode == 0

    with busy.start("tests.crash.writer", "write", "1") as writer:
        acknowledged = [int(writer.stdout.readline())]
        reading = threading.Thread(target=lambda: acknowledged.extend(map(int, writer.stdout)))
        reading.start()
        busy.run("backup", str(tmp_path / "first.zip"))
        known = len(acknowledged)
        busy.run("backup", str(tmp_path / "second.zip"))
        after = len(acknowledged)
        writer.kill()
        reading.join()

    # The writer was neither held up nor refused meanwhile.
    assert after > known > 1
    fresh = Installation(tmp_path / "fresh")
    fresh.run("restore", str(tmp_path / "second.zip"))
    assert fresh.run("verify").startswith("Журнал цел")
    with fresh.start("tests.crash.writer", "check") as checking:
        state = json.load(checking.stdout)
    assert state["numbers"] == list(range(1, len(state["numbers"]) + 1))
    assert known <= len(state["numbers"])
    assert state["registered"] == state["stored"] == len(state["numbers"])


def test_backup_shows_one_moment_even_when_a_row_is_added_in_the_middle(own_backup: Path, tmp_path: Path):
    """Rows that are committed after the snapshot are in none of its tables."""
    before = digests()

    manifest = back_up(tmp_path / "middle.zip", at=timezone.now(), after_rows=lambda: agency())

    assert told(manifest) == before
    assert digests() != before


def test_writer_is_not_held_up_by_a_snapshot(demonstration, transactional_db, tmp_path: Path):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one writer at a time")
    from navstrechu.core.snapshot import snapshot

    waited = []

    def write() -> None:
        began = time.monotonic()
        agency()
        waited.append(time.monotonic() - began)
        connection.close()

    with snapshot():
        before = Event.objects.count()
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert Event.objects.count() == before

    assert waited[0] < 2
    assert connection.transaction_mode == "IMMEDIATE"


# --- Bounds -------------------------------------------------------------------------------------------------
def test_large_file_passes_through_little_memory(transactional_db, tmp_path: Path):
    large = b"%PDF-" + bytes(40 * MEGABYTE)
    stored = StoredFile.objects.create(
        agency_id=1, name="скан.pdf", media_type="application/pdf", size=len(large),
        sha256=hashlib.sha256(large).hexdigest(), storage_name="0" * 32, stored_at=timezone.now(),
    )  # fmt: skip
    stored.path.parent.mkdir(parents=True)
    stored.path.write_bytes(large)
    del large

    tracemalloc.start()
    back_up(tmp_path / "x.zip", at=timezone.now())
    with ArchiveReader(tmp_path / "x.zip") as archive:
        archive.prove()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 20 * MEGABYTE


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_disk_without_room_is_refused_before_anything_is_written(
    sqlite_backup: Path, transactional_db, tmp_path: Path, monkeypatch, what: str
):
    monkeypatch.setattr(f"navstrechu.operations.services.{what}.free_bytes", lambda folder: 1000)

    if what == "restore":
        assert refusal(sqlite_backup).startswith("На диске не хватит места: нужно около ")
        return
    with pytest.raises(InputRefused) as refused:
        back_up(tmp_path / "x.zip", at=timezone.now())
    assert "не хватит места: нужно около " in str(refused.value)


def test_restore_is_repeated_after_one_that_was_killed(sqlite_backup: Path, tmp_path: Path):
    """What a killed restore leaves: some tables, files of the same names, halves of files; never a row."""
    killed = Installation(tmp_path / "killed")
    killed.manage("migrate", "-v0", "organisation", "0001")
    with ArchiveReader(sqlite_backup) as archive:
        name = storage_name_of(archive.manifest.files[0])
        expected = b"".join(archive.chunks(archive.manifest.files[0]))
    half = tmp_path / "killed" / "files" / name[:2] / name
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    half.with_suffix(".part").write_bytes(b"half")

    killed.run("restore", str(sqlite_backup))

    assert half.read_bytes() == expected
    assert killed.run("verify").startswith("Журнал цел")


def test_backup_before_the_first_migration_is_refused(tmp_path: Path):
    said = Installation(tmp_path / "empty").run("backup", str(tmp_path / "x.zip"), status=2)

    assert said == "База данных пуста: копировать нечего.\n"
    assert list(tmp_path.glob("*x.zip*")) == []


# --- Refusals -----------------------------------------------------------------------------------------------
def rewritten(source: Path, target: Path, **changed: bytes | None) -> Path:
    """A copy of an archive with entries replaced, or left out where None; `manifest` stands for its name."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            key = "manifest" if name == MANIFEST else name
            content = changed.get(key, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def manifest_of(archive: Path, **changed: object) -> bytes:
    with zipfile.ZipFile(archive) as opened:
        return json.dumps(json.loads(opened.read(MANIFEST)) | changed).encode()


def refusal(archive: Path) -> str:
    """The sentence with which an archive is refused; nothing of it may stay."""
    with pytest.raises(InputRefused) as refused:
        restore(archive)
    assert (Event.objects.count(), Region.objects.count()) == (0, 0)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    return str(refused.value)


@pytest.mark.parametrize("kept", [0, 1, 1000, 0.5, 0.999])
def test_archive_that_was_cut_off_is_refused(
    sqlite_backup: Path, transactional_db, tmp_path: Path, kept: float
):
    whole = sqlite_backup.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * kept) if 0 < kept < 1 else int(kept)])

    assert "не целая резервная копия" in refusal(tmp_path / "cut.zip")


@pytest.mark.parametrize("place", [0.02, 0.2, 0.4, 0.6, 0.8, 0.9])
def test_archive_with_one_changed_byte_is_refused(
    sqlite_backup: Path, transactional_db, tmp_path: Path, place: float
):
    content = bytearray(sqlite_backup.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    (tmp_path / "rotten.zip").write_bytes(content)

    assert "не целая резервная копия" in refusal(tmp_path / "rotten.zip")


def test_archive_whose_part_was_replaced_is_refused(sqlite_backup: Path, transactional_db, tmp_path: Path):
    part = "data/accounts.user.jsonl"
    with zipfile.ZipFile(sqlite_backup) as archive:
        changed = archive.read(part).replace(b"coordinator", b"koordinator")

    assert f"часть {part} изменена" in refusal(
        rewritten(sqlite_backup, tmp_path / "x.zip", **{part: changed})
    )


def consistent(source: Path, target: Path, model: str, change) -> Path:
    """An archive with a changed table and sums computed anew, as by somebody who wants to cheat."""
    part = f"data/{model}.jsonl"
    with zipfile.ZipFile(source) as archive:
        told = json.loads(archive.read(MANIFEST))
        rows = change([json.loads(row) for row in archive.read(part).splitlines()])
    lines = [line(row) for row in rows]
    content, digest = b"".join(lines), Digest()
    for row in lines:
        digest.add(row)
    (table,) = [table for table in told["tables"] if table["model"] == model]
    table |= {"rows": len(lines), "digest": digest.hex}
    table["part"] |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return rewritten(source, target, **{part: content, "manifest": json.dumps(told).encode()})


def test_row_that_points_at_nothing_is_refused(sqlite_backup: Path, transactional_db, tmp_path: Path):
    headless = consistent(sqlite_backup, tmp_path / "x.zip", "organisation.region", lambda rows: [])

    assert refusal(headless).startswith("Связи между таблицами копии нарушены")


def test_row_that_breaks_a_rule_of_the_database_is_refused(
    sqlite_backup: Path, transactional_db, tmp_path: Path
):
    doubled = consistent(
        sqlite_backup, tmp_path / "x.zip", "organisation.region", lambda rows: [*rows, rows[0]]
    )

    assert refusal(doubled).startswith("Таблица organisation.region не загружена: ")


def test_forged_row_of_the_journal_is_found_by_verify(sqlite_backup: Path, transactional_db, tmp_path: Path):
    def forge(rows: list[list]) -> list[list]:
        return [
            [value if value != "coordinator" else "nobody" for value in row[:-1]] + ["подделка"]
            for row in rows
        ]

    restore(consistent(sqlite_backup, tmp_path / "x.zip", "history.event", forge))

    assert next(violations()).endswith("запись изменена.")


def test_archive_that_lacks_a_part_is_refused(sqlite_backup: Path, transactional_db, tmp_path: Path):
    lacking = rewritten(sqlite_backup, tmp_path / "x.zip", **{"data/acts.act.jsonl": None})

    assert "состав не совпадает с описью" in refusal(lacking)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"format": 2, "version": "9.0"}, "сделана более новой версией программы (9.0)"),
        (
            {"migrations": ["roadmap.9999_future"], "version": "9.0"},
            "версией программы (9.0, шаг roadmap.9999_future)",
        ),
        ({"product": "other"}, "это копия другой программы"),
        ({"format": "один"}, "опись составлена неверно"),
        ({"tables": None}, "опись составлена неверно"),
        ({"files": [{"name": "../../etc/passwd", "size": 1, "sha256": ""}]}, "опись составлена неверно"),
        ({"files": [{"name": 5, "size": 1, "sha256": ""}]}, "опись составлена неверно"),
        ({"tables": []}, "состав не совпадает с описью"),
    ],
)
def test_manifest_that_is_newer_or_wrong_is_refused(
    sqlite_backup: Path, transactional_db, tmp_path: Path, changed: dict[str, object], sentence: str
):
    manifest = manifest_of(sqlite_backup, **changed)

    assert sentence in refusal(rewritten(sqlite_backup, tmp_path / "x.zip", manifest=manifest))


def test_manifest_that_is_no_json_is_refused(sqlite_backup: Path, transactional_db, tmp_path: Path):
    assert "опись не читается" in refusal(rewritten(sqlite_backup, tmp_path / "x.zip", manifest=b"\xff{"))


def test_missing_file_and_other_file_are_refused(transactional_db, tmp_path: Path):
    (tmp_path / "text.zip").write_text("не архив")

    assert (
        refusal(tmp_path / "absent.zip") == f"Файла «{tmp_path / 'absent.zip'}» нет. Проверьте имя и папку."
    )
    assert CUT_OFF in refusal(tmp_path / "text.zip")


def test_installation_with_data_is_left_as_it_is(own_backup: Path):
    before = digests()

    with pytest.raises(Conflict) as refused:
        restore(own_backup)

    assert str(refused.value).startswith("В этой установке уже есть данные (accounts.user).")
    assert digests() == before


def test_existing_file_is_not_overwritten(own_backup: Path):
    before = own_backup.read_bytes()

    with pytest.raises(InputRefused) as refused:
        back_up(own_backup, at=timezone.now())

    assert (
        str(refused.value) == f"Файл «{own_backup}» уже есть. Укажите другое имя: копии не перезаписываются."
    )
    assert own_backup.read_bytes() == before


def test_absent_folder_is_refused(demonstration, transactional_db, tmp_path: Path):
    with pytest.raises(InputRefused) as refused:
        back_up(tmp_path / "absent" / "x.zip", at=timezone.now())

    assert str(refused.value) == f"Папки «{tmp_path / 'absent'}» нет. Создайте её или укажите другую."


def test_failure_in_the_middle_leaves_no_half_backup(demonstration, transactional_db, tmp_path: Path):
    def fail() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(InputRefused) as refused:
        back_up(tmp_path / "x.zip", at=timezone.now(), after_rows=fail)

    assert "на диске кончилось место" in str(refused.value)
    assert list(tmp_path.glob("*x.zip*")) == []
    assert last_backup() is None


# --- Faults of the source -----------------------------------------------------------------------------------
def test_damaged_and_lost_files_are_named_and_the_rest_is_kept(
    demonstration, transactional_db, tmp_path: Path
):
    first, second, *_ = StoredFile.objects.order_by("pk")
    first.path.write_bytes(b"changed")
    second.path.unlink()

    manifest = back_up(tmp_path / "x.zip", at=timezone.now())

    assert manifest.damaged == [f"{one.name} ({one.storage_name})" for one in (first, second)]
    assert len(manifest.files) == StoredFile.objects.count() - 1
    other = Installation(tmp_path / "other")
    said = other.run("restore", str(tmp_path / "x.zip"))
    assert said.count("был повреждён ещё до копирования") == 2
    assert "Нарушений: 2." in other.run("verify", status=1)


# --- Older structures ---------------------------------------------------------------------------------------
def test_backup_of_an_older_structure_is_restored_and_upgraded(tmp_path: Path):
    old = Installation(tmp_path / "old")
    old.manage("migrate", "-v0", "accounts")
    old.manage("migrate", "-v0", "history", "0001")
    old.manage("migrate", "-v0", "organisation", "0001")
    old.run("backup", str(tmp_path / "old.zip"))

    new = Installation(tmp_path / "new")
    new.run("restore", str(tmp_path / "old.zip"))

    with ArchiveReader(tmp_path / "old.zip") as archive:
        assert "organisation.0002_person_of_account" not in archive.manifest.migrations
    assert new.run("verify").startswith("Журнал цел")
    assert "[ ]" not in new.manage("showmigrations", "-p")


def test_backup_of_an_older_structure_is_not_put_into_a_newer_database(transactional_db, tmp_path: Path):
    old = Installation(tmp_path / "old")
    old.manage("migrate", "-v0", "organisation", "0001")
    old.run("backup", str(tmp_path / "old.zip"))

    with pytest.raises(Conflict) as refused:
        restore(tmp_path / "old.zip")

    assert str(refused.value).startswith("Структура этой базы новее, чем в резервной копии")


def test_database_of_a_newer_version_is_not_touched(demonstration, transactional_db, tmp_path: Path):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('roadmap', '9999_future', '2030-01-01')"
        )

    with pytest.raises(Conflict) as refused:
        back_up(tmp_path / "x.zip", at=timezone.now())

    assert "создана более новой версией программы (шаг roadmap.9999_future)" in str(refused.value)
    assert Act.objects.exists()
