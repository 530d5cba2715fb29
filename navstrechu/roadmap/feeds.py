"""Due dates as an iCalendar file (RFC 5545) and the secret of its address. Pure."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from navstrechu.core.text.dates import date_in_figures
from navstrechu.roadmap.models import CalendarFeed, FeedScope
from navstrechu.roadmap.progress import STATE_LABELS
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.roadmap.urgency import missing_text

if TYPE_CHECKING:
    from icalendar import Alarm, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
# A week to finish, then a working morning to register. Days before the deadline.
ALARM_DAYS = (7, 1)
# Reminders ring at nine in the morning of the reader's clock: an all-day event begins at midnight.
_MORNING = timedelta(hours=9)
REFRESH = timedelta(hours=6)


def token_hash(token: str) -> str:
    """What is kept of a secret: its 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_title(feed: CalendarFeed) -> str:
    """What the calendar is called in the reader's program."""
    if feed.scope == FeedScope.POST and feed.post is not None:
        return _("Сроки: {post}").format(post=feed.post.title)
    if feed.scope == FeedScope.AGENCY:
        return _("Сроки дорожной карты: {agency}").format(agency=feed.agency.short_name)
    return _("Мои сроки: {agency}").format(agency=feed.agency.short_name)


def calendar_file(
    measures: Iterable[MeasureStateOn],
    *,
    title: str,
    on: date,
    address_of: Callable[[MeasureStateOn], str],
    host: str,
) -> bytes:
    """One all-day event a measure, on its deadline, with alarms while it is open.

    The identity of an event is the measure's, so a moved date moves the event; equal data gives equal bytes.
    ``address_of`` gives the page of a measure, ``host`` names the installation in identities.
    """
    from icalendar import Calendar  # noqa: PLC0415 – a third of a second at start, for feeds alone

    calendar = Calendar()
    calendar.add("prodid", "-//Navstrechu//Roadmap//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("name", title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for measure in measures:
        calendar.add_component(_event(measure, on, address_of(measure), host))
    return bytes(calendar.to_ical())


def _event(measure: MeasureStateOn, on: date, address: str, host: str) -> "Event":
    from icalendar import Event  # noqa: PLC0415 – a third of a second at start, for feeds alone

    deadline = measure.progress.deadline
    event = Event()
    event.add("uid", f"measure-{measure.id}@{host}")
    # The day, not the second, of what the feed says: a feed that says the same has the same bytes.
    event.add("dtstamp", datetime.combine(on, time.min, tzinfo=UTC))
    event.add("dtstart", deadline)
    event.add("dtend", deadline + timedelta(days=1))
    event.add("summary", f"{measure.number} {measure.title}")
    event.add("description", _description(measure))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(capfirst(STATE_LABELS[measure.state]))])
    if not measure.progress.is_finished:
        for days in ALARM_DAYS:
            event.add_component(_alarm(measure, days))
    return event


def _alarm(measure: MeasureStateOn, days: int) -> "Alarm":
    from icalendar import Alarm  # noqa: PLC0415 – a third of a second at start, for feeds alone

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _MORNING - timedelta(days=days))
    alarm.add("description", _("Срок {day}: {number} {title}").format(
        day=date_in_figures(measure.progress.deadline), number=measure.number, title=measure.title
    ))  # fmt: skip
    return alarm


def _description(measure: MeasureStateOn) -> str:
    lines = [
        _("Состояние: {state}").format(state=STATE_LABELS[measure.state]),
        _("Ответственный: {post}").format(post=measure.responsible.title),
    ]
    if measure.is_moved:
        lines.append(
            _("Срок перенесён решением рабочей группы, был {day}").format(
                day=date_in_figures(measure.baseline_due_on)
            )
        )
    if measure.progress.deadline != measure.due_on:
        lines.append(_("Срок по плану {day} – выходной").format(day=date_in_figures(measure.due_on)))
    missing = missing_text(measure)
    return "\n".join([*lines, str(capfirst(missing))] if missing else lines)
