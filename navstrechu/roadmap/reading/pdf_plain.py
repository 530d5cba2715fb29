"""Tables of a PDF without frames: columns by the places of words, rows by their numbers.

The header tells where columns are; between two of them the gutter runs where it crosses the fewest words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from navstrechu.core.text.plain import tidy
from navstrechu.roadmap.reading.cells import split_number
from navstrechu.roadmap.reading.layout import Column, header_of, is_column_numbering
from navstrechu.roadmap.reading.pdf_text import TextLine, Vocabulary, Word, joined, paragraphs
from navstrechu.tables.rows import Line, Row

Pages = Sequence[Sequence[TextLine]]

_GAPS = (4.0, 7.0, 10.0, 14.0)  # points that may part two cells of a header
_LINES_OF_A_HEADER = 6
_LINES_UP_TO_A_NUMBER = 12
_BREAK_OF_TABLE = 2.5  # heights of a line without words end the table
_CLOSE = 1.6  # usual spaces between two words of one text
_EDGE_LINES = 2
_SAME_HEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    first: int
    last: int
    columns: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class _RowLines:
    """Lines of one row by column; ``title`` holds those that run over the columns, as headings do."""

    number: str
    columns: list[list[TextLine]]
    spanning: list[TextLine] = field(default_factory=list)


def plain_rows(pages: Pages, vocabulary: Vocabulary) -> list[Line | Row] | None:
    """Lines and rows, None where no header of a roadmap is found."""
    for page in pages:
        vocabulary.learn(page)
    header = _header(pages)
    if header is None:
        return None
    above = pages[header.page][: header.first]
    words = [word for page in pages for line in page for word in line.words]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    before = [line for page in pages[: header.page] for line in page] + list(above)
    heading = [Line(text, 0) for text in paragraphs(before, left, right)]
    header_lines = pages[header.page][header.first : header.last + 1]
    body = _without_furniture(
        [pages[header.page][header.last + 1 :], *pages[header.page + 1 :]], header_lines
    )
    edges = _gutters(header, header_lines, body)
    walk = _Walk(edges, _number_column(header_lines, header), right)
    for page in body:
        walk.take_page(page)
    header_row = Row(_header_cells(header_lines, header), 1, 1)
    return [*heading, header_row, *walk.rows(vocabulary), *(Line(line.text, 0) for line in walk.outside)]


def _header(pages: Pages) -> _Place | None:
    for at, page in enumerate(pages):
        for first in range(len(page)):
            for last in range(first, min(first + _LINES_OF_A_HEADER, len(page))):
                for gap in _GAPS:
                    columns = _clusters(page[first : last + 1], gap)
                    row = Row(_cells_at(page[first : last + 1], columns), 1, 1)
                    found = header_of(row)
                    if found is not None and Column.NUMBER in found.positions:
                        return _Place(
                            at, first, _end_of_header(page, last, columns, found.positions), columns
                        )
    return None


def _end_of_header(
    page: Sequence[TextLine], last: int, columns: Sequence[tuple[float, float]], positions: dict[Column, int]
) -> int:
    """The header goes on up to the first numbered line, over the line that counts the columns."""
    for at in range(last + 1, min(last + _LINES_UP_TO_A_NUMBER, len(page))):
        line = page[at]
        if is_column_numbering([word.text for word in line.words]):
            return at
        if split_number(line.words[0].text)[0] and line.x0 < columns[positions[Column.NUMBER]][1]:
            return at - 1
    return last


def _clusters(lines: Iterable[TextLine], gap: float) -> tuple[tuple[float, float], ...]:
    """Stretches of the page's width over which words stand, parted by at least ``gap`` points."""
    merged: list[tuple[float, float]] = []
    for word in sorted((word for line in lines for word in line.words), key=lambda word: word.x0):
        if merged and word.x0 - merged[-1][1] < gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], word.x1))
        else:
            merged.append((word.x0, word.x1))
    return tuple(merged)


def _cells_at(lines: Iterable[TextLine], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    cells = [""] * len(columns)
    for line in lines:
        for word in line.words:
            at = min(range(len(columns)), key=lambda at: _distance(word, columns[at]))
            cells[at] += f" {word.text}"
    return tuple(map(tidy, cells))


def _header_cells(lines: Iterable[TextLine], place: _Place) -> tuple[str, ...]:
    texts = [line for line in lines if not is_column_numbering([word.text for word in line.words])]
    return _cells_at(texts, place.columns)


def _number_column(lines: Iterable[TextLine], place: _Place) -> int:
    found = header_of(Row(_header_cells(lines, place), 1, 1))
    return found.positions.get(Column.NUMBER, 0) if found else 0


def _distance(word: Word, column: tuple[float, float]) -> float:
    middle = (word.x0 + word.x1) / 2
    return max(column[0] - middle, middle - column[1], 0)


def _without_furniture(pages: Pages, header: Sequence[TextLine]) -> list[list[TextLine]]:
    """Pages without what is printed on each of them: header of the table, running titles, page numbers."""
    texts = [tidy(line.text) for line in header]
    bare = [_without_header(page, texts) for page in pages]
    edges: Counter[tuple[str, int]] = Counter()
    for page in bare:
        edges.update({_print_of(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])})
    repeated = {seen for seen, times in edges.items() if len(pages) > 1 and times > len(pages) / 2}
    return [
        [
            line
            for at, line in enumerate(page)
            if not (
                (at < _EDGE_LINES or at >= len(page) - _EDGE_LINES)
                and (_print_of(line) in repeated or line.text.strip("-–— ").isdecimal())
            )
        ]
        for page in bare
    ]


