"""A roadmap saved or pasted as text: one line per row, cells parted by tabulation.

Spreadsheets put a cell with line breaks into quotation marks; word processors break the line without any, so
that a row may be spread over several lines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plain import tidy
from navstrechu.roadmap.reading.cells import split_number
from navstrechu.roadmap.reading.layout import LIMITS, Column, header_of
from navstrechu.tables.rows import Line, Row

_MAX_LINES = 50_000
_LINES_OF_A_HEADER = 6
_LINES_BEFORE_A_BROKEN_HEADER = 1_000
_BLANK_LINES = re.compile("\n+")
_CLOSING_QUOTE = re.compile(r'(?<!")(?:"")*"(?=[\t\n]|\Z)')
_MOST_CELLS_IN_A_LINE = 200
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_BEGINS_RESULT = re.compile(
    r"(?:\d{1,2}[.)]\s*|[–—•-]\s*)?[А-ЯЁ][а-яё]+(?:ен|ён|ены|ена|ено|дан|нят|нята|няты)\s"
)


def read_text(text: str) -> Iterator[Line | Row]:
    """Lines outside the table and rows of it, in the order of the text; ``row`` is the number of the line."""
    rows = list(_rows(text))
    at = _header_at(rows)
    if at is None:
        yield from (row if len(row.cells) > 1 else _outside(row) for row in rows)
        return
    first, last = at
    yield from (_outside(row) for row in rows[:first])
    header = _join(rows[first : last + 1])
    yield header
    yield from _whole_rows(rows[last + 1 :], len(header.cells))


def _rows(text: str) -> Iterator[Row]:
    """Every line with something in it as a row of at least one cell."""
    closings = [match.end() - 1 for match in _CLOSING_QUOTE.finditer(text)] if '"' in text else []
    position, line, count = 0, 1, 0
    while position < len(text):
        if blank := _BLANK_LINES.match(text, position):
            position, line = blank.end(), line + blank.end() - position
            continue
        row = line
        cells, position, line = _cells_at(text, position, line, closings)
        if any(cell.strip() for cell in cells):
            count += 1
            yield Row(tuple(cells), row)
        if count > _MAX_LINES:
            raise InputRefused(f"В тексте больше {_MAX_LINES} строк: это не дорожная карта.")


def _cells_at(text: str, position: int, line: int, closings: list[int]) -> tuple[list[str], int, int]:
    """Cells of the line that begins at ``position``, and where the next line begins."""
    end = _line_end(text, position)
    if text.count("\t", position, end) > _MOST_CELLS_IN_A_LINE:
        raise InputRefused(f"Строка {line}: столбцов больше {_MOST_CELLS_IN_A_LINE}. Это не дорожная карта.")
    if '"' not in text[position:end]:
        return text[position:end].split("\t"), end + 1, line + 1
    cells = []
    while True:
        quoted = _quoted(text, position, closings)
        if quoted is not None:
            cell, position = quoted
            line += cell.count("\n")
        else:
            tab = text.find("\t", position, end)
            stop = tab if tab >= 0 else end
            cell, position = text[position:stop], stop
        cells.append(cell)
        if position >= len(text) or text[position] == "\n":
            return cells, position + 1, line + 1
        position += 1
        end = _line_end(text, position)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)


def _quoted(text: str, position: int, closings: list[int]) -> tuple[str, int] | None:
    """The cell in quotation marks at ``position``; marks around a plain cell belong to its text."""
    if not text.startswith('"', position):
        return None
    at = bisect_right(closings, position)
    if at == len(closings) or closings[at] - position > LIMITS.cell_characters:
        return None
    inside = text[position + 1 : closings[at]]
    if not any(sign in inside for sign in ("\n", "\t", '""')) or '"' in inside.replace('""', ""):
        return None
    return inside.replace('""', '"'), closings[at] + 1


def _header_at(rows: list[Row]) -> tuple[int, int] | None:
    """First and last row of the header; its cells may have been broken over lines."""
    for first, row in enumerate(rows):
        if header_of(row) is not None:
            return first, first
    for first, row in enumerate(rows[:_LINES_BEFORE_A_BROKEN_HEADER]):
        if len(row.cells) == 1 and len(row.text) > len("Наименование мероприятия"):
            continue
        for last in range(first + 1, min(first + _LINES_OF_A_HEADER, len(rows))):
            joined = _join(rows[first : last + 1])
            if header_of(joined) is not None and Column.NUMBER in _positions(joined):
                return first, last
    return None


def _positions(row: Row) -> Iterable[Column]:
    header = header_of(row)
    return header.positions if header else ()


def _join(rows: list[Row]) -> Row:
    """Lines of one row: the first cell of a line goes on with the last cell of the line before."""
    cells = list(rows[0].cells)
    for row in rows[1:]:
        cells[-1] += f"\n{row.cells[0]}"
        cells += row.cells[1:]
    return Row(tuple(cells), rows[0].row)


def _whole_rows(rows: list[Row], count: int) -> Iterator[Line | Row]:
    """Rows behind the header, broken lines joined again; what fits nowhere is text outside the table."""
    pending: list[Row] = []
    width = 0
    for row in rows:
        if len(row.cells) == 1 and _PAGE_NUMBER.fullmatch(row.cells[0]):
            continue
        if pending and _continues(row, width, count):
            pending.append(row)
            width += len(row.cells) - 1
            continue
        if pending:
            yield _join(pending)
            pending, width = [], 0
        if _starts_row(row, count):
            pending, width = [row], len(row.cells)
        else:
            yield _outside(row)
    if pending:
        yield _join(pending)


def _starts_row(row: Row, count: int) -> bool:
    return len(row.cells) >= count or not row.cells[0].strip() or bool(split_number(row.text)[0])


def _continues(row: Row, width: int, count: int) -> bool:
    """A line goes on with the row above while that one lacks cells, or with its last cell.

    The last cell is continued by a line in lower case or by the start of another result.
    """
    if not row.cells[0].strip() or header_of(row) is not None or width + len(row.cells) - 1 > count:
        return False
    if _is_numbered(row):
        return False
    if width < count:
        return True
    text = row.cells[0].strip()
    return len(row.cells) == 1 and (text[0].islower() or bool(_BEGINS_RESULT.match(text)))


def _is_numbered(row: Row) -> bool:
    """«1.3.» alone in the first cell, or a heading «2.1. Процессы …» in one cell."""
    number, rest = split_number(row.cells[0])
    return bool(number) and (not tidy(rest) or "." in number)


def _outside(row: Row) -> Line:
    return Line(row.text, row.row)
