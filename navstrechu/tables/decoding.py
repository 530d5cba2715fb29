"""Text of a file in the encodings that office programs write."""

import codecs
import re

from navstrechu.core.errors import InputRefused

_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LETTER_SHARE_OF_TEXT = 0.3
_NOT_TEXT = (
    "Файл не похож на текст. "
    "Сохраните таблицу как DOCX, XLSX или как текст в кодировке UTF-8 и загрузите снова."
)


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 or Windows-1251; raises InputRefused for anything else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif b"\x00" in data[:4096]:
        candidates = ["utf-16-le" if data[1:2] in {b"\x00", b"\x04"} else "utf-16-be"]
    else:
        candidates = ["utf-8-sig", "cp1251"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # What is one encoding by its bytes is not tried as another: signs would turn into letters.
        if not _is_text(text):
            break
        return _NEW_LINES.sub("\n", text)
    raise InputRefused(_NOT_TEXT)


def _is_text(text: str) -> bool:
    """No control characters, and letters enough: a binary file decoded by chance has neither."""
    if _BINARY.search(text):
        return False
    sample = "".join(text[:20_000].split())
    return sum(map(str.isalpha, sample)) >= _LETTER_SHARE_OF_TEXT * len(sample)
