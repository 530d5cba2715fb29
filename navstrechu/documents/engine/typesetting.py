"""The typesetter: one compile function over a folder of fonts, which refuses to swallow a warning."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst


class TypesettingFailed(RuntimeError):
    """The typesetter complained: a defect of the template or a missing font, never of the user's text."""


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

    Raises typst.TypstError on an error and TypesettingFailed on any warning, because a dropped block is
    reported by nothing louder.
    """
    with TemporaryDirectory(prefix="typeset-") as folder:
        root = Path(folder)
        for name, content in files.items():
            (root / name).write_bytes(content)
        made, warnings = typst.compile_with_warnings(
            root / "main.typ",
            root=root,
            font_paths=_fonts(fonts),
            ignore_system_fonts=True,
            format=output,
            ppi=ppi,
            pdf_standards=standards or [],
            timestamp=0,
        )
    if warnings:
        raise TypesettingFailed("; ".join(warning.message for warning in warnings))
    return made if isinstance(made, bytes) else made[0]
