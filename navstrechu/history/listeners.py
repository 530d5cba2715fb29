"""Apps that want to know when something happens, by its verb: called in the transaction of the event itself.

Whoever is told writes rows only (a notice, a job); anything slow or outward belongs to the worker.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navstrechu.history.models import Event

Listener = Callable[["Event"], None]

_listeners: dict[str, list[Listener]] = defaultdict(list)


def register(verb: str, listener: Listener) -> None:
    """Call ``listener`` with every event of that verb; registering again changes nothing."""
    if listener not in _listeners[verb]:
        _listeners[verb].append(listener)


def tell(event: "Event") -> None:
    """Tell everybody who listens; an error of theirs undoes the change, so that nothing is half done."""
    for listener in _listeners.get(event.verb, ()):
        listener(event)
