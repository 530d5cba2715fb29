"""Tables in the words of the PDF template: which rows may be split, which headings stay with their rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from navstrechu.documents.engine.measure import (
    CELL_PADDING_X,
    breakable,
    column_widths,
    has_wide_word,
    is_kept_whole,
    row_shares,
    tall_rows,
)
from navstrechu.documents.engine.profile import LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Inline, Placed, Row, RowKind, Table, runs_of

Data = dict[str, Any]
# What stays together is never split, so it must surely fit: three headings of a fifth of a sheet each.
_MOST_GROUPS_TOGETHER = 3
_GROUP_SHARE = 0.2


def runs_data(inline: Inline, width: float, size: float) -> list[Data]:
    """Runs for the template, with break places for a column of `width` millimetres."""
    plain = [(breakable(run.text.replace("\t", " "), width, size), run) for run in runs_of(inline)]
    return [{"text": text, "bold": run.bold, "italic": run.italic} for text, run in plain]


def table_data(table: Table, form: LayoutProfile, orientation: Orientation) -> Data:
    """The table for the template: columns, then parts that are group headings or ordinary rows."""
    widths = column_widths(table.columns, form.page(orientation).text_width)
    shares = row_shares(table, form, orientation)
    writer = _TableData(table, widths, form.table_size, shares, tall_rows(table, shares))
    rows = [
        writer.row(index, row, places)
        for index, (row, places) in enumerate(zip(table.rows, table.grid(), strict=True))
    ]
    return {"kind": "table", "columns": writer.columns(), "parts": list(_parts(rows))}


def _parts(rows: list[Data]) -> Iterator[Data]:
    """Group headings that follow each other are one part and stay together with the row after them."""
    for is_group, members in groupby(rows, key=lambda row: bool(row["group"])):
        part = list(members)
        loose = max(len(part) - _MOST_GROUPS_TOGETHER, 0) if is_group else 0
        if loose:
            yield {"group": False, "rows": part[:loose]}
        yield {"group": is_group, "rows": part[loose:]}


@dataclass(frozen=True, slots=True)
class _TableData:
    """One table; widths in millimetres, size of its font in points, heights of rows as shares of a sheet."""

    table: Table
    widths: tuple[float, ...]
    size: float
    shares: tuple[float, ...]
    tall: frozenset[int]

    def columns(self) -> list[Data]:
        return [
            {
                "weight": width,
                "heading": [runs_data(column.heading, width - 2 * CELL_PADDING_X, self.size)],
            }
            for column, width in zip(self.table.columns, self.widths, strict=True)
        ]

    def row(self, index: int, row: Row, places: tuple[Placed, ...]) -> Data:
        own = [place for place in places if not place.continued]
        stands_alone = len(own) == len(places) and all(place.cell.rowspan == 1 for place in own)
        return {
            "cells": [self._cell(place, index) for place in own],
            "group": row.kind is RowKind.GROUP and stands_alone and self.shares[index] <= _GROUP_SHARE,
            "bold": row.kind is not RowKind.BODY,
        }

    def _cell(self, place: Placed, index: int) -> Data:
        cell = place.cell
        width = sum(self.widths[place.column : place.column + cell.colspan]) - 2 * CELL_PADDING_X
        return {
            "paragraphs": [runs_data(paragraph, width, self.size) for paragraph in cell.paragraphs],
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "bold": cell.bold,
            "align": (cell.align or self.table.columns[place.column].align).value,
            "hyphenate": has_wide_word(cell.text, width, self.size),
            "breakable": index in self.tall or not is_kept_whole(cell, self.shares, index),
        }
