import hashlib
import os
import subprocess
import sys
import typing

import pytest

from navstrechu.documents.engine.characters import clean
from navstrechu.documents.engine.tree import Block, Document, Paragraph
from navstrechu.documents.rendering import MEDIA_TYPES, Format, Rendered, render
from tests.documents.reopening import docx_texts
from tests.documents.samples import EVERYTHING, NODES, document, register

SIGNATURES = {
    Format.DOCX: b"PK",
    Format.XLSX: b"PK",
    Format.PDF: b"%PDF-1.7",
    Format.HTML: b"<!DOCTYPE html>",
}


def test_samples_hold_every_node():
    assert set(NODES) == set(typing.get_args(Block))


@pytest.mark.parametrize("format", Format)
def test_rendered_file_knows_its_type_and_checksum(format):
    made = render(EVERYTHING, format)

    assert made == Rendered(
        made.content, MEDIA_TYPES[format], format.value, hashlib.sha256(made.content).hexdigest()
    )
    assert made.content.startswith(SIGNATURES[format])


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("node", NODES.values(), ids=lambda node: type(node).__name__)
def test_every_node_renders_to_every_format_twice_alike(node, format):
    assert render(document(node), format) == render(document(node), format)


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize(
    "empty", [document(), Document("Без даты", ()), document(Paragraph(""))], ids=["dated", "bare", "line"]
)
def test_empty_document_renders(empty, format):
    assert render(empty, format).content.startswith(SIGNATURES[format])


@pytest.mark.parametrize("format", Format)
def test_control_characters_never_reach_a_file(format):
    hostile = "".join(map(chr, range(32))) + "\x7f\ufffe\ud800"

    assert render(document(Paragraph(f"а{hostile}б")), format) == render(
        document(Paragraph("а\t\n\n\n\n\n\n\nб")), format
    )


@pytest.mark.parametrize("format", Format)
def test_strange_characters_break_no_format(format):
    for start in (0, 0x300, 0x590, 0x2000, 0x2190, 0x4E00, 0xD800, 0xE000, 0xFE00, 0xFF80, 0x1F600, 0xE0000):
        text = "".join(map(chr, range(start, start + 128)))

        assert render(document(Paragraph(text)), format).content.startswith(SIGNATURES[format])


def test_every_character_is_read_back_from_docx():
    text = clean("".join(map(chr, range(0x20, 0x10000))))

    (read,) = [found for found in docx_texts(render(document(Paragraph(text)), Format.DOCX).content) if found]

    assert read == text


_PRINT_SUMS = """
import django
django.setup()
from navstrechu.documents.rendering import Format, render
from tests.documents.samples import EVERYTHING, register
print(*(render(made, format).sha256 for made in (EVERYTHING, register(10)) for format in Format))
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Vladivostok"), ("2", "America/New_York")])
def test_bytes_are_equal_in_another_process(seed, zone, settings):
    here = [render(made, format).sha256 for made in (EVERYTHING, register(10)) for format in Format]

    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
    }
    done = subprocess.run(
        [sys.executable, "-c", _PRINT_SUMS],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == here


def test_slow_libraries_are_not_loaded_before_they_are_needed(settings):
    check = (
        "import sys; import navstrechu.documents.rendering; "
        "print([name for name in ('docx', 'typst', 'xlsxwriter') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", check], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
