"""Reading a roadmap from a file or pasted text: pure Python, nothing is saved, nothing is guessed silently.

``read_isolated`` is for files of strangers (a process of its own with caps), ``read_roadmap`` does the work.
"""

import json
from pathlib import Path

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading.rows import read_rows
from navstrechu.roadmap.reading.text import decode, read_text
from navstrechu.roadmap.reading.tree import (
    Doubt,
    DoubtCode,
    ReadMeasure,
    ReadResult,
    ReadRoadmap,
    ReadSection,
    ResultKind,
)

__all__ = [
    "MAX_FILE_BYTES",
    "Doubt",
    "DoubtCode",
    "ReadMeasure",
    "ReadResult",
    "ReadRoadmap",
    "ReadSection",
    "ResultKind",
    "file_bytes",
    "read_isolated",
    "read_roadmap",
    "require_size",
]

MAX_FILE_BYTES = 20 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_ACCEPTED = (
    "Дорожная карта принимается как DOCX, XLSX, PDF с текстом "
    "или как текст, где столбцы разделены табуляцией."
)
_OLD_OFFICE = (
    "Файл защищён паролем или сохранён в старом формате DOC или XLS. "
    "Снимите защиту, сохраните как DOCX или XLSX и загрузите снова."
)
_ZIP = b"PK\x03\x04"
_SECONDS, _SECONDS_OF_PDF = 20, 45
_PDF, _HEAD_OF_PDF = b"%PDF-", 1024
_FOREIGN_FORMATS = (
    (b"{\\rtf", "Это RTF."),
    (b"\x89PNG", "Это изображение."),
    (b"\xff\xd8\xff", "Это изображение."),
    (b"GIF8", "Это изображение."),
    (b"II*\x00", "Это изображение."),
    (b"MM\x00*", "Это изображение."),
    (b"BM", "Это изображение."),
    (b"PK\x05\x06", "Это пустой архив."),
    (b"Rar!", "Это архив."),
    (b"7z\xbc\xaf", "Это архив."),
    (b"\x1f\x8b", "Это архив."),
)
_MARKUP = ("<!doctype", "<html", "<?xml", "<svg")


def read_roadmap(data: bytes, name: str = "", *, max_bytes: int = MAX_FILE_BYTES) -> ReadRoadmap:
    """Read a DOCX, XLSX, PDF or text by its content, whatever its name; InputRefused is one clear sentence.

    ``name`` is the file's name as the user knows it; it stands at the head of a refusal and decides nothing.
    """
    try:
        require_size(len(data), max_bytes=max_bytes)
        return _read(data)
    except InputRefused as refusal:
        if not name:
            raise
        raise InputRefused(f"«{name}»: {refusal}", refusal.problems) from refusal


def read_isolated(data: bytes, name: str = "") -> ReadRoadmap:
    """As ``read_roadmap``, in a process of its own with capped memory and time."""
    # Imported here: the process that reads needs no machinery for starting processes.
    from navstrechu.jobs.isolated import run_isolated  # noqa: PLC0415

    require_size(len(data))
    head = json.dumps({"name": name}).encode("ascii") + b"\n"
    # A PDF is put together sign by sign: five hundred measures take eight seconds of processor time.
    seconds = _SECONDS_OF_PDF if _PDF in data[:_HEAD_OF_PDF] else _SECONDS
    answer = run_isolated("navstrechu.roadmap.reading:read_payload", head + data, seconds=seconds)
    return ReadRoadmap.from_json(json.loads(answer))


def read_payload(payload: bytes) -> bytes:
    """The work of the isolated process: a line of JSON and the file in, the preview as JSON out."""
    head, _newline, data = payload.partition(b"\n")
    plan = read_roadmap(data, json.loads(head)["name"])
    return json.dumps(plan.to_preview_json(), ensure_ascii=False).encode("utf-8")


def file_bytes(path: Path) -> bytes:
    """Content of a file on disk, refused by its size before a byte is read; InputRefused when unreadable."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as fault:
        raise InputRefused(f"Файл «{path.name}» не открывается: проверьте путь и права на чтение.") from fault
    require_size(len(data))
    return data


def require_size(size: int, *, max_bytes: int = MAX_FILE_BYTES) -> None:
    """Raise InputRefused for an empty file and for one larger than ``max_bytes``."""
    if not size:
        raise InputRefused("Файл пуст.")
    if size > max_bytes:
        raise InputRefused(
            f"Файл больше {max_bytes // _MEGABYTE} МБ: это не дорожная карта. Загрузите её отдельным файлом."
        )


def _read(data: bytes) -> ReadRoadmap:
    if data.startswith(_ZIP):
        # Imported here: lxml is slow to load and reading a text does not need it.
        from navstrechu.roadmap.reading.office import read_office  # noqa: PLC0415

        return read_rows(*read_office(data))
    # Some programs write a mark or a line of their own before the sign of a PDF.
    if _PDF in data[:_HEAD_OF_PDF]:
        from navstrechu.roadmap.reading.pdf import read_pdf  # noqa: PLC0415 – loads a dozen libraries

        return read_rows(*read_pdf(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputRefused(_OLD_OFFICE)
    for sign, sentence in _FOREIGN_FORMATS:
        if data.startswith(sign):
            raise InputRefused(f"{sentence} {_ACCEPTED}")
    text = decode(data)
    if text[:200].lstrip().lower().startswith(_MARKUP):
        raise InputRefused(f"Это веб-страница или XML. {_ACCEPTED}")
    return read_rows(read_text(text))
