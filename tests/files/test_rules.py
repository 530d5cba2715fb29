"""A file is what its content says, whatever its name."""

import io
import zipfile

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.files.rules import media_type, require_evidence

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def container(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (container("word/document.xml"), WORD),
        (container("mimetype", "content.xml"), "application/vnd.oasis.opendocument.text"),
        ("План\tСрок".encode(), "text/plain"),
        ("План".encode("utf-16"), "text/plain"),
        (container("word/document.xml", "word/vbaProject.bin"), ""),
        (container("evil.exe"), ""),
        (b"PK\x03\x04 broken", ""),
        (b"MZ\x90\x00 program", ""),
        (b"\x7fELF program", ""),
        (b"#!/bin/sh\nrm", ""),
        (b"\x00\x01\x02", ""),
    ],
)
def test_type_follows_the_content(data, expected):
    assert media_type(data) == expected


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "пуст"),
        (b"%PDF-" + b"x" * 2 * 1024 * 1024, "больше 1 МБ"),
        (b"MZ\x90\x00", "по содержанию не документ"),
    ],
)
def test_unusable_evidence_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(InputRefused, match=sentence):
        require_evidence(data, "приказ.pdf", limit=1024 * 1024)
