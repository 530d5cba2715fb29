"""A table as CSV for spreadsheets: «;» between cells, UTF-8 with its mark, no cell that runs as a formula."""

import csv
import hashlib
import io

from navstrechu.documents.engine.tree import Table
from navstrechu.documents.rendering import Rendered

# A spreadsheet runs a cell that begins so; an apostrophe makes it text (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(table: Table) -> Rendered:
    """The head and the rows of a table; a merged cell stands in its first place, the others stay empty."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutralised(column.heading) for column in table.columns])
    writer.writerows(_rows(table))
    content = buffer.getvalue().encode("utf-8-sig")
    return Rendered(content, "text/csv; charset=utf-8", "csv", hashlib.sha256(content).hexdigest())


def _rows(table: Table) -> list[list[str]]:
    rows = []
    for places in table.grid():
        cells = [""] * len(table.columns)
        for place in places:
            if not place.continued:
                cells[place.column] = neutralised(place.cell.text)
        rows.append(cells)
    return rows


def neutralised(text: str) -> str:
    """The text as it is, behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
