"""What changed between two editions, as the table of an amending order's annex."""

from collections.abc import Iterator, Sequence

from navstrechu.core.text.word_diff import Change, Segment
from navstrechu.documents.engine.tree import Align, Block, Cell, Column, Paragraph, Row, Run, Style, Table
from navstrechu.registers.comparison import Comparison, Outcome, RowChange
from navstrechu.registers.kinds import CellValue, RegisterKind

_COLUMNS = (
    Column("№ п/п", 6, Align.CENTRE),
    Column("Строка", 32),
    Column("Что изменяется", 28),
    Column("Было", 42),
    Column("Становится", 42),
)


def comparison_blocks(kind: RegisterKind, comparison: Comparison) -> tuple[Block, ...]:
    """A table of added, removed and reworded rows; the order of rows alone amends nothing."""
    titles = dict(kind.columns)
    changes = [change for change in comparison.changes if change.outcome is not Outcome.MOVED]
    if not changes:
        return (Paragraph("Изменений нет.", Style.CENTRE),)
    rows = [
        row for number, change in enumerate(changes, start=1) for row in _rows(number, change, kind, titles)
    ]
    return (Table(_COLUMNS, tuple(rows), name="Изменения"),)


def row_name(kind: RegisterKind, change: RowChange) -> str:
    """By which words people find the row: process and touchpoint, with the number of the group."""
    named = kind.named_by or tuple(code for code, _title in kind.columns[:1])
    words = "; ".join(_text(change.row.cells.get(code, "")) for code in named)
    return f"{change.row.group_number}. {words}"


def _rows(number: int, change: RowChange, kind: RegisterKind, titles: dict[str, str]) -> Iterator[Row]:
    name = Cell.of(row_name(kind, change))
    if change.outcome is Outcome.ADDED:
        yield Row.of(str(number), name, "дополнить строкой", "", _whole(change, kind))
    elif change.outcome is Outcome.REMOVED:
        yield Row.of(str(number), name, "исключить строку", _whole(change, kind), "")
    else:
        for place, cell in enumerate(change.cells):
            first = place == 0
            yield Row.of(
                str(number) if first else "",
                name if first else "",
                f"«{titles[cell.column]}»",
                _side(cell.segments, Change.REMOVED),
                _side(cell.segments, Change.ADDED),
            )


def _whole(change: RowChange, kind: RegisterKind) -> Cell:
    """All cells of a row that came or went, but for those that name it."""
    told = [
        f"{title}: {_text(change.row.cells.get(code, ''))}"
        for code, title in kind.columns
        if code not in {"group_number", "group", *kind.named_by} and change.row.cells.get(code)
    ]
    return Cell.of("\n".join(told))


def _side(segments: Sequence[Segment], own: Change) -> Cell:
    """One of the two texts, what is only in it in bold."""
    runs = tuple(
        Run(segment.text, bold=segment.change is own)
        for segment in segments
        if segment.change in (Change.EQUAL, own) and segment.text
    )
    return Cell((runs,)) if runs else Cell.of("")


def _text(value: CellValue) -> str:
    return value if isinstance(value, str) else "; ".join(value)
