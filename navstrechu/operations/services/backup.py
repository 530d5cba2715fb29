"""Making a backup: one snapshot of all rows, then the files that these rows speak of."""

import errno
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils.crypto import salted_hmac

from navstrechu.core.disk import MEGABYTE, free_bytes
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.snapshot import snapshot
from navstrechu.files.models import file_path
from navstrechu.operations.archive import CHUNK, ArchiveWriter, Manifest, Part, Table, file_part, whole_file
from navstrechu.operations.numbering import last_number
from navstrechu.operations.rows import Digest, columns_of, lines_of
from navstrechu.operations.schema import Schema, current_schema

LAST_BACKUP = "last-backup.json"
_STORED_FILE = "files.storedfile"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class _Upload:
    storage_name: str
    name: str
    size: int
    sha256: str


def back_up(path: Path, *, at: datetime, after_rows: Callable[[], None] = lambda: None) -> Manifest:
    """Write the whole installation into a new file; others may go on working meanwhile.

    Raises InputRefused when the file exists, cannot be written or would not fit; Conflict when there is
    nothing to keep. Files found damaged do not stop it: they are kept as they are and named in the manifest.
    """
    if path.exists():
        raise InputRefused(f"Файл «{path}» уже есть. Укажите другое имя: копии не перезаписываются.")
    _require_room(path.absolute().parent)
    try:
        with whole_file(path) as file, ArchiveWriter(file) as archive:
            manifest = _write(archive, at, after_rows)
    except OSError as fault:
        raise InputRefused(f"Копия «{path}» не записана: {_reason(fault)}") from fault
    _note(path, at)
    return manifest


def key_print(made_at: str) -> str:
    """Tells whether two installations sign with the same key, without telling the key."""
    return salted_hmac("navstrechu.operations.backup", made_at, algorithm="sha256").hexdigest()[:16]


def _write(archive: ArchiveWriter, at: datetime, after_rows: Callable[[], None]) -> Manifest:
    with snapshot():
        schema = current_schema()
        if not schema.models:
            raise Conflict("База данных пуста: копировать нечего.")
        tables = [_add_table(archive, model) for model in schema.models]
        uploads = list(_uploads(schema))
    after_rows()
    files, damaged = _add_files(archive, uploads)
    made_at = at.astimezone(UTC).isoformat()
    manifest = Manifest(
        version=settings.VERSION,
        made_at=made_at,
        database=connection.vendor,
        key_print=key_print(made_at),
        migrations=sorted(".".join(key) for key in schema.migrations),
        tables=tables,
        files=files,
        damaged=damaged,
    )
    archive.finish(manifest)
    return manifest


def _add_table(archive: ArchiveWriter, model: type[Model]) -> Table:
    digest, label = Digest(), model._meta.label_lower
    part = archive.add(f"data/{label}.jsonl", _batches(lines_of(model), digest), compress=True)
    return Table(label, columns_of(model), digest.rows, digest.hex, last_number(model), part)


def _batches(rows: Iterable[bytes], digest: Digest) -> Iterator[bytes]:
    """Some hundred lines at once: writing each by itself takes twice as long."""
    gathered: list[bytes] = []
    for row in rows:
        digest.add(row)
        gathered.append(row)
        if len(gathered) == _BATCH:
            yield b"".join(gathered)
            gathered.clear()
    yield b"".join(gathered)


def _uploads(schema: Schema) -> Iterator[_Upload]:
    for model in schema.models:
        if model._meta.label_lower == _STORED_FILE:
            rows = model._base_manager.order_by("pk").values_list("storage_name", "name", "size", "sha256")
            yield from (_Upload(*row) for row in rows.iterator())


def _add_files(archive: ArchiveWriter, uploads: Iterable[_Upload]) -> tuple[list[Part], list[str]]:
    files, damaged = [], []
    for upload in uploads:
        path, named = file_path(upload.storage_name), f"{upload.name} ({upload.storage_name})"
        if not path.is_file():
            damaged.append(named)
            continue
        part = archive.add(file_part(upload.storage_name), _chunks(path), compress=False)
        files.append(part)
        if part.sha256 != upload.sha256:
            damaged.append(named)
    return files, damaged


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _require_room(folder: Path) -> None:
    if not folder.is_dir():
        raise InputRefused(f"Папки «{folder}» нет. Создайте её или укажите другую.")
    needed, free = _expected_bytes(), free_bytes(folder)
    if needed > free:
        raise InputRefused(
            f"В папке «{folder}» не хватит места: нужно около {needed // MEGABYTE + 1} МБ, "
            f"свободно {free // MEGABYTE} МБ."
        )


def _expected_bytes() -> int:
    """Never less than what comes out: files are stored as they are, rows come out smaller than a database."""
    files = sum(path.stat().st_size for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    return files + database_bytes()


def database_bytes() -> int:
    """The size of the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _reason(fault: OSError) -> str:
    if fault.errno == errno.ENOSPC:
        return "на диске кончилось место. Освободите его или укажите другую папку."
    return f"{fault.strerror or fault}. Проверьте папку и права."


def _note(path: Path, at: datetime) -> None:
    """Beside the data, not in it: a copy must not change what it copies."""
    told = {"at": at.astimezone(UTC).isoformat(), "file": str(path.absolute())}
    # The copy is made; that nobody could be told of it is no reason to call it failed.
    with suppress(OSError):
        (Path(settings.DATA_DIR) / LAST_BACKUP).write_text(json.dumps(told, ensure_ascii=False), "utf-8")
