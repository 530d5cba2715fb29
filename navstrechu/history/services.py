"""Writing the history."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from navstrechu.history.chain import event_hash
from navstrechu.history.listeners import tell
from navstrechu.history.models import Chain, Event

# Set by the web middleware, so that all events of one request can be seen together.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_TEXT_LIMIT = 500
_AT_ONCE = 1_000


class Actor(Protocol):
    """Whoever acts: an account, or SYSTEM for the installation itself."""

    @property
    def pk(self) -> Any: ...

    @property
    def display_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _System:
    pk: str = ""
    display_name: str = "Система"


SYSTEM = _System()


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event speaks of: type as «app.noun», id and the text by which people know it."""

    type: str
    id: str
    text: str
    parent: tuple[str, str] = field(default=("", ""))


@dataclass(frozen=True, slots=True)
class Told:
    """One event of many that are recorded together."""

    verb: str
    subject: Subject
    changes: Mapping[str, list[Any]] = field(default_factory=dict)
    comment: str = ""


def record(
    verb: str,
    *,
    agency_id: int,
    subject: Subject,
    by: Actor,
    at: datetime,
    changes: dict[str, list[Any]] | None = None,
    comment: str = "",
) -> Event:
    """Append one event to the agency's chain; must be called inside the transaction of the change itself.

    The head of the chain is locked until commit, so services record last. ``agency_id`` 0 is the
    installation.
    """
    head = _locked_head(agency_id)
    event = _next_event(head, Told(verb, subject, changes or {}, comment), by, at)
    event.save()
    head.save(update_fields=["sequence", "hash"])
    tell(event)
    return event


def record_many(told: Iterable[Told], *, agency_id: int, by: Actor, at: datetime) -> None:
    """Append an event for each of many things that one act brought about, as `record` would one by one.

    Listeners are called when all of them stand.
    """
    head = _locked_head(agency_id)
    events = [_next_event(head, one, by, at) for one in told]
    Event.objects.bulk_create(events, batch_size=_AT_ONCE)
    head.save(update_fields=["sequence", "hash"])
    for event in events:
        tell(event)


def _locked_head(agency_id: int) -> Chain:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of the change that it tells of.")
    Chain.objects.get_or_create(agency_id=agency_id)
    return Chain.objects.select_for_update().get(agency_id=agency_id)


def _next_event(head: Chain, told: Told, by: Actor, at: datetime) -> Event:
    """The event that follows the head, which then stands at it."""
    subject = told.subject
    event = Event(
        agency_id=head.agency_id,
        sequence=head.sequence + 1,
        previous_hash=head.hash,
        at=at,
        actor_id=str(by.pk or ""),
        actor_name=by.display_name,
        request_id=request_id.get(),
        subject_type=subject.type,
        subject_id=subject.id,
        subject_text=subject.text[:_TEXT_LIMIT],
        parent_type=subject.parent[0],
        parent_id=subject.parent[1],
        verb=told.verb,
        changes=dict(told.changes),
        comment=told.comment,
    )
    event.hash = event_hash(event)
    head.sequence, head.hash = event.sequence, event.hash
    return event
