"""Forms to be filled in by hand: the headings of a register above an empty row."""

from dataclasses import replace

from navstrechu.documents.engine.tree import Row, Table

_EMPTY = "\u00a0"  # gives the row the height of a line


def blank(table: Table) -> Table:
    """The table with one empty row instead of its own."""
    return replace(table, rows=(Row.of(*[_EMPTY] * len(table.columns)),))
