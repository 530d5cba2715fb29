"""Archives of documents: ordered, made by the worker, kept for two weeks, then removed.

An archive holds nothing that the installation does not hold anyway, so it is no stored file: it lies in a
folder of its own that backups leave out, and the job's row tells what it is.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from navstrechu.jobs.models import Job, JobState
from navstrechu.jobs.queries import JobRow, job_row
from navstrechu.organisation.models import Agency

KEPT = timedelta(days=14)
_NAME = re.compile(r"[0-9a-f]{32}\.zip")
_CHUNK = 1 << 20
_SHOWN = 50
_codes: list[str] = []


def register_archive(code: str) -> None:
    """Say that the jobs of this kind make archives."""
    if code not in _codes:
        _codes.append(code)


@dataclass(frozen=True, slots=True)
class MadeArchive:
    """A job that makes or has made an archive; without a ``path`` there is nothing to download (yet, or any
    longer)."""

    row: JobRow
    title: str
    name: str = ""
    size: int = 0
    sha256: str = ""
    documents: int = 0
    path: Path | None = None
    until: datetime | None = None


def folder() -> Path:
    """Where archives lie, beside the stored files."""
    return Path(settings.MEDIA_ROOT).with_name("archives")


def keep(source: IO[bytes], *, name: str, documents: int) -> dict[str, Any]:
    """Keep what was written; the result of the job, by which the archive is found again."""
    folder().mkdir(parents=True, exist_ok=True)
    storage = f"{secrets.token_hex(16)}.zip"
    path, digest, size = folder() / storage, hashlib.sha256(), 0
    temporary = path.with_suffix(".part")
    source.seek(0)
    with temporary.open("wb") as target:
        while piece := source.read(_CHUNK):
            digest.update(piece)
            size += target.write(piece)
    temporary.rename(path)
    told = {"name": name, "size": size, "sha256": digest.hexdigest(), "documents": documents}
    return told | {"storage": storage}


def archives_of(agency: Agency) -> list[MadeArchive]:
    """Archives of the agency being made and made, the latest first."""
    jobs = Job.objects.filter(agency_id=agency.pk, kind__in=_codes).order_by("-id")[:_SHOWN]
    return [_made(job) for job in jobs]


def archive_of(agency: Agency, pk: int) -> MadeArchive | None:
    """One of them."""
    job = Job.objects.filter(pk=pk, agency_id=agency.pk, kind__in=_codes).first()
    return _made(job) if job else None


def archive_job(agency: Agency, pk: int) -> Job | None:
    """The job that makes one of them."""
    return Job.objects.filter(pk=pk, agency_id=agency.pk, kind__in=_codes).first()


def _made(job: Job) -> MadeArchive:
    row = job_row(job, job.agency_id)
    title = str(job.order.get("title") or row.title)
    if job.state != JobState.DONE or job.finished_at is None:
        return MadeArchive(row, title)
    told = job.result
    path = folder() / _storage(told)
    return MadeArchive(
        row,
        title,
        name=str(told.get("name", "")),
        size=int(told.get("size", 0)),
        sha256=str(told.get("sha256", "")),
        documents=int(told.get("documents", 0)),
        path=path if _storage(told) and path.is_file() else None,
        until=job.finished_at + KEPT,
    )


def _storage(told: dict[str, Any]) -> str:
    name = str(told.get("storage", ""))
    return name if _NAME.fullmatch(name) else ""


def remove_old(now: datetime) -> int:
    """Remove archives older than two weeks and those that no job tells of; returns how many."""
    fresh = Job.objects.filter(kind__in=_codes, state=JobState.DONE, finished_at__gt=now - KEPT)
    wanted = {_storage(result) for result in fresh.values_list("result", flat=True)}
    removed = 0
    for path in _lying():
        is_being_made = now.timestamp() - path.stat().st_mtime < timedelta(hours=1).total_seconds()
        if path.name not in wanted and not is_being_made:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _lying() -> Iterator[Path]:
    return folder().glob("*.*") if folder().is_dir() else iter(())
