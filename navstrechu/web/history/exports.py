"""The journal as a table for Excel."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Column, Document, Row, Table
from navstrechu.history.models import Event
from navstrechu.web.history.entries import TimelineEntry, timeline_entry


def journal_table(events: Iterable[Event]) -> Table:
    """One row for each event, with its number and the beginning of its hash to find it in the chain."""
    return Table(
        columns=(
            Column(_("№"), 1), Column(_("Время"), 2), Column(_("Кто"), 3), Column(_("Что сделано"), 4),
            Column(_("Предмет"), 6), Column(_("Изменения"), 6), Column(_("Примечание"), 4),
            Column(_("Хеш"), 2),
        ),
        rows=tuple(_row(event) for event in events),
        name=_("Журнал"),
    )  # fmt: skip


def _row(event: Event) -> Row:
    entry = timeline_entry(event)
    at = timezone.localtime(event.at)
    return Row.of(
        str(event.sequence), f"{at:%d.%m.%Y %H:%M:%S}", entry.actor, entry.text, entry.subject,
        _changes(entry), entry.comment, event.hash[:12],
    )  # fmt: skip


def _changes(entry: TimelineEntry) -> str:
    return "\n".join(f"{label}: {was or '–'} → {becomes or '–'}" for label, was, becomes in entry.changes)


def journal_document(title: str, table: Table) -> Document:
    """The workbook around the table."""
    return Document(title=title, blocks=(table,), orientation=Orientation.LANDSCAPE)
