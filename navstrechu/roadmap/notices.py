"""Who is told what of the roadmap: listeners of the history, in the transaction of the event itself."""

from datetime import date

from django.db.models import Q

from navstrechu.core.text.dates import date_in_figures
from navstrechu.discussion.models import Comment
from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.notices.services.telling import Tale, tell
from navstrechu.organisation.models import Agency, Appointment, Membership
from navstrechu.organisation.queries import day_in
from navstrechu.roadmap.models import Measure, RequiredResult

MEASURE, EDITIONS = "roadmap.measure", "roadmap.editions"
_LONGEST = 300


def listen() -> None:
    """Enter the listeners."""
    listeners.register("comment_added", _comment_added)
    listeners.register("due_date_moved", _due_date_moved)
    listeners.register("result_document_linked", _document_counted)
    listeners.register("result_document_unlinked", _document_uncounted)
    listeners.register("act_annulled", _act_annulled)
    listeners.register("roadmap_imported", _new_edition)
    listeners.register("roadmap_updated", _new_edition)


def holders_of(measure_id: int, on: date) -> set[int]:
    """Accounts of those who hold a post of the measure on the day, acting or not."""
    named = Q(post__measures=measure_id) | Q(post__co_executed__measure=measure_id)
    held = Appointment.objects.on(on).filter(named, person__user__isnull=False)
    return set(held.values_list("person__user", flat=True))


def _measure(event: Event, pk: int | str) -> Measure | None:
    """The measure of an event; the history may also speak of what this plan does not hold."""
    found = Measure.objects.select_related("roadmap__agency").filter(pk=pk)
    return found.filter(roadmap__agency=event.agency_id).first()


def _tell(kind: str, event: Event, measure: Measure, users: set[int], key: str = "", **data: object) -> None:
    tale = Tale(
        kind=kind,
        agency=measure.roadmap.agency,
        place=MEASURE,
        place_key=measure.number,
        key=key or f"{kind}:{event.pk}",
        data={"number": measure.number, "title": measure.title, "actor": event.actor_name, **data},
    )
    tell(tale, users=users, but=event.actor_id, at=event.at)


def _comment_added(event: Event) -> None:
    """Those who hold the measure's posts, and whoever has spoken there before."""
    measure = _measure(event, event.subject_id) if event.subject_type == "roadmap.measure" else None
    if measure is None:
        return
    spoken = Comment.objects.about(event.subject_type, event.subject_id).filter(withdrawn_at=None)
    users = holders_of(measure.pk, day_in(measure.roadmap.agency, event.at))
    _tell("comment", event, measure, users | set(spoken.values_list("author", flat=True)), text=event.comment)


def _due_date_moved(event: Event) -> None:
    measure = _measure(event, event.subject_id)
    if measure is None:
        return
    was, becomes = (date_in_figures(date.fromisoformat(day)) for day in event.changes["due"])
    users = holders_of(measure.pk, day_in(measure.roadmap.agency, event.at))
    _tell("due_date_moved", event, measure, users, was=was, becomes=becomes, reason=event.comment[:_LONGEST])


def _document_counted(event: Event) -> None:
    _document("document_counted", event)


def _document_uncounted(event: Event) -> None:
    _document("document_uncounted", event)


def _document(kind: str, event: Event) -> None:
    result = RequiredResult.objects.filter(pk=event.subject_id).first()
    measure = _measure(event, result.measure_id) if result else None
    if measure is None:
        return
    users = holders_of(measure.pk, day_in(measure.roadmap.agency, event.at))
    _tell(kind, event, measure, users, act=event.comment)


def _act_annulled(event: Event) -> None:
    """Those whose measures lose a document by it, once for each measure."""
    closed = Measure.objects.filter(results__documents__act__pk=event.subject_id).distinct()
    for measure in closed.select_related("roadmap__agency").order_by("position", "pk"):
        users = holders_of(measure.pk, day_in(measure.roadmap.agency, event.at))
        key = f"document_annulled:{event.pk}:{measure.pk}"
        act = event.subject_text.partition(":")[0]
        _tell("document_annulled", event, measure, users, key, act=act, reason=event.comment[:_LONGEST])


def _new_edition(event: Event) -> None:
    """Everybody with a role in the agency."""
    agency = Agency.objects.get(pk=event.agency_id)
    members = Membership.objects.filter(agency=agency, ended_at=None).values_list("user", flat=True)
    tale = Tale(
        kind="new_edition",
        agency=agency,
        place=EDITIONS,
        place_key="",
        key=f"new_edition:{event.pk}",
        data={"actor": event.actor_name, "basis": event.comment[:_LONGEST]},
    )
    tell(tale, users=set(members), but=event.actor_id, at=event.at)
