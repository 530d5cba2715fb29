"""What a spreadsheet puts on the clipboard: lines of cells parted by tabs, as text.

A cell that holds a line break or a tab stands in quotation marks, its own marks doubled. Any other cell
stands as it is: «"МФЦ" на Ленина» begins with a mark and yet is not quoted.
"""

import re

# A quoted cell ends with a mark that stands before a tab, a line break or the end.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_NEEDS_QUOTES = ("\n", "\t", '""')


def cells_of(text: str) -> list[list[str]]:
    """Lines of cells; a line break at the end opens no line, lines without any text are left out."""
    rest = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell, at = _cell(rest, at)
        rows[-1].append(cell)
        if at >= len(rest):
            break
        if rest[at] == "\n":
            rows.append([])
        at += 1
    return [row for row in rows if any(cell.strip() for cell in row)]


def _cell(text: str, at: int) -> tuple[str, int]:
    """A cell and the place of the sign that ends it."""
    quoted = _QUOTED.match(text, at)
    if quoted and any(sign in quoted[1] for sign in _NEEDS_QUOTES):
        return quoted[1].replace('""', '"'), quoted.end()
    ends = [place for sign in "\t\n" if (place := text.find(sign, at)) >= 0]
    end = min(ends, default=len(text))
    return text[at:end], end
