"""Who is told of processes that come into the register or leave it: listeners of the history."""

from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.notices.services.telling import Tale, tell
from navstrechu.organisation.queries import day_in, heads_of_unit
from navstrechu.processes.models import Process

PROCESS = "processes.process"
_LONGEST = 300


def listen() -> None:
    """Enter the listeners."""
    listeners.register("process_included", _tell_included)
    listeners.register("process_restored", _tell_included)
    listeners.register("process_excluded", _tell_excluded)


def _tell_included(event: Event) -> None:
    _tell("process_included", event)


def _tell_excluded(event: Event) -> None:
    _tell("process_excluded", event)


def _tell(kind: str, event: Event) -> None:
    """Heads of the unit that owns the process: they report what changes at touchpoints (order 201, 3.3)."""
    process = Process.objects.select_related("agency", "unit").filter(pk=event.subject_id).first()
    if process is None or process.unit is None:
        return
    tale = Tale(
        kind=kind,
        agency=process.agency,
        place=PROCESS,
        place_key=str(process.pk),
        key=f"{kind}:{event.pk}",
        data={
            "code": process.code, "title": process.title, "unit": process.unit.name,
            "actor": event.actor_name, "basis": event.comment[:_LONGEST],
        },
    )  # fmt: skip
    users = heads_of_unit(process.unit, day_in(process.agency, event.at))
    tell(tale, users=users, but=event.actor_id, at=event.at)
