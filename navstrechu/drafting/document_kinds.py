"""The list of drafts as a table to hand over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from navstrechu.core.text.dates import date_in_figures, date_in_words
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Align, Column, Document, Paragraph, Row, Style, Table


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft; ``act`` is the registered document that it has become, «» before."""

    title: str
    kind: str
    status: str
    author: str
    changed: datetime
    act: str


COLUMNS = (
    Column("Заголовок", 38),
    Column("Вид документа", 18),
    Column("Состояние", 14),
    Column("Автор", 12),
    Column("Изменён", 9, Align.CENTRE),
    Column("Зарегистрирован как", 16),
)


@in_official_language
def drafts_table(rows: Sequence[DraftRow]) -> Table:
    """The drafts in the order given."""
    return Table(
        COLUMNS,
        tuple(
            Row.of(row.title, row.kind, row.status, row.author, date_in_figures(row.changed.date()), row.act)
            for row in rows
        ),
        name="Проекты документов",
    )


@in_official_language
def drafts_document(rows: Sequence[DraftRow], agency_genitive: str, on: date) -> Document:
    """The list with its head, landscape."""
    return Document(
        title=f"Проекты документов на {date_in_figures(on)}",
        blocks=(
            Paragraph("ПРОЕКТЫ ДОКУМЕНТОВ", Style.TITLE, keep_with_next=True),
            Paragraph(agency_genitive, Style.CENTRE, keep_with_next=True),
            Paragraph(f"по состоянию на {date_in_words(on)}", Style.CENTRE, keep_with_next=True),
            drafts_table(rows),
        ),
        orientation=Orientation.LANDSCAPE,
        dated=on,
    )
