"""Reads rendered files back with tools other than the ones that wrote them."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from lxml import etree

from navstrechu.documents.engine.tree import (
    Block,
    Document,
    Facts,
    Heading,
    ItemList,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Spread,
    Table,
    text_of,
)
from tests.programs import missing_program

FONTS = Path(settings.DOCUMENT_FONTS_DIR)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def tree_texts(document: Document) -> list[str]:
    """All texts of a tree in reading order, gathered without the engine's help."""
    return [text for block in document.blocks for text in _block_texts(block)]


def _block_texts(block: Block) -> list[str]:
    match block:
        case Heading():
            return [block.text]
        case Paragraph():
            return [text_of(block.content)]
        case Table():
            cells = [cell.text for row in block.rows for cell in row.cells]
            return [*(column.heading for column in block.columns), *cells]
        case Facts():
            return [text for label, value in block.pairs for text in (label, text_of(value))]
        case ItemList():
            return [text for number, _, content in block.numbered() for text in (number, text_of(content))]
        case Numbered():
            return [block.number, text_of(block.content)]
        case Spread():
            return list(block.parts)
        case Signature():
            return [*block.post_lines, block.name]
        case PageBreak() | Picture():
            return []


def words(*texts: str) -> list[str]:
    return " ".join(texts).split()


def docx_texts(data: bytes) -> list[str]:
    """Texts of the paragraphs of a DOCX in the order of the file."""
    body = part(data, "word/document.xml").find(f"{W}body")
    return [_paragraph_text(paragraph) for paragraph in body.iter(f"{W}p")]


def _paragraph_text(paragraph: etree._Element) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    runs = (node for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"))
    return "".join(signs.get(node.tag, node.text or "") for node in runs)


def part(data: bytes, name: str) -> etree._Element:
    """An XML part of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def part_names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def sheet_cells(data: bytes, number: int = 1) -> dict[str, str]:
    """Address → text of the filled cells of a sheet; fails when a cell is anything but text."""
    strings = ["".join(item.itertext()) for item in part(data, "xl/sharedStrings.xml")]
    cells = {}
    for cell in part(data, f"xl/worksheets/sheet{number}.xml").iter(f"{S}c"):
        assert cell.find(f"{S}f") is None, f"a formula in {cell.get('r')}"
        value = cell.find(f"{S}v")
        if value is not None:
            assert cell.get("t") == "s"
            cells[cell.get("r")] = strings[int(value.text)]
    return cells


class _HtmlText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_html(text: str) -> _HtmlText:
    reader = _HtmlText()
    reader.feed(text)
    return reader


def pdf_pages(data: bytes, *, joined: bool = True) -> list[str]:
    """Text of every page, words broken at the end of a line joined again unless told otherwise."""
    if not shutil.which("pdftotext"):
        missing_program("pdftotext", "poppler-utils")
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    text = done.stdout.decode()
    if joined:
        text = re.sub("\u200b\n?", "", re.sub("\u00ad\\s*", "", text))
    return text.removesuffix("\f").split("\f")


def pdf_facts(data: bytes, *options: str) -> dict[str, str]:
    """What pdfinfo tells."""
    if not shutil.which("pdfinfo"):
        missing_program("pdfinfo", "poppler-utils")
    done = subprocess.run(["pdfinfo", *options, "-"], input=data, capture_output=True, check=True)
    pairs = (line.split(":", 1) for line in done.stdout.decode().splitlines() if ":" in line)
    return {" ".join(name.split()): value.strip() for name, value in pairs}


def counted(texts: list[str]) -> Counter[str]:
    """How often every word occurs: tables are read in another order by every reader."""
    return Counter(words(*texts))


def converted_by_office(data: bytes, folder: Path, *, source: str, target: str) -> bytes:
    """The file as an office program understands it, saved in another format."""
    if not shutil.which("soffice"):
        missing_program("soffice", "libreoffice-writer-nogui, libreoffice-calc-nogui")
    (folder / f"given.{source}").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder / "made")]
    subprocess.run([*command, str(folder / f"given.{source}")], capture_output=True, check=True, timeout=120)
    return (folder / "made" / f"given.{target.split(':')[0]}").read_bytes()
