"""How a sheet is laid out: sizes that GOST R 7.0.97 of 2016 and 2025 share unless a document brings others.

For a sheet the two differ in little: that of 2016 recommends free fonts and sizes 12–14, that of 2025 leaves
the font to the organisation and recommends 12, 13 or 14; it adds the code of a document (QR) in the lower
right corner of the first sheet and asks a heading to the text of every document. Margins did not change.
"""

from dataclasses import dataclass
from enum import StrEnum


class Orientation(StrEnum):
    """Which way the A4 sheet is turned."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins of a sheet in millimetres."""

    left: float
    right: float
    top: float
    bottom: float

    def turned(self) -> "Margins":
        """Margins of the same sheet lying on its side: the bound edge, left in portrait, is then the top."""
        return Margins(left=self.bottom, right=self.top, top=self.left, bottom=self.right)


@dataclass(frozen=True, slots=True)
class LayoutProfile:
    """Sizes in millimetres and points. Defaults: GOST R 7.0.97-2016, clause 3, for long storage.

    `font` is named in DOCX, where the reader's computer owns it; `metric_font` has the same letter widths, is
    free and is embedded in PDF. `deeper_indent` moves clauses of each further depth to the right; official
    documents indent the first line alone, whatever the depth. `code_width` is that of the QR code.
    """

    margins: Margins = Margins(left=30, right=10, top=20, bottom=20)
    page_width: float = 210
    page_height: float = 297
    body_size: float = 14
    table_size: float = 12
    small_size: float = 10
    number_size: float = 12
    first_line_indent: float = 12.5
    deeper_indent: float = 0
    line_spacing: float = 1.15
    arms_width: float = 18
    code_width: float = 22
    font: str = "Times New Roman"
    metric_font: str = "Tinos"

    def page(self, orientation: Orientation) -> "Page":
        """Measures of one sheet turned as asked."""
        if orientation is Orientation.LANDSCAPE:
            return Page(self.page_height, self.page_width, self.margins.turned())
        return Page(self.page_width, self.page_height, self.margins)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as it lies before the reader, in millimetres."""

    width: float
    height: float
    margins: Margins

    @property
    def text_width(self) -> float:
        return self.width - self.margins.left - self.margins.right

    @property
    def text_height(self) -> float:
        return self.height - self.margins.top - self.margins.bottom


OFFICIAL_FORM = LayoutProfile()
