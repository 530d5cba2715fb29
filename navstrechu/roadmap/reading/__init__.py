"""Reading a roadmap from a file or pasted text: pure Python, nothing is saved, nothing is guessed silently.

``read_isolated`` is for files of strangers (a process of its own with caps), ``read_roadmap`` does the work.
"""

import json

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading.rows import read_rows
from navstrechu.roadmap.reading.text import read_text
from navstrechu.roadmap.reading.tree import (
    Doubt,
    DoubtCode,
    ReadMeasure,
    ReadResult,
    ReadRoadmap,
    ReadSection,
    ResultKind,
)
from navstrechu.tables.decoding import decode
from navstrechu.tables.files import (
    MAX_FILE_BYTES,
    ZIP,
    require_no_foreign_format,
    require_no_markup,
    require_size,
)

__all__ = [
    "Doubt",
    "DoubtCode",
    "ReadMeasure",
    "ReadResult",
    "ReadRoadmap",
    "ReadSection",
    "ResultKind",
    "read_isolated",
    "read_roadmap",
]

_ACCEPTED = (
    "Дорожная карта принимается как DOCX, XLSX, PDF с текстом "
    "или как текст, где столбцы разделены табуляцией."
)
_SECONDS, _SECONDS_OF_PDF = 20, 45
_PDF, _HEAD_OF_PDF = b"%PDF-", 1024


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


def _read(data: bytes) -> ReadRoadmap:
    if data.startswith(ZIP):
        # Imported here: lxml is slow to load and reading a text does not need it.
        from navstrechu.roadmap.reading.office import read_office  # noqa: PLC0415

        return read_rows(*read_office(data))
    # Some programs write a mark or a line of their own before the sign of a PDF.
    if _PDF in data[:_HEAD_OF_PDF]:
        from navstrechu.roadmap.reading.pdf import read_pdf  # noqa: PLC0415 – loads a dozen libraries

        return read_rows(*read_pdf(data))
    require_no_foreign_format(data, _ACCEPTED)
    text = decode(data)
    require_no_markup(text, _ACCEPTED)
    return read_rows(read_text(text))
