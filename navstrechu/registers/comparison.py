"""What changed between two editions of a register: rows that came, went, moved, and words within their cells.

Pure: rows in, comparison out. An order that amends a register prints it as its annex.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from navstrechu.core.text.word_diff import Segment, word_segments
from navstrechu.registers.kinds import CellValue, FrozenRow


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  # the same words in another place


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that reads otherwise; lists are compared as lines."""

    column: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is not as it was. ``cells`` are those that changed, in the order of the columns."""

    outcome: Outcome
    old: FrozenRow | None
    new: FrozenRow | None
    cells: tuple[CellChange, ...] = ()
    has_moved: bool = False

    @property
    def row(self) -> FrozenRow:
        """The row as it is now, or as it was before it went."""
        return cast(FrozenRow, self.new or self.old)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes in the order of the new edition, removed rows where they stood; how many rows stayed."""

    changes: tuple[RowChange, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not self.changes

    def of(self, outcome: Outcome) -> tuple[RowChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.outcome is outcome)


def compare(
    old: Sequence[FrozenRow],
    new: Sequence[FrozenRow],
    columns: Sequence[str],
    *,
    named_by: Sequence[str] = (),
) -> Comparison:
    """Compare rows by the cells of ``columns``; differences of spaces alone are none.

    A row is found again by its key; where the key is new, by equal words in the same group; else by equal
    words in the columns ``named_by`` (such as process and touchpoint). Duplicates are paired in their order.
    """
    was, becomes = _texts(old, columns), _texts(new, columns)
    pairs = _Pairing(old, new, was, becomes).made([columns.index(code) for code in named_by])
    moved = _moved(pairs)
    return _Reading(old, new, was, becomes, columns, pairs, moved).made()


def _texts(rows: Sequence[FrozenRow], columns: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(_text(row.cells.get(code, "")) for code in columns) for row in rows]


def _text(value: CellValue) -> str:
    """The words of a cell, single spaces between them, ends of lines kept."""
    lines = value.split("\n") if isinstance(value, str) else value
    return "\n".join(" ".join(line.split()) for line in lines).strip()


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Finds the old row of every new one, by position."""

    old: Sequence[FrozenRow]
    new: Sequence[FrozenRow]
    was: list[tuple[str, ...]]
    becomes: list[tuple[str, ...]]

    def made(self, named_by: Sequence[int]) -> dict[int, int]:
        """{position in the new edition: position in the old one}."""
        pairs: dict[int, int] = {}
        self._pair(pairs, lambda at: self.old[at].key or None, lambda at: self.new[at].key or None)
        self._pair(
            pairs,
            lambda at: (self.old[at].group_number, self.was[at]),
            lambda at: (self.new[at].group_number, self.becomes[at]),
        )
        if named_by:
            self._pair(
                pairs,
                lambda at: tuple(self.was[at][column] for column in named_by),
                lambda at: tuple(self.becomes[at][column] for column in named_by),
            )
        return pairs

    def _pair(
        self,
        pairs: dict[int, int],
        old_name: Callable[[int], Hashable],
        new_name: Callable[[int], Hashable],
    ) -> None:
        """Pair what is left by name, equal names in their order; None names nothing."""
        taken = set(pairs.values())
        left: dict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(range(len(self.old))):
            if at not in taken:
                left[old_name(at)].append(at)
        left.pop(None, None)
        for at in range(len(self.new)):
            if at not in pairs and (found := left.get(new_name(at))):
                pairs[at] = found.pop()


def _moved(pairs: dict[int, int]) -> frozenset[int]:
    """New positions of rows that left the order of the others: all outside the longest unbroken order."""
    order = sorted(pairs)
    ends: list[int] = []  # the smallest last old position of an order of each length
    lengths: list[int] = []
    for at in order:
        length = bisect_left(ends, pairs[at])
        ends[length : length + 1] = [pairs[at]]
        lengths.append(length)
    wanted = len(ends) - 1
    kept = set()
    for place in reversed(range(len(order))):
        if lengths[place] == wanted:
            kept.add(order[place])
            wanted -= 1
    return frozenset(order) - kept


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the changes off paired rows."""

    old: Sequence[FrozenRow]
    new: Sequence[FrozenRow]
    was: list[tuple[str, ...]]
    becomes: list[tuple[str, ...]]
    columns: Sequence[str]
    pairs: dict[int, int]
    moved: frozenset[int]

    def made(self) -> Comparison:
        gone = self._gone_after()
        changes = [RowChange(Outcome.REMOVED, self.old[at], None) for at in gone[-1]]
        for at in range(len(self.new)):
            if change := self._change(at):
                changes.append(change)
            for before in gone.get(self.pairs.get(at, -2), ()):
                changes.append(RowChange(Outcome.REMOVED, self.old[before], None))
        there = sum(change.new is not None for change in changes)
        return Comparison(tuple(changes), len(self.new) - there)

    def _gone_after(self) -> dict[int, list[int]]:
        """Removed rows by the row that stood before them and is still there; -1 for those at the very top."""
        kept = set(self.pairs.values())
        gone: dict[int, list[int]] = defaultdict(list)
        last = -1
        for at in range(len(self.old)):
            if at in kept:
                last = at
            else:
                gone[last].append(at)
        return gone

    def _change(self, at: int) -> RowChange | None:
        row = self.new[at]
        if at not in self.pairs:
            return RowChange(Outcome.ADDED, None, row)
        before, has_moved = self.old[self.pairs[at]], at in self.moved
        cells = tuple(self._cells(self.was[self.pairs[at]], self.becomes[at]))
        if cells:
            return RowChange(Outcome.CHANGED, before, row, cells, has_moved)
        return RowChange(Outcome.MOVED, before, row, (), True) if has_moved else None

    def _cells(self, was: tuple[str, ...], becomes: tuple[str, ...]) -> Iterator[CellChange]:
        for code, one, other in zip(self.columns, was, becomes, strict=True):
            if one != other:
                yield CellChange(code, word_segments(one, other))
