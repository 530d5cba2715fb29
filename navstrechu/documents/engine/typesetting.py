"""The typesetter: one compile function over a folder of fonts, which refuses to swallow a warning."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from navstrechu.core.errors import InputRefused
from navstrechu.jobs.isolated import run_isolated

_WORK = "navstrechu.documents.engine.typesetting:work"
_MADE, _REFUSED, _COMPLAINED = b"M", b"R", b"C"
_MEMORY_MB = 6144  # of addresses; ten thousand rows hold 1.5 GB
_SECONDS = 240
_TOO_LARGE = (
    "PDF этого документа занял бы больше памяти или времени, чем отведено. Скачайте документ в DOCX или XLSX."
)


class TypesettingFailed(RuntimeError):
    """The typesetter complained: a defect of the template or a missing font, never of the user's text."""


class TypesettingRefused(RuntimeError):
    """The typesetter made nothing: an error of the template, or a text that a standard of PDF cannot hold."""


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    if not any(folder.glob("*.ttf")):
        raise TypesettingFailed(
            f"В папке {folder} нет шрифтов: выполните установку статических файлов заново."
        )
    # The embedded fonts supply signs (arrows, ticks) that the text font lacks; those of the machine would
    # make the same document look different on another one.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


def typeset(
    files: Mapping[str, bytes],
    fonts: Path,
    *,
    output: Literal["pdf", "png"] = "pdf",
    standards: "list[typst.PDFStandard] | None" = None,
    ppi: float = 220,
) -> bytes:
    """Compile `main.typ` among `files`, which is all the typesetter can read.

    Raises TypesettingRefused on an error and TypesettingFailed on any warning, because a dropped block is
    reported by nothing louder.
    """
    with _folder_of(files) as root:
        return _compiled(root, fonts, output=output, standards=standards or [], ppi=ppi)


def typeset_apart(files: Mapping[str, bytes], fonts: Path, *, standards: "list[typst.PDFStandard]") -> bytes:
    """The same as PDF in a process of its own: what a thousand pages take goes back when it ends.

    Raises InputRefused when even that process has too little memory or time.
    """
    with _folder_of(files) as root:
        order = json.dumps({"root": str(root), "fonts": str(fonts.resolve()), "standards": standards})
        try:
            answer = run_isolated(_WORK, order.encode(), memory_mb=_MEMORY_MB, seconds=_SECONDS)
        except InputRefused as refusal:
            raise InputRefused(_TOO_LARGE) from refusal
    outcome, content = answer[:1], answer[1:]
    if outcome == _REFUSED:
        raise TypesettingRefused(content.decode())
    if outcome == _COMPLAINED:
        raise TypesettingFailed(content.decode())
    return content


def work(order: bytes) -> bytes:
    """Body of that process."""
    given = json.loads(order)
    try:
        return _MADE + _compiled(Path(given["root"]), Path(given["fonts"]), standards=given["standards"])
    except TypesettingRefused as error:
        return _REFUSED + str(error).encode()
    except TypesettingFailed as error:
        return _COMPLAINED + str(error).encode()


@contextmanager
def _folder_of(files: Mapping[str, bytes]) -> Iterator[Path]:
    with TemporaryDirectory(prefix="typeset-") as folder:
        root = Path(folder)
        for name, content in files.items():
            (root / name).write_bytes(content)
        yield root


def _compiled(
    root: Path,
    fonts: Path,
    *,
    standards: "list[typst.PDFStandard]",
    output: Literal["pdf", "png"] = "pdf",
    ppi: float = 220,
) -> bytes:
    try:
        made, warnings = typst.compile_with_warnings(
            root / "main.typ",
            root=root,
            font_paths=_fonts(fonts),
            ignore_system_fonts=True,
            format=output,
            ppi=ppi,
            pdf_standards=standards,
            timestamp=0,
        )
    except typst.TypstError as error:
        raise TypesettingRefused(error.message) from error
    if warnings:
        raise TypesettingFailed("; ".join(warning.message for warning in warnings))
    return made if isinstance(made, bytes) else made[0]
