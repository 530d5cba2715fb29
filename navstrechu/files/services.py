"""Storing files so that an acknowledged one is there after a power cut."""

import hashlib
import os
import secrets
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.files.models import StoredFile
from navstrechu.files.rules import require_evidence, require_signature
from navstrechu.history.services import Actor, Subject, record

# Below this the disk is kept for the database; new files are refused while there still is room to work.
_RESERVED_BYTES = 200 * 1024 * 1024


@transaction.atomic
def store_file(*, agency_id: int, name: str, data: bytes, by: Actor, at: datetime) -> StoredFile:
    """Keep an uploaded file. Bytes reach the disk first, then the row commits.

    Raises InputRefused for empty, too large, unknown or executable content and for a full disk.
    """
    found = require_evidence(data, _short(name), limit=settings.UPLOAD_LIMIT_BYTES)
    return _keep(agency_id, _short(name), found, data, by, at)


@transaction.atomic
def store_signature(*, agency_id: int, name: str, data: bytes, by: Actor, at: datetime) -> StoredFile:
    """Keep the file of an electronic signature. Raises InputRefused for anything else and for a full disk."""
    found = require_signature(data, _short(name), limit=settings.UPLOAD_LIMIT_BYTES)
    return _keep(agency_id, _short(name), found, data, by, at)


def _short(name: str) -> str:
    return Path(name.replace("\\", "/")).name[-255:] or "file"


@transaction.atomic
def store_rendering(
    *, agency_id: int, name: str, media_type: str, data: bytes, by: Actor, at: datetime
) -> StoredFile:
    """Keep a file that the product itself has made, of whatever format. Raises InputRefused for a full
    disk."""
    return _keep(agency_id, name, media_type, data, by, at)


def _keep(agency_id: int, name: str, media_type: str, data: bytes, by: Actor, at: datetime) -> StoredFile:
    stored = StoredFile(
        agency_id=agency_id,
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        storage_name=secrets.token_hex(16),
        stored_at=at,
        stored_by_name=by.display_name,
    )
    _write(stored.path, data)
    stored.save()
    subject = Subject("files.file", str(stored.pk), stored.name)
    record("file_stored", agency_id=agency_id, subject=subject, by=by, at=at, comment=stored.sha256)
    return stored


def _write(path: Path, data: bytes) -> None:
    """Write under a temporary name, sync, rename, sync the folder: the file is whole or absent."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(path.parent).free < _RESERVED_BYTES + len(data):
        raise InputRefused(_("На сервере заканчивается место: файл не сохранён. Сообщите администратору."))
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    temporary.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
