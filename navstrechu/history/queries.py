"""Reading the history: timelines, verification, values as they stood at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from navstrechu.history.chain import event_hash
from navstrechu.history.models import Chain, Event


def timeline(subject_type: str, subject_id: str) -> QuerySet[Event]:
    """Events of one thing and of its parts, newest first."""
    own = Q(subject_type=subject_type, subject_id=subject_id)
    parts = Q(parent_type=subject_type, parent_id=subject_id)
    return Event.objects.filter(own | parts).order_by("-at", "-id")


def agency_events(agency_id: int) -> QuerySet[Event]:
    """The whole journal of an agency, newest first; within one moment by the place in the chain."""
    return Event.objects.filter(agency_id=agency_id).order_by("-at", "-sequence")


def chain_head(agency_id: int) -> Chain | None:
    """Number and hash of the agency's last event, None before the first."""
    return Chain.objects.filter(agency_id=agency_id).first()


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold."""

    agency_id: int
    sequence: int
    reason: str


def verify(agency_id: int | None = None) -> list[Break]:
    """Recompute every hash and number; an empty list means that nothing was altered, removed or inserted."""
    heads = Chain.objects.order_by("agency_id")
    if agency_id is not None:
        heads = heads.filter(agency_id=agency_id)
    return [found for head in heads for found in _verify_chain(head)]


def _verify_chain(head: Chain) -> Iterable[Break]:
    previous, expected = "", 0
    for event in Event.objects.filter(agency_id=head.agency_id).order_by("sequence").iterator():
        expected += 1
        if event.sequence != expected:
            yield Break(head.agency_id, expected, _("запись отсутствует"))
            return
        if event.previous_hash != previous or event.hash != event_hash(event):
            yield Break(head.agency_id, event.sequence, _("запись изменена"))
            return
        previous = event.hash
    if (expected, previous) != (head.sequence, head.hash):
        yield Break(head.agency_id, head.sequence, _("конец журнала не совпадает с последней записью"))


def values_before(
    verb: str, subject_type: str, subject_ids: Iterable[str], moment: datetime
) -> dict[str, dict[str, Any]]:
    """For each subject that ``verb`` changed at ``moment`` or later: the fields as they stood before it,
    {subject id: {field: value}}.

    Rolls those events back, newest first, so the oldest «was» of each field remains.
    """
    later = Event.objects.filter(
        verb=verb, subject_type=subject_type, subject_id__in=list(subject_ids), at__gte=moment
    )
    stood: dict[str, dict[str, Any]] = {}
    for event in later.order_by("-at", "-id"):
        fields = stood.setdefault(event.subject_id, {})
        fields.update({name: pair[0] for name, pair in event.changes.items()})
    return stood
