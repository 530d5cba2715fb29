"""PNG form and size of pictures: formats without vector pictures need the one, layout needs the other."""

from functools import lru_cache
from pathlib import Path

from navstrechu.documents.engine.profile import Page
from navstrechu.documents.engine.tree import Picture
from navstrechu.documents.engine.typesetting import typeset

_DRAW = b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("picture.svg")'
_TALLEST_SHARE = 0.85  # of the sheet: a caption and a line of text stay with the picture


@lru_cache(maxsize=32)
def as_png(picture: Picture, fonts: Path) -> bytes:
    """The picture as PNG; an SVG is drawn at 220 dots per inch on white."""
    if picture.is_png:
        return picture.data
    return typeset({"main.typ": _DRAW, "picture.svg": picture.data}, fonts, output="png")


def fitted_width(picture: Picture, fonts: Path, page: Page) -> float:
    """Width in millimetres at which the picture stays inside the sheet both ways."""
    across, down = size_in_pixels(as_png(picture, fonts))
    widest = min(picture.width, page.text_width)
    return min(widest, page.text_height * _TALLEST_SHARE * across / max(down, 1))


def size_in_pixels(png: bytes) -> tuple[int, int]:
    """Width and height, which a PNG tells in its first chunk."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def without_density(png: bytes) -> bytes:
    """The PNG without its note of how many dots make an inch (chunk pHYs: 4 + 4 + 9 + 4 bytes)."""
    start = png.find(b"pHYs") - 4
    # The note stands before the data; the same letters inside the data are no note.
    if not 0 <= start < png.find(b"IDAT"):
        return png
    return png[:start] + png[start + 21 :]
