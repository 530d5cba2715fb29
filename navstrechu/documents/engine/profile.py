"""How a sheet is laid out: the form of GOST R 7.0.97-2016 unless a document brings another."""

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
    free and is embedded in PDF.
    """

    margins: Margins = Margins(left=30, right=10, top=20, bottom=20)
    page_width: float = 210
    page_height: float = 297
    body_size: float = 14
    table_size: float = 12
    small_size: float = 10
    number_size: float = 12
    first_line_indent: float = 12.5
    line_spacing: float = 1.15
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
