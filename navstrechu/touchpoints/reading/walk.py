"""From rows of a table to drafts: what empty and merged cells mean, where groups begin, what is no row."""

import re
from dataclasses import dataclass, field

from navstrechu.core.text.plain import tidy
from navstrechu.tables.limits import Limits
from navstrechu.tables.sheet_grid import Grid
from navstrechu.touchpoints.reading.columns import (
    Column,
    Header,
    header_at,
    is_column_numbering,
    may_be_heading,
)
from navstrechu.touchpoints.reading.drafts import Draft, Gathered, Heading, LonelyProcess
from navstrechu.touchpoints.reading.groups import (
    group_number,
    is_group_heading,
    number_of_section,
    split_heading,
)
from navstrechu.touchpoints.reading.items import is_nothing
from navstrechu.touchpoints.reading.tree import Place

_TOTAL = re.compile(r"\W*(?:итого|всего|в том числе|общее количество)(?!\w)", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s(?:[А-ЯЁ]\.\s?){1,2}|[_\s]{4,}")
_SAYS_WHAT = (Column.TOUCHPOINT, Column.INTERACTIONS, Column.PECULIARITIES, Column.CHANNEL)


@dataclass(slots=True)
class Carried:
    """What holds for the rows below until it is said anew; it goes on over tables that continue one another.

    ``title`` is the group that the sheet or the lines above the table name.
    """

    group: str = ""
    process: str = ""
    number: str = ""
    title: str = ""
    last: Draft | None = None
    lonely: LonelyProcess | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """One row by columns: what is written in it, and what was merged into it from above.

    ``lone_span`` is the width of the only filled cell beside the number, 0 where several are; ``is_first``
    tells that it stands in the first column of the table.
    """

    own: dict[Column, str]
    above: dict[Column, str]
    texts: tuple[str, ...]
    lone_span: int
    is_first: bool

    @property
    def text(self) -> str:
        return tidy(" ".join(self.texts))

    def said(self, column: Column) -> str:
        return self.own.get(column) or self.above.get(column, "")

    def has_own(self, *columns: Column) -> bool:
        return any(self.own.get(column) for column in columns)


@dataclass(slots=True)
class TableWalk:
    """Walks one table from below its header to its end."""

    grid: Grid
    header: Header
    table: str
    gathered: Gathered
    carried: Carried
    limits: Limits
    waiting: list[Heading] = field(default_factory=list)
    is_after_gap: bool = False

    def run(self, first: int) -> None:
        """Read the rows from ``first`` on; a header met again is passed over, another one takes its place."""
        at = first
        while at < len(self.grid.rows):
            repeated = header_at(self.grid, at) if self._may_be_header(at) else None
            if repeated is not None and len(repeated.places) >= len(self.header.places) - 1:
                self.header, at = repeated, repeated.last + 1
                continue
            self._take(at)
            at += 1
        self._leave()

    @property
    def leftmost(self) -> int:
        """First grid column of the table, numbers apart."""
        return min(start for at, (start, _end) in self.header.places.items() if at is not Column.NUMBER)

    def _may_be_header(self, at: int) -> bool:
        """Looking at each row in full is slow; where a header is repeated, two of its columns say so."""
        starts = (start for start, _end in self.header.places.values())
        return sum(may_be_heading(self.grid.spread_text(at, start)) for start in starts) > 1

    def _take(self, at: int) -> None:
        place, cells = Place(at + 1, self.table), self._cells(at)
        if not cells.texts:
            self.is_after_gap = self.is_after_gap or not any(cells.above.values())
        elif self._is_counter(cells):
            return
        elif self._is_no_row(cells):
            self.gathered.ignored.append(Heading(place, cells.text))
        elif self._is_heading(cells):
            self.waiting.append(Heading(place, cells.text))
        else:
            self._take_row(place, cells)
            self.is_after_gap = False

    def _cells(self, at: int) -> Cells:
        own: dict[Column, str] = {}
        above: dict[Column, str] = {}
        written = self.grid.own_texts(at)
        for column, (start, end) in self.header.places.items():
            text = "\n".join(filter(None, written[start:end]))
            self.limits.require_cell_length(text, at + 1)
            own[column] = "" if column is not Column.NUMBER and is_nothing(text) else text
            above[column] = next(
                (text for place in range(start, end) if (text := self.grid.text_from_above(at, place))), ""
            )
        filled = [place for place, text in enumerate(written) if text]
        number, _end = self.header.places.get(Column.NUMBER, (-1, -1))
        beside = [place for place in filled if place != number] or filled
        span = self.grid.span_at(at, beside[0]) if len(beside) == 1 else 0
        is_first = len(filled) == 1 and filled[0] <= self.leftmost
        return Cells(own, above, tuple(written[place] for place in filled), span, is_first=is_first)

    def _is_counter(self, cells: Cells) -> bool:
        """«1 | 2 | 3 | 4» below the header, or a numbered row that nobody filled."""
        if cells.lone_span and not any(map(str.isalpha, cells.text)):
            return number_of_section(cells.text) is None and not cells.has_own(*_SAYS_WHAT)
        return is_column_numbering(cells.texts)

    def _is_no_row(self, cells: Cells) -> bool:
        """Totals, and signatures below an empty row."""
        done = cells.own.get(Column.INTERACTIONS, "")
        if _TOTAL.match(cells.texts[0]) and not any(map(str.isalpha, done)):
            return True
        return self.is_after_gap and any(_SIGNATURE.fullmatch(tidy(text)) for text in cells.texts)

    def _is_heading(self, cells: Cells) -> bool:
        """Nothing is filled but the number and the group, or one wide cell; nothing reaches in from above."""
        if any(cells.above.values()):
            return False
        is_wide = cells.lone_span > 1 and cells.lone_span * 2 > self.grid.width - self.leftmost
        if is_wide or (
            cells.is_first and is_group_heading(cells.text) and not self._group_is_in_its_column()
        ):
            return True
        if cells.has_own(*_SAYS_WHAT):
            return False
        heads = [cells.own[at] for at in (Column.NUMBER, Column.GROUP) if cells.own.get(at)]
        if cells.own.get(Column.PROCESS):
            return self._process_is_heading(cells)
        return bool(heads)

    def _process_is_heading(self, cells: Cells) -> bool:
        """«2.1 | Предоставление услуг» below «№ | Процесс», or a group in the place of a process."""
        if self._group_is_in_its_column() or cells.own.get(Column.GROUP):
            return False
        if number_of_section(cells.own.get(Column.NUMBER, "").strip(" .")) is not None:
            return True
        return is_group_heading(cells.own[Column.PROCESS])

    def _group_is_in_its_column(self) -> bool:
        return Column.GROUP in self.header.places

    def _settle_headings(self, group: str, process: str) -> None:
        """What was waiting opens a group, or names the process of a row that names none.

        ``group`` and ``process`` are what the row itself says. Of several groups below one another only the
        last has rows, and that only if the row does not differ.
        """
        opened: Heading | None = None
        for heading in self.waiting:
            if not process and not is_group_heading(heading.text):
                self.settle_lonely()
                _number, self.carried.process = split_heading(heading.text)
                self.carried.last = None
                continue
            if opened is not None:
                self._pass_over(opened)
            opened = heading
            self._open_group(heading.text)
        if opened is not None and group and group_number(group) != group_number(opened.text):
            self._pass_over(opened)
        self.waiting.clear()

    def _leave(self) -> None:
        """Headings that nothing follows are footers, but for those that name a group."""
        for heading in self.waiting:
            self._pass_over(heading)
        self.waiting.clear()

    def _pass_over(self, heading: Heading) -> None:
        known = group_number(heading.text) is not None and is_group_heading(heading.text)
        (self.gathered.empty_groups if known else self.gathered.ignored).append(heading)

    def _open_group(self, text: str) -> None:
        self.settle_lonely()
        self.carried.group, self.carried.process, self.carried.last = text, "", None

    def _take_row(self, place: Place, cells: Cells) -> None:
        group = cells.said(Column.GROUP)
        self._settle_headings(group, cells.said(Column.PROCESS))
        if group and tidy(group) != tidy(self.carried.group):
            self._open_group(group)
        self.carried.number = cells.said(Column.NUMBER) or self.carried.number
        process = cells.said(Column.PROCESS) or self.carried.process
        if self._continues(cells, process):
            self._add(cells)
            return
        draft = self._draft(place, cells, process)
        if not draft.touchpoint and not cells.has_own(*_SAYS_WHAT):
            self.settle_lonely()
            self.carried.lonely, self.carried.last = LonelyProcess(draft, self.is_after_gap), None
        else:
            self.settle_lonely(before=draft)
            self.gathered.drafts.append(draft)
            self.carried.last = draft
        self.carried.process = process

    def _continues(self, cells: Cells, process: str) -> bool:
        """A row without a touchpoint of its own goes on with the row above, if it is of the same process."""
        last = self.carried.last
        return (
            last is not None and not cells.own.get(Column.TOUCHPOINT) and tidy(last.process) == tidy(process)
        )

    def _add(self, cells: Cells) -> None:
        last = self.carried.last
        if last is None:
            return
        _fill(last, cells.own)
        last.touchpoint = last.touchpoint or cells.said(Column.TOUCHPOINT)
        last.channel = last.channel or cells.own.get(Column.CHANNEL, "")

    def _draft(self, place: Place, cells: Cells, process: str) -> Draft:
        draft = Draft(
            place,
            group=self.carried.group,
            process=process,
            touchpoint=cells.said(Column.TOUCHPOINT),
            channel=cells.said(Column.CHANNEL),
            number=self.carried.number,
            title=self.carried.title,
            asks_interactions=Column.INTERACTIONS in self.header.places,
        )
        _fill(draft, {column: cells.said(column) for column in cells.own})
        return draft

    def settle_lonely(self, before: Draft | None = None) -> None:
        """A process named on a row of its own: touchpoints follow it, or it has none, or it is a footer."""
        lonely, self.carried.lonely = self.carried.lonely, None
        if lonely is None or (before is not None and tidy(before.process) == tidy(lonely.draft.process)):
            return
        if lonely.is_after_gap and before is None:
            self.gathered.ignored.append(Heading(lonely.draft.place, tidy(lonely.draft.process)))
        else:
            self.gathered.drafts.append(lonely.draft)


def _fill(draft: Draft, texts: dict[Column, str]) -> None:
    if text := texts.get(Column.INTERACTIONS):
        draft.interactions.append(text)
    if text := texts.get(Column.PECULIARITIES):
        draft.peculiarities.append(text)
