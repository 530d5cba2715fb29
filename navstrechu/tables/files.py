"""A file before it is read: its size, and by its first bytes what it is if not what was asked for."""

from pathlib import Path

from navstrechu.core.errors import InputRefused

MAX_FILE_BYTES = 20 * 1024 * 1024
ZIP = b"PK\x03\x04"
_MEGABYTE = 1024 * 1024
_OLD_OFFICE_SIGN = b"\xd0\xcf\x11\xe0"
_OLD_OFFICE = (
    "Файл защищён паролем или сохранён в старом формате DOC или XLS. "
    "Снимите защиту, сохраните как DOCX или XLSX и загрузите снова."
)
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
            f"Файл больше {max_bytes // _MEGABYTE} МБ. "
            "Сохраните нужную таблицу отдельным файлом и загрузите снова."
        )


def require_no_foreign_format(data: bytes, accepted: str) -> None:
    """Raise InputRefused for formats known by their first bytes; ``accepted`` says what would be read."""
    if data.startswith(_OLD_OFFICE_SIGN):
        raise InputRefused(_OLD_OFFICE)
    for sign, sentence in _FOREIGN_FORMATS:
        if data.startswith(sign):
            raise InputRefused(f"{sentence} {accepted}")


def require_no_markup(text: str, accepted: str) -> None:
    """Raise InputRefused for a text that is a web page or XML."""
    if text[:200].lstrip().lower().startswith(_MARKUP):
        raise InputRefused(f"Это веб-страница или XML. {accepted}")