def _print_of(line: TextLine) -> tuple[str, int]:
    return line.text, round(line.top / _SAME_HEIGHT)


def _without_header(page: Sequence[TextLine], texts: Sequence[str]) -> list[TextLine]:
    for at in range(len(page) - len(texts) + 1):
        if [tidy(line.text) for line in page[at : at + len(texts)]] == list(texts):
            return [*page[:at], *page[at + len(texts) :]]
    return list(page)


def _gutters(header: _Place, header_lines: Sequence[TextLine], body: Pages) -> list[float]:
    """Where one column ends and the next begins: between their headings, where fewest words are crossed."""
    words = [word for page in (header_lines, *body) for line in page for word in line.words]
    return [_gutter(words, left, right) for left, right in pairwise(header.columns)]


def _gutter(words: Sequence[Word], left: tuple[float, float], right: tuple[float, float]) -> float:
    low, high = round(sum(left) / 2), max(round(sum(right) / 2), round(sum(left) / 2) + 1)
    crossed = [0] * (high - low + 1)
    for word in words:
        for x in range(max(low, int(word.x0) + 1), min(high, int(word.x1)) + 1):
            crossed[x - low] += 1
    fewest, start, best = min(crossed), None, (0, 0)
    for at, count in enumerate([*crossed, fewest + 1]):
        if count == fewest:
            start = at if start is None else start
        elif start is not None:
            best = max(best, (at - start, -start))
            start = None
    return low - best[1] + best[0] / 2


class _Walk:
    """Goes down the pages and gives every line to a row."""

    def __init__(self, gutters: Sequence[float], number_column: int, right: float) -> None:
        self._gutters, self._number_column, self._right = gutters, number_column, right
        self._rows: list[_RowLines] = []
        self.outside: list[TextLine] = []

    def take_page(self, lines: Sequence[TextLine]) -> None:
        """Lines without a number belong to the row above, also to that of the page before."""
        is_over = False
        last: TextLine | None = None
        for line in lines:
            gap = line.top - last.bottom if last is not None else 0.0
            columns = self._columns_of(line)
            number = self._number_of(line, columns)
            is_over = not number and (is_over or gap > _BREAK_OF_TABLE * (line.bottom - line.top))
            if number:
                self._rows.append(_RowLines(number, [[] for _ in columns]))
            if is_over or not self._rows:
                self.outside.append(line)
            else:
                self._give(line, columns, starts_row=bool(number))
            last = line

    def rows(self, vocabulary: Vocabulary) -> Iterable[Row]:
        """Rows with their texts; a heading that runs over the columns is one text behind its number."""
        ends = [*self._gutters, self._right]
        for at, row in enumerate(self._rows, start=2):
            texts = [
                joined(lines, self._end_of(ends, column), vocabulary)
                for column, lines in enumerate(row.columns)
            ]
            texts[self._number_column] = row.number
            if row.spanning:
                title = self._title_column
                texts[title] = " ".join([*(line.text for line in row.spanning), texts[title]]).strip()
            yield Row(tuple(texts), at, 1)

    @property
    def _title_column(self) -> int:
        return self._number_column + 1 if self._number_column < len(self._gutters) else 0

    def _end_of(self, ends: Sequence[float], column: int) -> float:
        """How far words of a column reach: its gutter lies in the middle of the white."""
        reached = [line.x1 for row in self._rows for line in row.columns[column]]
        return min(ends[column], max(reached, default=ends[column]))

    def _columns_of(self, line: TextLine) -> list[list[Word]]:
        columns: list[list[Word]] = [[] for _ in range(len(self._gutters) + 1)]
        for word in line.words:
            middle = (word.x0 + word.x1) / 2
            columns[sum(middle >= gutter for gutter in self._gutters)].append(word)
        return columns

    def _number_of(self, line: TextLine, columns: Sequence[Sequence[Word]]) -> str:
        """The number with which a line begins a row; text right behind it must run on, as a heading does."""
        words = columns[self._number_column]
        if not words or (words[0] != line.words[0] and self._number_column == 0):
            return ""
        number, rest = split_number(words[0].text)
        if not number or tidy(rest) or (len(words) > 1 and not self._is_spanning(line.words, line.space)):
            return ""
        return words[0].text

    def _give(self, line: TextLine, columns: Sequence[list[Word]], *, starts_row: bool) -> None:
        row = self._rows[-1]
        inner = [list(words) for words in columns]
        if starts_row:
            inner[self._number_column].pop(0)
        words = [word for column in inner for word in column]
        if words and self._is_spanning(words, line.space):
            row.spanning.append(TextLine(tuple(words)))
            return
        for at, column in enumerate(inner):
            if column:
                row.columns[at].append(TextLine(tuple(column)))

    def _is_spanning(self, words: Sequence[Word], space: float) -> bool:
        """One text over a gutter: a word lies across it, or its neighbours stand as close as words do."""
        for gutter in self._gutters:
            if any(word.x0 < gutter - 1 and word.x1 > gutter + 1 for word in words):
                return True
            left = [word.x1 for word in words if word.x1 <= gutter + 1]
            right = [word.x0 for word in words if word.x0 >= gutter - 1]
            if left and right and min(right) - max(left) < _CLOSE * space:
                return True
        return False
