"""The register in the form of the order's annex: six columns, group by group, № is the number of the group.

Source: order 201, annex to the procedure; clause 1.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from navstrechu.documents.engine.merging import Shared, merged_rows
from navstrechu.documents.engine.profile import OFFICIAL_FORM, LayoutProfile, Orientation
from navstrechu.documents.engine.tree import Align, Block, Cell, Column, Paragraph, Style, Table


@dataclass(frozen=True, slots=True)
class FormRow:
    """One printed row; ``channel`` is the label of clause 1.2.4."""

    group_number: int
    group_title: str
    process: str
    touchpoint: str
    channel: str
    interactions: tuple[str, ...]
    peculiarities: tuple[str, ...]


# Headings and their order are those of the annex, verbatim.
FORM_COLUMNS = (
    Column("№", 5, Align.CENTRE),
    Column("Направление деятельности", 20),
    Column("Наименование конкретного процесса", 24),
    Column("Точка взаимодействия", 21),
    Column("Осуществляемое взаимодействие с клиентом", 30),
    Column("Особенности взаимодействия с клиентом", 27),
)


def register_form(rows: Sequence[FormRow], *, profile: LayoutProfile = OFFICIAL_FORM) -> tuple[Block, ...]:
    """Heading lines and the table of the annex, for a sheet in landscape.

    The group, its number and the process stand once for their rows, and so do peculiarities that all rows of
    a process have (1.2.6). What is longer than half a sheet is said again, so that no sheet begins without.
    """
    cells = [_cells(row) for row in rows]
    shared = (
        Shared((0, 1), [(row.group_number, row.group_title) for row in rows]),
        Shared((2,), [row.process for row in rows]),
        Shared((5,), _common_peculiarities(rows)),
    )
    return (
        Paragraph("Перечень", Style.TITLE, keep_with_next=True),
        Paragraph("Точек взаимодействия с внешним и внутренним клиентами", Style.CENTRE, keep_with_next=True),
        Table(
            FORM_COLUMNS,
            merged_rows(FORM_COLUMNS, cells, shared, profile, Orientation.LANDSCAPE),
            name="Перечень",
        ),
    )


def _cells(row: FormRow) -> tuple[Cell, ...]:
    return (
        Cell.of(str(row.group_number)),
        Cell.of(row.group_title),
        Cell.of(row.process),
        Cell.of(f"{row.touchpoint} ({row.channel})" if row.channel else row.touchpoint),
        Cell.of("\n".join(row.interactions)),
        Cell.of("\n".join(row.peculiarities)),
    )


def _common_peculiarities(rows: Sequence[FormRow]) -> list[str | None]:
    """What all rows of a process say in the last column; None where they differ or say nothing."""
    made: list[str | None] = []
    for _process, members in groupby(rows, key=lambda row: (row.group_number, row.group_title, row.process)):
        texts = ["\n".join(row.peculiarities) for row in members]
        common = texts[0] if len(set(texts)) == 1 and texts[0] else None
        made += [common] * len(texts)
    return made
