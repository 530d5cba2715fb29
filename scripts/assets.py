"""Copy what is served from `node_modules` into `build/`: fonts, icon sprite, fonts of documents, axe-core.

Run from anywhere with any Python ≥ 3.11 after `npm ci`. Writing twice gives the same bytes.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"

SCREEN_FONTS = ("cyrillic", "latin")
DOCUMENT_FONTS = {
    "Tinos-Regular.ttf": "400Regular/Tinos_400Regular.ttf",
    "Tinos-Bold.ttf": "700Bold/Tinos_700Bold.ttf",
    "Tinos-Italic.ttf": "400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "Tinos-BoldItalic.ttf": "700Bold_Italic/Tinos_700Bold_Italic.ttf",
}
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def main() -> int:
    """Write all assets; 2 with a sentence when the packages are not installed."""
    if not MODULES.is_dir():
        print("Нет папки node_modules: выполните npm ci в корне проекта.", file=sys.stderr)
        return 2
    copy_screen_fonts()
    copy_document_fonts()
    write_sprite()
    copy_checker()
    return 0


def copy_screen_fonts() -> None:
    """The variable font of the pages: only the two subsets that a Russian page needs."""
    source = MODULES / "@fontsource-variable" / "golos-text"
    target = BUILD / "static" / "fonts"
    for subset in SCREEN_FONTS:
        name = f"golos-text-{subset}.woff2"
        _copy(source / "files" / f"golos-text-{subset}-wght-normal.woff2", target / name)
    _copy(source / "LICENSE", target / "LICENSE-golos-text.txt")


def copy_document_fonts() -> None:
    """Tinos has the metrics of Times New Roman, so documents break lines as officials expect."""
    source = MODULES / "@expo-google-fonts" / "tinos"
    for name, path in DOCUMENT_FONTS.items():
        _copy(source / path, BUILD / "fonts" / name)
    _copy(source / "LICENSE_FONT", BUILD / "fonts" / "LICENSE-tinos.txt")


def write_sprite() -> None:
    """One file of <symbol>s; a page refers to `icons.svg#name`."""
    symbols = "\n".join(_symbol(name) for name in sorted(_icon_names()))
    text = (
        "<!-- lucide, ISC licence, see LICENSE-lucide.txt -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
    )
    target = BUILD / "static" / "img" / "icons.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    _copy(MODULES / "lucide-static" / "LICENSE", target.parent / "LICENSE-lucide.txt")


def copy_checker() -> None:
    """The accessibility checker of the browser tests; absent where development packages are not installed."""
    source = MODULES / "axe-core" / "axe.min.js"
    if source.exists():
        _copy(source, BUILD / "test" / "axe.min.js")


def _icon_names() -> frozenset[str]:
    sys.path.insert(0, str(ROOT))
    from navstrechu.web.shell.icons import ICONS  # noqa: PLC0415 – the path is known only now

    return ICONS


def _symbol(name: str) -> str:
    drawing = _DRAWING.search(
        (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    )
    if drawing is None:
        raise ValueError(f"icon {name} is not an SVG drawing")
    lines = "".join(line.strip() for line in drawing[1].splitlines())
    # Thinner than the set's own 2: beside text of 400 weight a heavy line shouts.
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round">{lines}</symbol>'
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main())
