"""The journal's filters: read from the address, applied to the events, named back to the reader."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from navstrechu.core.text.dates import date_in_figures
from navstrechu.history.models import Event
from navstrechu.history.wording import verb_text
from navstrechu.web.shell.as_of import parse_day

_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What the reader asked for; empty values ask for nothing. Days are those of the agency's time zone."""

    person: str = ""
    verb: str = ""
    search: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "JournalFilter":
        """The filters of an address; what cannot be read is as if it were not there."""
        return cls(
            person=_text(query, "person", 40),
            verb=_text(query, "verb", 60),
            search=_text(query, "q", _LONGEST_SEARCH),
            since=parse_day(query.get("since", "")),
            until=parse_day(query.get("until", "")),
        )

    def apply(self, events: QuerySet[Event], zone: ZoneInfo) -> QuerySet[Event]:
        """The events that fit all filters."""
        if self.person:
            events = events.filter(actor_id="" if self.person == SYSTEM_PERSON else self.person)
        if self.verb:
            events = events.filter(verb=self.verb)
        if self.search:
            events = events.filter(_contains("subject_text", self.search) | _contains("comment", self.search))
        if self.since:
            events = events.filter(at__gte=_midnight(self.since, zone))
        if self.until:
            events = events.filter(at__lt=_midnight(self.until + timedelta(days=1), zone))
        return events

    def in_words(self, people: dict[str, str], query: QueryDict) -> list[tuple[str, str]]:
        """Each filter in force with the address without it."""
        named = [
            ("person", people.get(self.person, self.person)),
            ("verb", _verb_text(self.verb) if self.verb else ""),
            ("q", f"«{self.search}»" if self.search else ""),
            ("since", _("с {day}").format(day=date_in_figures(self.since)) if self.since else ""),
            ("until", _("по {day}").format(day=date_in_figures(self.until)) if self.until else ""),
        ]
        return [(text, _without(query, name)) for name, text in named if text]


# The installation itself has no account; its events are found under this word.
SYSTEM_PERSON = "system"


def people_in(events: QuerySet[Event]) -> dict[str, str]:
    """Everybody who acted, {value of the filter: name}, by name; one name of somebody who was renamed."""
    actors = events.order_by("actor_name").values_list("actor_id", "actor_name").distinct()
    return {actor or SYSTEM_PERSON: name for actor, name in actors}


def verbs_in(events: QuerySet[Event]) -> list[tuple[str, str]]:
    """What has happened in the agency at all, as choices."""
    verbs = events.order_by().values_list("verb", flat=True).distinct()
    return sorted(((verb, _verb_text(verb)) for verb in verbs), key=lambda choice: choice[1])


def _verb_text(verb: str) -> str:
    try:
        return str(verb_text(verb))
    except KeyError:
        return verb


def _text(query: QueryDict, name: str, longest: int) -> str:
    """A value without the zero character, which PostgreSQL does not take."""
    return query.get(name, "").replace("\0", "").strip()[:longest]


def _contains(field: str, text: str) -> Q:
    """Letters of either case; SQLite folds Latin ones only, so the usual spellings are asked for singly."""
    spellings = {text, text.lower(), text.capitalize(), text.upper()}
    conditions = (Q(**{f"{field}__icontains": spelling}) for spelling in sorted(spellings))
    return reduce(lambda left, right: left | right, conditions)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)


def _without(query: QueryDict, name: str) -> str:
    rest: Any = query.copy()
    rest.pop(name, None)
    rest.pop("page", None)
    return f"?{rest.urlencode()}"
