"""Reading a register of touchpoints as offices keep it: pure, nothing is saved, nothing is guessed silently.

``read_isolated`` is for files of strangers (a process of its own with caps), ``read_register`` does the work.
"""

import json

from navstrechu.core.errors import InputRefused
from navstrechu.tables.files import MAX_FILE_BYTES, require_size
from navstrechu.tables.limits import Limits
from navstrechu.touchpoints.reading.tree import Channel, Doubt, DoubtCode, Place, ReadRegister, ReadRow

__all__ = [
    "LIMITS",
    "Channel",
    "Doubt",
    "DoubtCode",
    "Place",
    "ReadRegister",
    "ReadRow",
    "read_isolated",
    "read_register",
]

_MEGABYTE = 1024 * 1024
# Twice the register that the product is measured with; a cell of a spreadsheet holds 32 767 signs.
LIMITS = Limits(
    rows=20_000,
    cell_characters=30_000,
    elements=8_000_000,
    document_bytes=128 * _MEGABYTE,
    sheet_cells=600_000,
    sheet_area=4_000_000,
    book_bytes=128 * _MEGABYTE,
)
_ACCEPTED = "Перечень принимается как XLSX, DOCX или CSV."
_PDF, _HEAD_OF_PDF = b"%PDF-", 1024
_SECONDS, _MEMORY_MB = 40, 1024


def read_register(data: bytes, name: str = "", *, max_bytes: int = MAX_FILE_BYTES) -> ReadRegister:
    """Read an XLSX, DOCX or CSV by its content, whatever its name; InputRefused is one clear sentence.

    ``name`` is the file's name as the user knows it; it stands at the head of a refusal and decides nothing.
    """
    try:
        require_size(len(data), max_bytes=max_bytes)
        return _read(data)
    except InputRefused as refusal:
        if not name:
            raise
        raise InputRefused(f"«{name}»: {refusal}", refusal.problems) from refusal


def read_isolated(data: bytes, name: str = "") -> ReadRegister:
    """As ``read_register``, in a process of its own with capped memory and time."""
    # Imported here: the process that reads needs no machinery for starting processes.
    from navstrechu.jobs.isolated import run_isolated  # noqa: PLC0415

    require_size(len(data))
    head = json.dumps({"name": name}).encode("ascii") + b"\n"
    work = "navstrechu.touchpoints.reading:read_payload"
    answer = run_isolated(work, head + data, memory_mb=_MEMORY_MB, seconds=_SECONDS)
    return ReadRegister.from_json(json.loads(answer))


def read_payload(payload: bytes) -> bytes:
    """The work of the isolated process: a line of JSON and the file in, the preview as JSON out."""
    head, _newline, data = payload.partition(b"\n")
    register = read_register(data, json.loads(head)["name"])
    return json.dumps(register.to_preview_json(), ensure_ascii=False).encode("utf-8")


def _read(data: bytes) -> ReadRegister:
    if _PDF in data[:_HEAD_OF_PDF]:
        raise InputRefused(f"Это PDF. {_ACCEPTED}")
    # Imported here: lxml is slow to load and a refused file does not need it.
    from navstrechu.tables.reading import read_tables  # noqa: PLC0415
    from navstrechu.touchpoints.reading.register import read_file_tables  # noqa: PLC0415

    return read_file_tables(read_tables(data, LIMITS, accepted=_ACCEPTED), LIMITS)
