"""The columns of a register: headings understood by their words, in any order and over several rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from navstrechu.core.text.plain import plain, tidy
from navstrechu.tables.sheet_grid import Grid

_LONGEST_HEADING = 160
_DEEPEST_HEADER = 4
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 60


class Column(StrEnum):
    """What a column of a register may hold; the value names it as the annex of the order prints it."""

    NUMBER = "№"
    GROUP = "Направление деятельности"
    PROCESS = "Наименование конкретного процесса"
    TOUCHPOINT = "Точка взаимодействия"
    CHANNEL = "Канал взаимодействия"
    INTERACTIONS = "Осуществляемое взаимодействие с клиентом"
    PECULIARITIES = "Особенности взаимодействия с клиентом"


# In the order of their strength: what stands first wins a heading that several would fit.
_WORDINGS: tuple[tuple[Column, str], ...] = (
    (Column.PECULIARITIES, r"особенност"),
    (Column.NUMBER, r"^(?:№|n\b|no\b|номер|п ?/ ?п|#)(?!.*(?:процедур|приказ|телефон))"),
    (
        Column.CHANNEL,
        r"^(?:вид|тип|категори\w*|форма|способ|формат|канал)\w*\b.*(?:точк|\bтв\b|канал|контакт|касани|обслуживан"
        r"|обращени|подачи)|^канал|^(?:форма|способ|формат) взаимодейств|личн\w+ прием.*(?:цифр|лайн)"
        r"|точк.* (?:вид|тип|категория|форма|способ|формат)$",
    ),
    (Column.INTERACTIONS, r"осуществляем|вид\w* взаимодейств|\bдействи|потребност|содержание взаимодейств"),
    (Column.TOUCHPOINT, r"\bточк|\bтв\b|touchpoint|мест\w+ (?:взаимодейств|контакт|обслуж|прием|обращ)"),
    (Column.GROUP, r"направлени|групп|\bраздел|\bблок"),
    (
        Column.PROCESS,
        r"^(?:\w+ ){0,2}(?:процесс|услуг|функци|сервис|мер\w* (?:\w+ )?поддержк)|^вид\w* контрол",
    ),
    (Column.PROCESS, r"процесс|услуг|функци|сервис"),
    (Column.INTERACTIONS, r"взаимодейств"),
    # Weaker words: taken only where no other heading has claimed the column.
    (Column.PECULIARITIES, r"примечани|комментари|нюанс|дополнительн\w+ (?:сведени|информаци)"),
    (Column.TOUCHPOINT, r"канал|\bмест[оа]\b|площадк"),
    (Column.GROUP, r"стандарт|вид деятельности"),
    (Column.PROCESS, r"наименовани|название"),
)
# What these head is never a column of the register, whatever else they speak of: «Срок оказания услуги».
_FOREIGN = re.compile(
    r"ответственн|срок|результат|структурн|подразделени|основани|нпа\b|норматив|реквизит|дата|исполнител|стоимост"
    r"|количеств|число|показател|ссылк|адрес|телефон|код\b|график|режим|куратор|владел|оценк|документ|отдел\b"
)
_PATTERNS = tuple((column, re.compile(pattern)) for column, pattern in _WORDINGS)
_BROKEN = re.compile(r"(?<=[а-я])-\s(?=[а-я])")
_REQUIRED = (Column.TOUCHPOINT,)
_ONE_OF = (Column.PROCESS, Column.INTERACTIONS)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows that the header takes up, grid columns of what was recognised, and the headings that were not.

    ``places`` are first and one-past-last grid columns, ``starts`` the first columns of all headings.
    """

    first: int
    last: int
    places: dict[Column, tuple[int, int]]
    starts: tuple[int, ...]
    unknown: dict[int, str]


def header_at(grid: Grid, first: int) -> Header | None:
    """The header that begins in a row of the grid, which may go on over merged cells or a second row."""
    if not grid.row_text(first):
        return None
    deepest = min(first + _DEEPEST_HEADER, len(grid.rows)) - 1
    merged = grid.bottom_of_merges(first)
    last = first
    while last < deepest and _goes_on(grid, first, last + 1, merged):
        last += 1
    return _header(grid, first, last)


