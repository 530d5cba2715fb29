"""Writing the history."""

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
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of the change that it tells of.")
    Chain.objects.get_or_create(agency_id=agency_id)
    head = Chain.objects.select_for_update().get(agency_id=agency_id)
    event = Event(
        agency_id=agency_id,
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
        verb=verb,
        changes=changes or {},
        comment=comment,
    )
    event.hash = event_hash(event)
    event.save()
    head.sequence, head.hash = event.sequence, event.hash
    head.save(update_fields=["sequence", "hash"])
    tell(event)
    return event
