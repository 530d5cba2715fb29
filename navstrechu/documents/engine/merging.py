"""Equal cells of neighbouring rows made one, in blocks small enough never to be parted by a page end.

A merged cell that went on over a page end would stand empty on the next sheet. So rows are gathered into
blocks of less than half a sheet; a block stays together, and each says again what its rows share.
"""

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from navstrechu.documents.engine.measure import cell_share
from navstrechu.documents.engine.profile import LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Cell, Column, Row

BLOCK_SHARE = (
    0.4  # of a sheet: measured from 0.25 to 0.8, this takes the fewest sheets, fewer than no merging
)
_Share = Callable[[Cell, int], float]  # of a cell in a column
_Bounds = tuple[int, int]  # first row, row after the last


@dataclass(frozen=True, slots=True)
class Shared:
    """Columns whose cells are one for neighbouring rows of the same key; None merges nothing."""

    columns: tuple[int, ...]
    keys: Sequence[Hashable]


def merged_rows(
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    shared: Sequence[Shared],
    profile: LayoutProfile,
    orientation: Orientation,
) -> tuple[Row, ...]:
    """Full rows of plain cells with the shared ones merged downwards.

    ``shared`` goes from the widest grouping to the narrowest; a narrower cell never outlasts a wider one.
    Rows that agree in all of them stay together unless they are higher than a block.
    """
    return _Merging(columns, rows, shared, profile, orientation).made() if rows else ()


@dataclass(frozen=True, slots=True)
class _Merging:
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    shared: Sequence[Shared]
    profile: LayoutProfile
    orientation: Orientation

    def made(self) -> tuple[Row, ...]:
        share_of = cell_share(self.columns, self.profile, self.orientation)
        return tuple(row for block in self._blocks(share_of) for row in self._merged(block))

    def _blocks(self, share_of: _Share) -> Iterator[_Bounds]:
        """Neighbouring pieces of one widest group, as many as fit into a block."""
        start = end = 0
        height = 0.0
        for first, last, share in self._pieces(share_of):
            widest = self.shared[0].keys
            if first > start and (widest[first] != widest[start] or height + share > BLOCK_SHARE):
                yield start, end
                start, height = first, 0.0
            end, height = last, height + share
        yield start, end

    def _pieces(self, share_of: _Share) -> Iterator[tuple[int, int, float]]:
        """Runs of rows that agree in all groupings, cut evenly where higher than a block; with heights."""
        for first, last in self._agreeing():
            own = [self._own_share(row, share_of) for row in range(first, last)]
            together = self._shared_share(first, share_of)
            for start, end in _even_parts(own):
                yield first + start, first + end, max(sum(own[start:end]), together)

    def _agreeing(self) -> Iterator[_Bounds]:
        start = 0
        for row in range(1, len(self.rows) + 1):
            if row == len(self.rows) or self._path(row) != self._path(start):
                yield start, row
                start = row

    def _own_share(self, row: int, share_of: _Share) -> float:
        columns = set(range(len(self.columns))) - self._shared_columns(row)
        return max((share_of(self.rows[row][column], column) for column in columns), default=0)

    def _shared_columns(self, row: int) -> set[int]:
        """Columns of the widest grouping, and of the others where they merge in this row."""
        return {
            column
            for depth, level in enumerate(self.shared)
            for column in level.columns
            if depth == 0 or level.keys[row] is not None
        }

    def _shared_share(self, row: int, share_of: _Share) -> float:
        """How high the cells are that a piece shares; those of the widest grouping go over many pieces."""
        columns = self._shared_columns(row) - set(self.shared[0].columns)
        return max((share_of(self.rows[row][column], column) for column in columns), default=0)

    def _path(self, row: int) -> tuple[Hashable, ...]:
        return tuple(level.keys[row] for level in self.shared)

    def _merged(self, block: _Bounds) -> Iterator[Row]:
        first, last = block
        kept = [dict(enumerate(row)) for row in self.rows[first:last]]
        for depth, level in enumerate(self.shared):
            for start, end in self._runs(block, depth):
                for column in level.columns:
                    shown = kept[start - first][column]
                    kept[start - first][column] = replace(shown, rowspan=end - start)
                    for row in kept[start - first + 1 : end - first]:
                        del row[column]
        return (Row(tuple(cells.values())) for cells in kept)

    def _runs(self, block: _Bounds, depth: int) -> Iterator[_Bounds]:
        """Several rows of a block that agree in all groupings down to a given one, where that one merges."""
        start, end = block
        for row in range(start + 1, end + 1):
            if row == end or self._path(row)[: depth + 1] != self._path(start)[: depth + 1]:
                if row > start + 1 and self.shared[depth].keys[start] is not None:
                    yield start, row
                start = row


def _even_parts(shares: Sequence[float]) -> Iterator[_Bounds]:
    """Cuts rows into as few parts as fit into a block each, about equally high."""
    total = sum(shares)
    aim = total / max(math.ceil(total / BLOCK_SHARE), 1)
    start, height = 0, 0.0
    for row, share in enumerate(shares):
        if row > start and (height + share / 2 > aim or height + share > BLOCK_SHARE):
            yield start, row
            start, height = row, 0.0
        height += share
    yield start, len(shares)
