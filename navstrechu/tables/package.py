"""The zip container of a DOCX or XLSX, opened with limits on what is produced, not on how it is packed."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from navstrechu.core.errors import InputRefused

MAX_PART_BYTES = 4 * 1024 * 1024
_MAX_DIRECTORY_BYTES = 512 * 1024
_CHUNK = 64 * 1024
_END_OF_DIRECTORY = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_END_RECORD = struct.Struct("<4s4H2LH")
_ZIP64_LOCATOR_SIZE = 20
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD_TYPES = (
    f"{_OFFICE}wordprocessingml.document.main+xml",
    f"{_OFFICE}wordprocessingml.template.main+xml",
)
_SHEET_TYPES = (f"{_OFFICE}spreadsheetml.sheet.main+xml", f"{_OFFICE}spreadsheetml.template.main+xml")

DAMAGED = (
    "Файл повреждён и не читается. "
    "Откройте его в программе, в которой он сделан, и сохраните заново как DOCX или XLSX."
)
TOO_BIG = "Файл слишком большой после распаковки. Сохраните нужную таблицу отдельным файлом DOCX или XLSX."
_MACROS = "В файле есть макросы, такие файлы не принимаются. Сохраните его как DOCX или XLSX без макросов."
DOCTYPE = (
    "В файле есть описание типа документа (DOCTYPE): такие файлы опасны и не принимаются. "
    "Сохраните его как DOCX или XLSX."
)
_ENCRYPTED_FILE = "Файл защищён паролем. Снимите защиту и сохраните его как DOCX или XLSX."
_PRESENTATION = "Это презентация."
SAVE_AS = "Сохраните таблицу как DOCX, XLSX или как текст и загрузите снова."

_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OSError, KeyError, IndexError,
)  # fmt: skip


class Package:
    """A DOCX or XLSX whose container has passed the checks; raises InputRefused for anything else.

    ``document`` is the name of its main part, ``is_workbook`` tells which of the two it is.
    """

    def __init__(self, data: bytes) -> None:
        _require_small_directory(data)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._parts = {info.filename: info for info in self._archive.infolist()}
        except _FAULTS as fault:
            raise InputRefused(DAMAGED) from fault
        self._require_office_file()
        self.document, self.is_workbook = self._main_part()

    def stream(self, name: str, limit: int) -> Iterator[bytes]:
        """Unpacked bytes of a part in pieces; raises InputRefused as soon as they are more than ``limit``."""
        info = self._parts.get(name)
        if info is None or info.compress_type not in _METHODS:
            raise InputRefused(DAMAGED)
        produced = 0
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    produced += len(chunk)
                    if produced > limit:
                        raise InputRefused(TOO_BIG)
                    yield chunk
        except _FAULTS as fault:
            raise InputRefused(DAMAGED) from fault

    def tree(self, name: str) -> Any | None:
        """Root element of a small part beside the document (styles, numbering), None when it is absent."""
        if name not in self._parts:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        content = b"".join(self.stream(name, MAX_PART_BYTES))
        if b"<!DOCTYPE" in content:
            raise InputRefused(DOCTYPE)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as fault:
            raise InputRefused(DAMAGED) from fault
        # Said once more by the parser: the declaration may be written in another encoding.
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputRefused(DOCTYPE)
        return root

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts; a name given twice is refused: two readers could read two different files."""
        names = self._archive.namelist()
        if len(names) != len(self._parts):
            raise InputRefused(DAMAGED)
        return tuple(names)

    def sibling(self, name: str) -> str:
        """Name of a part that lies beside the document: «styles.xml» → «word/styles.xml»."""
        folder, slash, _document = self.document.rpartition("/")
        return f"{folder}{slash}{name}"

    def _require_office_file(self) -> None:
        if any(info.flag_bits & _ENCRYPTED for info in self._parts.values()):
            raise InputRefused(_ENCRYPTED_FILE)
        if any(name.lower().endswith("vbaproject.bin") for name in self._parts):
            raise InputRefused(_MACROS)
        if "[Content_Types].xml" not in self._parts:
            kind = (
                "Это документ OpenDocument."
                if "mimetype" in self._parts
                else "Это архив, а не документ DOCX или XLSX."
            )
            raise InputRefused(f"{kind} {SAVE_AS}")

    def _main_part(self) -> tuple[str, bool]:
        root = self.tree("[Content_Types].xml")
        overrides = [] if root is None else [
            (str(entry.get("ContentType", "")), str(entry.get("PartName", "")).lstrip("/"))
            for entry in root
            if isinstance(entry.tag, str)
        ]  # fmt: skip
        types = " ".join(kind for kind, _name in overrides).lower()
        if "macroenabled" in types or "vbaproject" in types:
            raise InputRefused(_MACROS)
        for kind, name in overrides:
            if kind in (*_WORD_TYPES, *_SHEET_TYPES) and name in self._parts:
                return name, kind in _SHEET_TYPES
        if "presentationml" in types:
            raise InputRefused(f"{_PRESENTATION} {SAVE_AS}")
        raise InputRefused(DAMAGED)


def parse(chunks: Iterator[bytes], target: Any) -> Iterator[None]:
    """Feed a part to a handler of elements without ever building its tree; yields after each piece.

    Entities are not resolved, nothing is fetched, a DOCTYPE is refused before what it declares is used.
    """
    parser = etree.XMLParser(
        target=_Refusing(target), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield
        parser.close()
    except etree.LxmlError as fault:
        raise InputRefused(DAMAGED) from fault


class _Refusing:
    """Passes elements on to a handler and refuses a DOCTYPE."""

    def __init__(self, target: Any) -> None:
        self.start, self.end, self.data = target.start, target.end, target.data

    def doctype(self, name: str, public_id: str, system: str) -> None:
        raise InputRefused(DOCTYPE)

    def comment(self, text: str | bytes) -> None:
        """Comments say nothing."""

    def pi(self, target: str, data: str) -> None:
        """Processing instructions say nothing."""

    def close(self) -> None:
        """Nothing is built, so there is nothing to hand over."""


def _require_small_directory(data: bytes) -> None:
    """Refuse a list of contents too long to be a document, before the library reads it into memory."""
    at = data.rfind(_END_OF_DIRECTORY)
    if at < 0 or at + _END_RECORD.size > len(data):
        raise InputRefused(DAMAGED)
    directory_bytes = _END_RECORD.unpack_from(data, at)[5]
    is_zip64 = data[max(0, at - _ZIP64_LOCATOR_SIZE) : at].startswith(_ZIP64_LOCATOR)
    if directory_bytes > _MAX_DIRECTORY_BYTES or is_zip64:
        raise InputRefused(TOO_BIG)
