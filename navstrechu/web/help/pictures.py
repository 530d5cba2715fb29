"""Pictures of the guide: `make guide` takes them from the running product, the pages of help show them."""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from navstrechu.web.help.topics import FOLDER

PICTURES = FOLDER / "img"
# A PNG begins with its signature, then the length and name of the header block, then width and height.
_SIZE_AT = slice(16, 24)


@dataclass(frozen=True, slots=True)
class GuidePicture:
    """A picture with its size in pixels, so that the text below it does not jump when it arrives."""

    name: str
    path: Path
    width: int
    height: int


@cache
def guide_picture(name: str) -> GuidePicture:
    """The picture of that name («matrix»). Raises LookupError for one that the guide does not have.

    Only names found in the folder are compared: a name never becomes a path.
    """
    path = {found.stem: found for found in PICTURES.glob("*.png")}[name]
    with path.open("rb") as file:
        width, height = struct.unpack(">II", file.read(_SIZE_AT.stop)[_SIZE_AT])
    return GuidePicture(name, path, width, height)
