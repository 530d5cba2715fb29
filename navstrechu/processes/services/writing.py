"""What all writes of processes share: versions, names in use, how the history names a thing, the day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.diff import changes
from navstrechu.core.errors import Conflict, StaleObject
from navstrechu.history.services import Actor, Subject, record
from navstrechu.processes.events import FIELDS
from navstrechu.processes.models import ChannelKind, Process, ProcessGroup

Versioned = ProcessGroup | ChannelKind
_SUBJECTS = {
    Process: "processes.process", ProcessGroup: "processes.group", ChannelKind: "processes.channel",
}  # fmt: skip
_LABELS = {
    "title": gettext_lazy("наименование"),
    "unit": gettext_lazy("подразделение"),
    "client": FIELDS["client_side"],
}


def subject_of(thing: Process | Versioned) -> Subject:
    """How the history names a process, a group or a kind of channel."""
    text = f"{thing.code} {thing.title}" if isinstance(thing, Process) else str(thing)
    return Subject(_SUBJECTS[type(thing)], str(thing.pk), text)


def save_unique(thing: Process | Versioned, sentence: object) -> None:
    """Store a new row. Raises Conflict with the sentence where a name or code is in use."""
    try:
        with transaction.atomic():
            thing.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(sentence) from error


def update_versioned(
    thing: Versioned, version: int, values: Mapping[str, Any], sentence: object
) -> dict[str, list[Any]]:
    """Write the changed fields under the version that the editor saw and return them for the history.

    Nothing changed writes nothing. Raises Conflict with the sentence for a name in use, StaleObject with
    both texts when somebody else was faster.
    """
    changed = changes({name: getattr(thing, name) for name in values}, values)
    if not changed:
        return {}
    rows = type(thing)._default_manager.filter(pk=thing.pk, version=version)
    try:
        with transaction.atomic():
            updated = rows.update(**values, version=version + 1)
    except IntegrityError as error:
        raise Conflict(sentence) from error
    if not updated:
        stored = type(thing)._default_manager.get(pk=thing.pk)
        raise stale({name: getattr(stored, name) for name in values}, values)
    thing.refresh_from_db()
    return changed


def stale(theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> StaleObject:
    """Both variants of the fields in which they differ."""
    differing = [name for name, value in mine.items() if theirs[name] != value]
    return StaleObject(
        _("Запись уже изменил другой сотрудник. Сравните варианты и сохраните нужный."),
        mine={label_of(name): shown(mine[name]) for name in differing},
        theirs={label_of(name): shown(theirs[name]) for name in differing},
    )


def label_of(name: str) -> str:
    """A field as people read it, with a capital letter."""
    label = str(_LABELS.get(name) or FIELDS.get(name) or name)
    return label[:1].upper() + label[1:]


def shown(value: Any) -> str:
    """A value as people read it, list items one a line."""
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else str(value)


def record_of(
    verb: str, thing: Process | Versioned, by: Actor, at: datetime,
    changed: dict[str, list[Any]] | None = None, comment: str = "",
) -> None:  # fmt: skip
    """Append the event of a thing of processes to its agency's history."""
    record(
        verb,
        agency_id=thing.agency_id,
        subject=subject_of(thing),
        by=by,
        at=at,
        changes=changed,
        comment=comment,
    )
