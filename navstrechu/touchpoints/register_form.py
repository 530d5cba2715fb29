"""The register in the form of the order's annex: six columns, group by group, № is the number of the group.

Source: order 201, annex to the procedure; clause 1.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from navstrechu.documents.engine.tree import Align, Block, Column, Paragraph, Row, Style, Table


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


FORM_COLUMNS = (
    Column("№", 5, Align.CENTRE),
    Column("Направление деятельности", 18),
    Column("Наименование конкретного процесса", 22),
    Column("Точка взаимодействия", 18),
    Column("Осуществляемое взаимодействие с клиентом", 32),
    Column("Особенности взаимодействия с клиентом", 26),
)


def register_form(rows: Sequence[FormRow]) -> tuple[Block, ...]:
    """Heading lines and the table of the annex."""
    return (
        Paragraph("Перечень", Style.TITLE, keep_with_next=True),
        Paragraph("Точек взаимодействия с внешним и внутренним клиентами", Style.CENTRE, keep_with_next=True),
        Table(FORM_COLUMNS, tuple(_row(row) for row in rows), name="Перечень"),
    )


def _row(row: FormRow) -> Row:
    return Row.of(
        str(row.group_number),
        row.group_title,
        row.process,
        f"{row.touchpoint} ({row.channel})",
        "\n".join(row.interactions),
        "\n".join(row.peculiarities),
    )
