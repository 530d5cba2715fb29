"""Rows of a table as a word processor keeps them, and the lines between tables."""

from dataclasses import dataclass

from navstrechu.core.text.plain import tidy


@dataclass(frozen=True, slots=True)
class Line:
    """Text outside a table."""

    text: str
    row: int


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; paragraphs inside a cell stand on lines of their own.

    ``starts`` are grid positions of the cells and ``spans`` their widths, ``inherited`` the texts of cells
    merged from above and ``covered`` which cells those are, ``labels`` the automatic numbers of a word
    processor and ``listed`` the texts of cells with such numbers in front of their paragraphs; each is empty
    where the format has no such thing.
    """

    cells: tuple[str, ...]
    row: int
    table: int = 0
    starts: tuple[int, ...] = ()
    inherited: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    spans: tuple[int, ...] = ()
    covered: tuple[bool, ...] = ()
    listed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return tidy(" ".join(self.cells))
