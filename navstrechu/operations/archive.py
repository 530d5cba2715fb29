"""The backup file: an ordinary ZIP with a manifest that names every part with its size and SHA-256."""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from navstrechu.core.errors import InputRefused

FORMAT = 1
PRODUCT = "navstrechu"
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
_MANIFEST_LIMIT = 256 * 1024 * 1024
_STORAGE_NAME = re.compile(r"[0-9A-Za-z_-]{2,64}")
# A moment of its own in every entry would make two backups of one state differ.
_DAY = (2000, 1, 1, 0, 0, 0)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one table: where they lie, how many, their checksum in any order, the last number given out."""

    model: str
    columns: list[str]
    rows: int
    digest: str
    last_id: int | None
    part: Part


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself; ``damaged`` names files that were broken when it was made."""

    version: str
    made_at: str
    database: str
    key_print: str
    migrations: list[str]
    tables: list[Table]
    files: list[Part]
    damaged: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def file_bytes(self) -> int:
        """Size of the uploaded files together."""
        return sum(part.size for part in self.files)

    def parts(self) -> list[Part]:
        """Every entry but the manifest."""
        return [*(table.part for table in self.tables), *self.files]

    def to_bytes(self) -> bytes:
        told = {"product": PRODUCT, "format": FORMAT, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


class ArchiveWriter:
    """Writes entries one after the other; nothing but a chunk is in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w")

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # What was begun will be thrown away by whole_file; a second complaint of a full disk helps nobody.
        with suppress(OSError) if kind else nullcontext():
            self._zip.close()

    def add(self, name: str, chunks: Iterable[bytes], *, compress: bool) -> Part:
        """Store ``chunks`` under ``name``."""
        info = zipfile.ZipInfo(name, _DAY)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        size, checksum = 0, hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                checksum.update(chunk)
                size += len(chunk)
        return Part(name, size, checksum.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """The manifest comes last: an archive that was cut off has none."""
        self.add(MANIFEST, [manifest.to_bytes()], compress=True)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file that appears under its name only when it is complete and on the disk; its owner's only."""
    partial = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b", buffering=CHUNK) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
        _sync_folder(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ArchiveReader:
    """An opened backup whose manifest was understood. Raises InputRefused for anything else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as fault:
            raise InputRefused(f"Файла «{path}» нет. Проверьте имя и папку.") from fault
        except (PermissionError, IsADirectoryError) as fault:
            raise InputRefused(f"Файл «{path}» не прочитать: {fault.strerror}.") from fault
        except _UNREADABLE as fault:
            raise self._damaged("это не архив или он оборван") from fault
        self.manifest = self._manifest()
        self._require_same_names()

    def __enter__(self) -> "ArchiveReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def chunks(self, part: Part) -> Iterator[bytes]:
        """The bytes of a part; the last step proves their number and checksum."""
        checksum, size = hashlib.sha256(), 0
        try:
            with self._zip.open(part.name) as entry:
                while chunk := entry.read(CHUNK):
                    checksum.update(chunk)
                    size += len(chunk)
                    yield chunk
        except (*_UNREADABLE, KeyError) as fault:
            raise self._damaged(f"часть {part.name} не читается") from fault
        if (size, checksum.hexdigest()) != (part.size, part.sha256):
            raise self._damaged(f"часть {part.name} изменена")

    def lines(self, part: Part) -> Iterator[bytes]:
        """The lines of a part."""
        rest = b""
        for chunk in self.chunks(part):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
        if rest:
            raise self._damaged(f"часть {part.name} оборвана")

    def prove(self) -> None:
        """Read everything once. Raises InputRefused at the first part that is not what was written."""
        for part in self.manifest.parts():
            for _ in self.chunks(part):
                pass

    def _manifest(self) -> Manifest:
        try:
            if self._zip.getinfo(MANIFEST).file_size > _MANIFEST_LIMIT:
                raise self._damaged("опись слишком велика")
            told = json.loads(self._zip.read(MANIFEST))
        except KeyError as fault:
            raise self._damaged("в нём нет описи") from fault
        except (*_UNREADABLE, ValueError) as fault:
            raise self._damaged("опись не читается") from fault
        return self._understood(told)

    def _understood(self, told: Any) -> Manifest:
        if not isinstance(told, dict) or told.get("product") != PRODUCT:
            raise self._damaged("это копия другой программы")
        number = told.get("format")
        if isinstance(number, int) and number > FORMAT:
            raise InputRefused(
                f"Резервная копия сделана более новой версией программы ({told.get('version')}). "
                "Обновите программу и повторите."
            )
        try:
            return _manifest_of(told)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise self._damaged("опись составлена неверно") from fault

    def _require_same_names(self) -> None:
        named = [part.name for part in self.manifest.parts()]
        present = [name for name in self._zip.namelist() if name != MANIFEST]
        if sorted(named) != sorted(present):
            raise self._damaged("состав не совпадает с описью")

    def _damaged(self, what: str) -> InputRefused:
        return InputRefused(
            f"Файл «{self.path.name}» – не целая резервная копия «Навстречу»: {what}. Ничего не изменено. "
            "Возьмите другую копию."
        )


def file_part(storage_name: str) -> str:
    """Where an uploaded file lies in the archive."""
    return f"files/{storage_name[:2]}/{storage_name}"


def storage_name_of(part: Part) -> str:
    """The name under which the product keeps the file. Raises ValueError for a name that is none."""
    name = part.name.rpartition("/")[2]
    if not _STORAGE_NAME.fullmatch(name) or part.name != file_part(name):
        raise ValueError(part.name)
    return name


def _manifest_of(told: dict[str, Any]) -> Manifest:
    if told["format"] != FORMAT:
        raise ValueError("format")
    found = Manifest(
        version=str(told["version"]),
        made_at=str(told["made_at"]),
        database=str(told["database"]),
        key_print=str(told["key_print"]),
        migrations=[_text(name) for name in told["migrations"]],
        tables=[_table_of(table) for table in told["tables"]],
        files=[Part(**part) for part in told["files"]],
        damaged=[_text(name) for name in told["damaged"]],
    )
    for part in found.files:
        storage_name_of(part)
    return found


def _table_of(told: dict[str, Any]) -> Table:
    return Table(**{**told, "part": Part(**told["part"])})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
