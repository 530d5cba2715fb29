"""Backup, restore and proof of a filled installation; NAVSTRECHU_BENCHMARK_MB=1024 is the size of the aim."""

import hashlib
import os
import shutil
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from navstrechu.files.models import StoredFile, file_path
from navstrechu.history.chain import event_hash
from navstrechu.history.models import Chain, Event
from navstrechu.operations.queries import violations
from navstrechu.operations.services.backup import back_up, database_bytes
from navstrechu.operations.services.restore import restore
from tests.benchmarks.measuring import show

pytestmark = pytest.mark.benchmark
MEGABYTE = 1024 * 1024
SIZE_MB = int(os.environ.get("NAVSTRECHU_BENCHMARK_MB", "100"))
# A scan of some pages; nine tenths of an installation are files, the rest is the journal.
FILE_BYTES = 300 * 1024
EVENT_BYTES = 1024
AIM_SECONDS_PER_GB = 60


def fill() -> None:
    """Files of bytes that cannot be compressed, and events with texts of the usual length."""
    now = timezone.now()
    files = [
        StoredFile(
            agency_id=1, name=f"скан {number}.pdf", media_type="application/pdf", size=FILE_BYTES,
            sha256="", storage_name=f"{number:032x}", stored_at=now, stored_by_name="Соколова М. А.",
        )
        for number in range(SIZE_MB * MEGABYTE * 9 // 10 // FILE_BYTES)
    ]  # fmt: skip
    for file in files:
        path = file_path(file.storage_name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(FILE_BYTES))
        file.sha256 = checksum(path)
    StoredFile.objects.bulk_create(files, batch_size=500)
    journal(SIZE_MB * MEGABYTE // 10 // EVENT_BYTES)


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def journal(number: int) -> None:
    previous, now = "", timezone.now()
    events = []
    for sequence in range(1, number + 1):
        event = Event(
            agency_id=1, sequence=sequence, previous_hash=previous, at=now, actor_name="Соколова М. А.",
            subject_type="roadmap.measure", subject_id=str(sequence), subject_text="Мероприятие " * 5,
            verb="measure_edited",
            changes={"text": ["Провести инвентаризацию " * 4, "Утвердить перечень " * 4]},
        )  # fmt: skip
        event.hash = previous = event_hash(event)
        events.append(event)
    Event.objects.bulk_create(events, batch_size=2000)
    Chain.objects.create(agency_id=1, sequence=number, hash=previous)


def timed(action) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def test_backup_and_restore(transactional_db, databases, settings, tmp_path: Path):
    settings.DATA_DIR = tmp_path
    fill()
    before, size = database_bytes(), SIZE_MB / 1024
    aim = f"≤ {AIM_SECONDS_PER_GB * 1000 * size:.0f}"
    copied = timed(lambda: copy_files(settings.MEDIA_ROOT, tmp_path))

    taken = timed(lambda: back_up(tmp_path / "copy.zip", at=timezone.now()))

    show(f"backup of {SIZE_MB} MB on {connection.vendor}", taken, aim, "copying its files", copied)
    databases.restore()
    settings.MEDIA_ROOT = tmp_path / "restored"
    given_back = timed(lambda: restore(tmp_path / "copy.zip"))
    show("restore with proof", given_back, "–", "copying its files", copied)
    proven = timed(lambda: list(violations()))
    show("verify", proven, "–", "copying its files", copied)
    archive = (tmp_path / "copy.zip").stat().st_size / MEGABYTE
    print(f"\ndatabase {before / MEGABYTE:.0f} MB, archive {archive:.0f} MB")
    assert list(violations()) == []


def copy_files(source: Path, target: Path) -> None:
    shutil.copytree(source, target / "copied")