def recognise(headings: Mapping[int, Sequence[str]]) -> dict[Column, int]:
    """Columns by the position of their heading; each heading is given as its lowest line and as a whole."""
    found: dict[Column, int] = {}
    taken: set[int] = set()
    for column, pattern in _PATTERNS:
        if column in found:
            continue
        for at, texts in headings.items():
            if at not in taken and any(pattern.search(text) and not _FOREIGN.match(text) for text in texts):
                found[column] = at
                taken.add(at)
                break
    channel = found.get(Column.CHANNEL)
    if channel is not None and Column.TOUCHPOINT not in found and headings[channel][-1].startswith("канал"):
        found[Column.TOUCHPOINT] = found.pop(Column.CHANNEL)  # some know touchpoints as channels only
    return found


@lru_cache(maxsize=4096)
def may_be_heading(text: str) -> bool:
    """Whether a text is short enough and has a word to head a column."""
    words = _words(text) if len(text) <= _LONGEST_HEADING else ""
    return any(pattern.search(words) for _column, pattern in _PATTERNS)


def lacking(grid: Grid) -> tuple[Column, ...]:
    """What the best header of a table lacks to be one of a register; empty where nothing is like one."""
    best: dict[Column, int] = {}
    for first in range(min(len(grid.rows), 50)):
        found = recognise(_headings(grid, first, first))
        if len(found) > len(best):
            best = found
    if len(best) < _FEWEST_COLUMNS - 1:
        return ()
    return tuple(column for column in (*_REQUIRED, Column.PROCESS) if column not in best)


def is_column_numbering(texts: Iterable[str]) -> bool:
    """Whether a row only counts the columns: «1 | 2 | 3 | 4 | 5 | 6»."""
    numbers = [text.strip("() .") for text in texts if text]
    if len(numbers) < _FEWEST_COLUMNS or not all(number.isdecimal() for number in numbers):
        return False
    first = int(numbers[0])
    return [int(number) for number in numbers] == list(range(first, first + len(numbers)))


def _header(grid: Grid, first: int, last: int) -> Header | None:
    headings = _headings(grid, first, last)
    found = recognise(headings)
    if len(found) < _FEWEST_COLUMNS or not all(column in found for column in _REQUIRED):
        return None
    if not any(column in found for column in _ONE_OF):
        return None
    starts = sorted(headings)
    leftmost = min(found.values())
    if (
        Column.NUMBER not in found
        and leftmost > 0
        and leftmost - 1 in headings
        and not headings[leftmost - 1][0]
    ):
        found[Column.NUMBER] = leftmost - 1  # numbers often stand in a column without a heading
    ends = dict(zip(starts, [*starts[1:], grid.width], strict=True))
    unknown = {at: _printed(grid, first, last, at) for at in starts if at not in found.values()}
    places = {column: (at, ends[at]) for column, at in found.items()}
    return Header(first, last, places, tuple(starts), {at: text for at, text in unknown.items() if text})


def _words(text: str) -> str:
    """For matching; a word that a narrow column breaks by a hyphen is whole again."""
    return _BROKEN.sub("", plain(tidy(text)))


def _printed(grid: Grid, first: int, last: int, column: int) -> str:
    """A heading as it is printed, from the top down."""
    lines = (tidy(grid.spread_text(row, column)) for row in range(first, last + 1))
    return " ".join(dict.fromkeys(line for line in lines if line))


def _headings(grid: Grid, first: int, last: int) -> dict[int, tuple[str, ...]]:
    """Texts by first column: the lowest line, which names a column best, and all lines from the top."""
    found: dict[int, tuple[str, ...]] = {}
    for at in grid.starts_between(first, last)[:_MOST_COLUMNS]:
        lines = [_words(grid.spread_text(row, at)) for row in range(first, last + 1)]
        lines = [line for line in dict.fromkeys(lines) if line]
        whole = " ".join(lines)
        if len(whole) > _LONGEST_HEADING:
            return {}
        found[at] = (lines[-1], whole) if lines else ("",)
    return found


def _goes_on(grid: Grid, first: int, row: int, merged: int) -> bool:
    """Whether a row only divides headings merged over several columns, or is all covered from above.

    A cell that is merged down beside the table covers rows of content as well, which have texts of their own.
    """
    filled = [column for column, text in enumerate(grid.own_texts(row)) if text]
    if not filled:
        return row <= merged
    starts = grid.starts_between(first, first)
    ends = [*starts[1:], grid.width]
    divided = {
        at for start, end in zip(starts, ends, strict=True) if end > start + 1 for at in range(start, end)
    }
    return len(filled) > 1 and divided.issuperset(filled) and len(starts) > 1
