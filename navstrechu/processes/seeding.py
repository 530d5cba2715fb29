"""A new agency starts with the groups of the roadmap and the usual channels: a listener of the history."""

from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.processes.services.groups import seed_groups


def listen() -> None:
    """Enter the listener."""
    listeners.register("agency_created", _seed)


def _seed(event: Event) -> None:
    seed_groups(agency=Agency.objects.get(pk=event.agency_id), by=SYSTEM, at=event.at)
