"""What a file is by its content, whatever its name says."""

import base64
import io
import zipfile

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODT = "application/vnd.oasis.opendocument.text"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
)
ACCEPTED_AS_EVIDENCE = {
    "application/pdf": "PDF",
    _WORD: "DOCX",
    _ODT: "ODT",
    _SHEET: "XLSX",
    "application/x-ole-storage": "DOC",
    "application/rtf": "RTF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
    "text/plain": "TXT",
}


def media_type(data: bytes) -> str:
    """The type by the first bytes; an empty string for what nobody should store (programs, unknown
    archives)."""
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    if data.startswith(b"PK\x03\x04"):
        return _office_type(data)
    return "text/plain" if _is_text(data) else ""


def _office_type(data: bytes) -> str:
    """Which office format a zip container is, read from its table of contents only."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return ""
    if "word/document.xml" in names:
        return "" if "word/vbaProject.bin" in names else _WORD
    if "xl/workbook.xml" in names:
        return "" if "xl/vbaProject.bin" in names else _SHEET
    return _ODT if {"mimetype", "content.xml"} <= names else ""


def _is_text(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"MZ", b"\x7fELF", b"#!")) or not sample:
        return False
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in sample)


def require_evidence(data: bytes, name: str, *, limit: int) -> str:
    """The type of a file that may stand as evidence. Raises InputRefused with what is wrong and what to
    do."""
    if not data:
        raise InputRefused(_("Файл «{name}» пуст. Выберите другой файл.").format(name=name))
    if len(data) > limit:
        raise InputRefused(
            _("Файл «{name}» больше {limit} МБ. Уменьшите его или разделите на части.").format(
                name=name, limit=limit // 1024 // 1024
            )
        )
    found = media_type(data)
    if found not in ACCEPTED_AS_EVIDENCE:
        forms = ", ".join(dict.fromkeys(ACCEPTED_AS_EVIDENCE.values()))
        raise InputRefused(
            _(
                "Файл «{name}» по содержанию не документ (или содержит макросы). "
                "Принимаются: {forms} – без макросов."
            ).format(name=name, forms=forms)
        )
    return found


# ContentInfo of CMS that says «signed data» (RFC 5652, 5.1): the object identifier 1.2.840.113549.1.7.2.
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_LONGEST_HEAD = 16
SIGNATURE_TYPE = "application/pkcs7-signature"


def is_signature(data: bytes) -> bool:
    """Whether the bytes are an electronic signature in the format CMS (PKCS #7), as they are or in Base64."""
    return _SIGNED_DATA in _binary(data)[: _LONGEST_HEAD + len(_SIGNED_DATA)]


def _binary(data: bytes) -> bytes:
    """The beginning of a container; of one in Base64 what its letters stand for."""
    head = data[:4096]
    if head.startswith(b"\x30"):
        return head
    lines = [line.strip() for line in head.splitlines() if not line.startswith(b"-----")]
    letters = b"".join(lines)[:64]
    try:
        return base64.b64decode(letters, validate=True)
    except ValueError:
        return b""


def require_signature(data: bytes, name: str, *, limit: int) -> str:
    """The type of a file of an electronic signature. Raises InputRefused with what to do instead."""
    if not data:
        raise InputRefused(_("Файл «{name}» пуст. Выберите другой файл.").format(name=name))
    if len(data) > limit or not is_signature(data):
        raise InputRefused(
            _(
                "Файл «{name}» – не электронная подпись. Нужен файл .sig или .p7s в формате CMS (PKCS #7), "
                "который выдаёт программа подписания."
            ).format(name=name)
        )
    return SIGNATURE_TYPE
