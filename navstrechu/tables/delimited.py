"""Tables as text: cells parted by a semicolon, a comma, a tabulation or a bar, as spreadsheets save them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from navstrechu.core.errors import InputRefused
from navstrechu.tables.limits import Limits

_DELIMITERS = (";", "\t", ",", "|")
_SAMPLE = 200  # records that tell which sign parts the cells
_MOST_COLUMNS = 200
# Our own files put an apostrophe before what a spreadsheet would run as a formula.
_NEUTRALISED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


def read_delimited(text: str, limits: Limits) -> list[list[str]]:
    """Records of the text, one list of cells each, an empty one for an empty line.

    Raises InputRefused for more rows, columns or characters of a cell than are read.
    """
    rows: list[list[str]] = []
    for cells in _records(text, _delimiter(text, limits), limits):
        rows.append([_as_written(cell) for cell in cells])
        if len(rows) > limits.rows:
            raise limits.too_many_rows()
        if len(cells) > _MOST_COLUMNS:
            raise InputRefused(
                f"Строка {len(rows)}: столбцов больше {_MOST_COLUMNS}. Проверьте, каким знаком они разделены."
            )
        for cell in cells:
            limits.require_cell_length(cell, len(rows))
    return rows


def _delimiter(text: str, limits: Limits) -> str:
    """The sign that parts most records into the same number of cells."""

    def fitness(sign: str) -> float:
        try:
            widths = Counter(len(cells) for cells in islice(_records(text, sign, limits), _SAMPLE) if cells)
        except InputRefused:
            return 0
        (width, times) = max(widths.items(), key=lambda item: item[1] * (item[0] - 1), default=(1, 0))
        return times * (width - 1) / max(1, widths.total())

    return max(_DELIMITERS, key=fitness)


def _records(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    """A quotation mark that nobody closes makes one cell of all that follows: refused like a long cell."""
    count = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            count += 1
            yield cells
    except csv.Error as fault:
        raise limits.cell_too_long(count + 1) from fault


def _as_written(cell: str) -> str:
    return cell[1:] if cell.startswith(_NEUTRALISED) else cell
