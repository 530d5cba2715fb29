"""Restoring a backup into an empty installation: everything, proven equal, or nothing.

No event is recorded: the journal itself is restored bit by bit, and one line more would make it unequal.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from navstrechu.core.disk import MEGABYTE, free_bytes
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.files.models import file_path
from navstrechu.operations.archive import ArchiveReader, Manifest, Part, Table, storage_name_of
from navstrechu.operations.numbering import continue_after
from navstrechu.operations.rows import columns_of, digest_of, values_in
from navstrechu.operations.schema import (
    Key,
    Schema,
    current_schema,
    migrate_forward,
    migrate_to,
    unknown_migrations,
)
from navstrechu.operations.services.backup import key_print

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and whether sessions and other signed things will still hold."""

    manifest: Manifest
    same_key: bool


def restore(path: Path) -> Restored:
    """Fill an empty installation from a backup and prove by checksums that all of it arrived.

    Files come first, rows in one transaction after them. Raises InputRefused for an archive that is damaged
    or newer than the product, Conflict when the installation is not empty.
    """
    with ArchiveReader(path) as archive:
        manifest = archive.manifest
        wanted = _require_known(manifest)
        archive.prove()
        _require_empty()
        _require_room(manifest)
        migrate_to(wanted)
        schema = current_schema()
        _require_empty()
        _fill(archive, schema)
    migrate_forward()
    return Restored(manifest, manifest.key_print == key_print(manifest.made_at))


def _require_known(manifest: Manifest) -> frozenset[Key]:
    keys = [tuple(name.split(".", 1)) for name in manifest.migrations]
    wanted: frozenset[Key] = frozenset((key[0], key[-1]) for key in keys)
    unknown = unknown_migrations(wanted)
    if unknown:
        raise InputRefused(
            f"Резервная копия сделана более новой версией программы ({manifest.version}, шаг {unknown[0]}). "
            "Обновите программу и повторите."
        )
    return wanted


def _require_empty() -> None:
    filled = next((model for model in current_schema().models if model._base_manager.exists()), None)
    if filled is not None:
        raise Conflict(
            f"В этой установке уже есть данные ({filled._meta.label_lower}). Восстанавливать можно только "
            "в пустую: задайте другую папку NAVSTRECHU_DATA_DIR или пустую базу DATABASE_URL."
        )


def _require_room(manifest: Manifest) -> None:
    """Files take what they take; a database takes up to four times the rows as text, with its indexes."""
    rows = sum(table.part.size for table in manifest.tables)
    needed, left = manifest.file_bytes + 4 * rows, free_bytes(Path(settings.MEDIA_ROOT))
    if needed > left:
        raise InputRefused(
            f"На диске не хватит места: нужно около {needed // MEGABYTE + 1} МБ, "
            f"свободно {left // MEGABYTE} МБ."
        )


def _fill(archive: ArchiveReader, schema: Schema) -> None:
    written: list[Path] = []
    try:
        for part in archive.manifest.files:
            written.append(_write_file(archive, part))
        # Once for all: syncing each of a hundred thousand files takes minutes.
        os.sync()
        with transaction.atomic():
            _load(archive, schema)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def _write_file(archive: ArchiveReader, part: Part) -> Path:
    path = file_path(storage_name_of(part))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    try:
        with partial.open("wb") as target:
            for chunk in archive.chunks(part):
                target.write(chunk)
        partial.rename(path)
    except OSError as fault:
        partial.unlink(missing_ok=True)
        raise InputRefused(f"Файл не записан: {fault.strerror}. Проверьте место и права.") from fault
    return path


def _load(archive: ArchiveReader, schema: Schema) -> None:
    tables = _matched(archive.manifest.tables, schema)
    for table, model in tables:
        try:
            _load_table(archive, table, model)
        except (DatabaseError, ValueError) as fault:
            reason = str(fault).strip().splitlines()[0]
            raise InputRefused(
                f"Таблица {table.model} не загружена: {reason}. Ничего не изменено."
            ) from fault
    try:
        connection.check_constraints()
    except DatabaseError as fault:
        raise InputRefused(f"Связи между таблицами копии нарушены: {fault}. Ничего не изменено.") from fault
    for table, model in tables:
        continue_after(model, table.last_id)
        _require_equal(table, model)


def _require_equal(table: Table, model: type[Model]) -> None:
    found = digest_of(model)
    if (found.rows, found.hex) != (table.rows, table.digest):
        raise InputRefused(
            f"Таблица {table.model} после загрузки не равна копии: строк {found.rows} из {table.rows}. "
            "Ничего не изменено."
        )


def _matched(tables: Sequence[Table], schema: Schema) -> list[tuple[Table, type[Model]]]:
    known = {model._meta.label_lower: model for model in schema.models}
    given = {table.model: table for table in tables}
    fits = given.keys() == known.keys() and all(
        table.columns == columns_of(known[table.model]) for table in tables
    )
    if not fits:
        raise InputRefused(
            "Таблицы в резервной копии не те, что в её описи структуры. Возьмите другую копию."
        )
    return [(given[label], model) for label, model in sorted(known.items())]


def _load_table(archive: ArchiveReader, table: Table, model: type[Model]) -> None:
    fields = list(model._meta.concrete_fields)
    rows = (model(*values_in(row, fields)) for row in archive.lines(table.part))
    while batch := list(islice(rows, _BATCH)):
        _insert(model, batch, fields)


def _insert(model: type[Model], rows: list[Model], fields: list[Any]) -> None:
    """Rows exactly as they are: Django's bulk_create would set automatic dates anew."""
    manager: Any = model._base_manager
    size = connection.ops.bulk_batch_size(fields, rows)
    for start in range(0, len(rows), size):
        manager._insert(rows[start : start + size], fields=fields, using=connection.alias, raw=True)
