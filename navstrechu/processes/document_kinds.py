"""Documents of processes: the live register, or what was found in it, in its printed form."""

from collections.abc import Sequence
from datetime import date

from navstrechu.core.text.dates import date_in_words
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Document, Paragraph, Style
from navstrechu.documents.kinds import DocumentKind, register_kind
from navstrechu.organisation.models import Agency
from navstrechu.processes.register_form import TITLE, body
from navstrechu.registers.kinds import FrozenRow


def register_document(
    agency: Agency, rows: Sequence[FrozenRow], on: date, conditions: Sequence[str] = ()
) -> Document:
    """The register of processes of an agency on a day; ``conditions`` say what it was narrowed down to."""
    lead = [f"{agency.full_name}, по состоянию на {date_in_words(on)}", *conditions]
    title, *rest = body(rows)
    lines = tuple(Paragraph(line, Style.CENTRE, keep_with_next=True) for line in lead)
    return Document(title=TITLE, blocks=(title, *lines, *rest), orientation=Orientation.LANDSCAPE, dated=on)


PROCESS_REGISTER = DocumentKind("process_register", TITLE, register_document)


def register() -> None:
    """Make the documents known."""
    register_kind(PROCESS_REGISTER)
