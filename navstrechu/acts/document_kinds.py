"""Documents of the register of acts: the register itself, as a table to hand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from navstrechu.core.text.dates import date_in_figures, date_in_words
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Align, Column, Document, Paragraph, Row, Style, Table
from navstrechu.documents.kinds import DocumentKind, register_kind


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register; ``purpose`` says which measures the document serves."""

    kind: str
    number: str
    dated: date
    title: str
    purpose: str
    status: str


COLUMNS = (
    Column("Вид", 10),
    Column("Дата", 9, Align.CENTRE),
    Column("Номер", 8),
    Column("Заголовок", 42),
    Column("Мероприятия дорожной карты", 17),
    Column("Состояние", 14),
)


@in_official_language
def register_table(rows: Sequence[RegisterRow]) -> Table:
    """The lines in the order given."""
    return Table(
        COLUMNS,
        tuple(
            Row.of(row.kind, date_in_figures(row.dated), row.number, row.title, row.purpose, row.status)
            for row in rows
        ),
        name="Документы",
    )


@in_official_language
def register_document(rows: Sequence[RegisterRow], agency_genitive: str, on: date) -> Document:
    """The register as a document with its head, landscape."""
    return Document(
        title=f"Реестр документов на {date_in_figures(on)}",
        blocks=(
            Paragraph("РЕЕСТР ДОКУМЕНТОВ", Style.TITLE, keep_with_next=True),
            Paragraph(agency_genitive, Style.CENTRE, keep_with_next=True),
            Paragraph(f"по состоянию на {date_in_words(on)}", Style.CENTRE, keep_with_next=True),
            register_table(rows),
        ),
        orientation=Orientation.LANDSCAPE,
        dated=on,
    )


ACT_REGISTER = DocumentKind("act_register", "Реестр документов", register_document)


def register() -> None:
    """Make the register known."""
    register_kind(ACT_REGISTER)
