"""The door to the engine: a document and a format in, bytes with their name and checksum out."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from navstrechu.documents.engine import html
from navstrechu.documents.engine.tree import Document


class Format(StrEnum):
    """What a document can be rendered to. The value is the extension of the file."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file made of a document. `sha256` is that of the content, in hexadecimal."""

    content: bytes
    media_type: str
    extension: str
    sha256: str


def render(document: Document, format: Format) -> Rendered:
    """Make a file. Equal documents give equal bytes, in whatever process and on whatever day.

    Raises InputRefused when the format cannot hold so much; the sentence names one that can.
    """
    content = _RENDERERS[format](document, Path(settings.DOCUMENT_FONTS_DIR))
    return Rendered(content, MEDIA_TYPES[format], format.value, hashlib.sha256(content).hexdigest())


def _docx(document: Document, fonts: Path) -> bytes:
    from navstrechu.documents.engine import docx  # noqa: PLC0415 – python-docx takes a fifth of a second to import

    return docx.render(document, fonts)


def _pdf(document: Document, fonts: Path) -> bytes:
    from navstrechu.documents.engine import pdf  # noqa: PLC0415 – the typesetter is a library of 40 MB

    return pdf.render(document, fonts)


def _html(document: Document, fonts: Path) -> bytes:
    return html.render(document)


def _xlsx(document: Document, fonts: Path) -> bytes:
    from navstrechu.documents.engine import xlsx  # noqa: PLC0415 – XlsxWriter is needed by this one format only

    return xlsx.render(document, fonts)


_RENDERERS: dict[Format, Callable[[Document, Path], bytes]] = {
    Format.DOCX: _docx,
    Format.PDF: _pdf,
    Format.HTML: _html,
    Format.XLSX: _xlsx,
}
