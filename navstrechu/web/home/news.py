"""Latest changes in a few lines: nine events of one order are one line."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from navstrechu.history.models import Event
from navstrechu.history.queries import agency_events
from navstrechu.organisation.models import Agency
from navstrechu.web.history.entries import timeline_entry

SHOWN, LOOKED_AT = 6, 80
_NAMED = 4


@dataclass(frozen=True, slots=True)
class News:
    """What somebody did, to which things."""

    at: datetime
    actor: str
    text: str
    subject: str
    comment: str
    icon: str
    tone: str


def latest(agency: Agency) -> list[News]:
    """The last changes of roadmap, documents and discussions, the newest first."""
    subjects = Q(subject_type__startswith="roadmap.") | Q(subject_type__startswith="acts.")
    events = (
        agency_events(agency.pk).filter(subjects).exclude(verb__startswith="import_").order_by("-at", "-id")
    )
    together = groupby(events[:LOOKED_AT], key=lambda event: (event.at, event.verb, event.actor_name))
    return [_news(list(same)) for _key, same in islice(together, SHOWN)]


def _news(events: list[Event]) -> News:
    entry = timeline_entry(events[0])
    subjects = [event.subject_text for event in reversed(events)]
    return News(entry.at, entry.actor, entry.text, _subject(subjects), entry.comment, entry.icon, entry.tone)


def _subject(texts: list[str]) -> str:
    """One thing by its text, several by their numbers: «2.1.1, 2.2.1, 2.3.1, 2.4.1 и ещё 5»."""
    if len(texts) == 1:
        return str(Truncator(texts[0]).chars(90))
    numbers = [text.split(" ", 1)[0].rstrip(".:") for text in texts]
    named, rest = numbers[:_NAMED], len(numbers) - _NAMED
    return ", ".join(named) + (_(" и ещё {rest}").format(rest=rest) if rest > 0 else "")
