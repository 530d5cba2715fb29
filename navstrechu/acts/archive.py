"""One archive of many documents with an index of what is in it; equal contents give equal bytes.

The index stands in the archive as a document and as a table: whoever gets it can check every file.
"""

import hashlib
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from navstrechu.acts.made_archives import keep
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.plain import tidy
from navstrechu.documents.engine.profile import OFFICIAL_FORM, Orientation
from navstrechu.documents.engine.tree import Block, Column, Document, Paragraph, Row, Style, Table
from navstrechu.documents.rendering import Format, render
from navstrechu.files.models import StoredFile
from navstrechu.jobs.running import Run

INDEX_NAME = "Опись"
_NONE = "–"
# The earliest moment an entry can name: any real one would make equal archives differ.
_FIXED_MOMENT = (1980, 1, 1, 0, 0, 0)
# What is compressed already only costs time when it is compressed again.
_COMPRESSED = frozenset({".docx", ".pdf", ".xlsx", ".zip", ".jpg", ".jpeg", ".png", ".odt"})
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
# Windows cannot open deeper paths than 260 characters, and the reader unpacks into a folder of their own.
_LONGEST_NAME = 100
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """A file of the archive: stored bytes at `path` with the checksum known of them, given `data`, or what
    `make` makes when its turn comes. `folder` may be «» or «1.1 Назначение ответственного»."""

    folder: str
    name: str
    data: bytes = b""
    path: Path | None = None
    sha256: str = ""
    make: Callable[[], bytes] | None = None


def stored_entry(file: StoredFile, *, folder: str, name: str = "") -> ArchiveEntry:
    """A kept file under its own name, or under another one with its own extension."""
    own = Path(file.name)
    shown = f"{name}{own.suffix}" if name else own.name
    return ArchiveEntry(folder, shown, path=file.path, sha256=file.sha256)


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """A line of the index: the cells of its columns and the files that belong to it; two lines may name the
    same file."""

    cells: tuple[str, ...]
    entries: tuple[ArchiveEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveIndex:
    """Head and columns of the index; «Файл» and «SHA-256» are added to the columns."""

    title: str
    lead: tuple[str, ...]
    columns: tuple[Column, ...]
    dated: date | None = None


Progress = Callable[[int, int], None]


def kept_archive(*, run: Run, name: str, index: ArchiveIndex, lines: Sequence[ArchiveLine]) -> dict[str, Any]:
    """Make the archive in a job, tell the progress, keep the file; gives what the job must return.

    Raises InputRefused for a damaged file or a full disk, Cancelled when somebody cancels the job.
    """
    with tempfile.TemporaryFile() as target:
        write_archive(target, index, lines, progress=run.progress)
        return keep(target, name=name, documents=len(lines))


@in_official_language
def write_archive(
    target: IO[bytes], index: ArchiveIndex, lines: Sequence[ArchiveLine], *, progress: Progress
) -> None:
    """Write every file once and the index of all. `progress` gets (files written, of all) before each file.

    Raises InputRefused where a kept file no longer has the checksum it was kept with.
    """
    entries = list(dict.fromkeys(entry for line in lines for entry in line.entries))
    names = _names(entries)
    checksums: dict[ArchiveEntry, str] = {}
    with zipfile.ZipFile(target, "w") as archive:
        for number, entry in enumerate(entries):
            progress(number, len(entries) + 1)
            checksums[entry] = _write(archive, names[entry], entry)
        document = _index_document(index, lines, names, checksums)
        for format in (Format.DOCX, Format.XLSX):
            _write(
                archive,
                f"{INDEX_NAME}.{format}",
                ArchiveEntry("", "", data=render(document, format).content),
            )
    progress(len(entries) + 1, len(entries) + 1)


def _names(entries: Iterable[ArchiveEntry]) -> dict[ArchiveEntry, str]:
    """The path of each entry; letters in another case are the same name to half of all computers."""
    taken = {f"{INDEX_NAME}.{format}".casefold() for format in (Format.DOCX, Format.XLSX)}
    names: dict[ArchiveEntry, str] = {}
    for entry in entries:
        folder = "/".join(file_name(part) for part in entry.folder.split("/") if part.strip())
        own = Path(file_name(entry.name))
        for count in _counted():
            name = f"{own.stem}{f' ({count})' if count else ''}{own.suffix}"
            path = f"{folder}/{name}" if folder else name
            if path.casefold() not in taken:
                break
        taken.add(path.casefold())
        names[entry] = path
    return names


def _counted() -> Iterator[int]:
    yield 0
    count = 2
    while True:
        yield count
        count += 1


def file_name(text: str) -> str:
    """A name that every file system takes, cut at a word where it is long; the extension stays."""
    cleaned = tidy(_FORBIDDEN.sub(" ", text)).strip(". ") or INDEX_NAME.casefold()
    stem, suffix = Path(cleaned).stem, Path(cleaned).suffix
    if len(suffix) > 6 or " " in suffix:  # a full stop inside the name begins no extension
        stem, suffix = cleaned, ""
    if len(stem) > _LONGEST_NAME:
        stem = stem[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" .,–")
    return f"{stem}{suffix}"


def _write(archive: zipfile.ZipFile, name: str, entry: ArchiveEntry) -> str:
    """Write a file piece by piece; the SHA-256 of what was written."""
    info = zipfile.ZipInfo(name, _FIXED_MOMENT)
    is_compressed = Path(name).suffix.lower() in _COMPRESSED
    info.compress_type = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
    info.create_system = 0
    digest = hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as written:
        for piece in _pieces(entry):
            digest.update(piece)
            written.write(piece)
    if entry.sha256 and digest.hexdigest() != entry.sha256:
        raise InputRefused(
            _("Файл «{name}» на сервере повреждён: его контрольная сумма изменилась. Сообщите "
              "администратору.").format(name=entry.name)
        )  # fmt: skip
    return digest.hexdigest()


def _pieces(entry: ArchiveEntry) -> Iterator[bytes]:
    if entry.path is None:
        yield entry.make() if entry.make else entry.data
        return
    try:
        with entry.path.open("rb") as source:
            while piece := source.read(_CHUNK):
                yield piece
    except FileNotFoundError as error:
        raise InputRefused(
            _("Файла «{name}» нет на сервере. Сообщите администратору.").format(name=entry.name)
        ) from error


def _index_document(
    index: ArchiveIndex,
    lines: Iterable[ArchiveLine],
    names: dict[ArchiveEntry, str],
    checksums: dict[ArchiveEntry, str],
) -> Document:
    columns = (*index.columns, Column("Файл", 44), Column("SHA-256", 40))
    rows = tuple(
        Row.of(
            *line.cells,
            "\n".join(names[entry] for entry in line.entries) or _NONE,
            "\n".join(checksums[entry] for entry in line.entries) or _NONE,
        )
        for line in lines
    )
    lead: tuple[Block, ...] = tuple(
        Paragraph(text, Style.CENTRE, keep_with_next=True) for text in index.lead
    )  # fmt: skip
    return Document(
        title=index.title,
        blocks=(
            Paragraph(index.title, Style.TITLE, keep_with_next=True),
            *lead,
            Table(columns, rows, name=INDEX_NAME),
        ),
        orientation=Orientation.LANDSCAPE,
        profile=replace(OFFICIAL_FORM, table_size=9),
        dated=index.dated,
    )
