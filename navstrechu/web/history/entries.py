"""Events of the history as people read them: dates, lists and words instead of stored values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from navstrechu.acts.models import KIND_TITLES
from navstrechu.core.text.dates import date_in_figures
from navstrechu.history.models import Event
from navstrechu.history.wording import field_text, verb_text
from navstrechu.organisation.models.agency import day_off_rules
from navstrechu.organisation.models.structure import ranks

# (beginning of the verb, icon, tone); the first that fits wins.
_LOOKS = (
    ("due_date_moved", "calendar-clock", "warning"),
    ("result_document_linked", "file-check", "success"),
    ("result_document_unlinked", "undo-2", "warning"),
    ("act_registered", "stamp", "success"),
    ("act_annulled", "ban", "danger"),
    ("act_file_added", "paperclip", "neutral"),
    ("act_amended", "git-compare", "info"),
    ("act_repealed", "file-clock", "warning"),
    ("archive_ordered", "package", "neutral"),
    ("measure_started", "circle-play", "info"),
    ("measure_withdrawn", "circle-x", "danger"),
    ("measure_added", "plus", "success"),
    ("measure_", "pencil", "neutral"),
    ("result_", "pencil", "neutral"),
    ("roadmap_", "upload", "accent"),
    ("import_", "file-up", "neutral"),
    ("process_included", "plus", "success"),
    ("process_restored", "undo-2", "success"),
    ("process_excluded", "circle-x", "danger"),
    ("process_", "pencil", "neutral"),
    ("channel_kind_", "pencil", "neutral"),
    ("touchpoint_created", "plus", "success"),
    ("touchpoint_confirmed", "circle-check", "success"),
    ("touchpoint_closed", "circle-x", "danger"),
    ("touchpoint_", "pencil", "neutral"),
    ("row_added", "plus", "success"),
    ("rows_added", "plus", "success"),
    ("row_removed", "circle-x", "danger"),
    ("row_restored", "undo-2", "success"),
    ("row", "pencil", "neutral"),
    ("peculiarity_", "pencil", "neutral"),
    ("proposal_accepted", "circle-check", "success"),
    ("proposal_rejected", "circle-x", "danger"),
    ("proposal_returned", "undo-2", "warning"),
    ("proposal_withdrawn", "ban", "neutral"),
    ("proposal_", "file-up", "info"),
    ("update_task_", "calendar-clock", "warning"),
    ("edition_frozen", "package", "info"),
    ("edition_approved", "stamp", "success"),
    ("edition_withdrawn", "ban", "danger"),
    ("edition_", "paperclip", "neutral"),
    ("register_imported", "upload", "accent"),
    ("register_import_", "file-up", "neutral"),
    ("register_", "pencil", "neutral"),
    ("comment_", "message-square", "neutral"),
    ("file_", "paperclip", "neutral"),
    ("role_", "key-round", "info"),
    ("sign", "log-in", "neutral"),
    ("session", "log-out", "neutral"),
    ("appoint", "user-check", "info"),
)
# Fields whose values are codes, with the callables that give their wording.
_CHOICES: dict[str, Callable[[], list[tuple[str, object]]]] = {"day_off_rule": day_off_rules, "rank": ranks}
_KINDS = {kind.value: title for kind, title in KIND_TITLES.items()}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event for `components/timeline.html`; ``changes`` are (label, was, becomes) as texts."""

    at: datetime
    actor: str
    text: str
    subject: str
    comment: str
    changes: tuple[tuple[str, str, str], ...]
    icon: str
    tone: str


def timeline_entry(event: Event, *, subject: bool = True) -> TimelineEntry:
    """An event in words; on the page of its own subject the subject need not be named."""
    icon, tone = next(
        ((icon, tone) for verb, icon, tone in _LOOKS if event.verb.startswith(verb)), ("history", "neutral")
    )
    return TimelineEntry(
        at=event.at,
        actor=event.actor_name,
        text=str(verb_text(event.verb)),
        subject=event.subject_text if subject else "",
        comment=_comment(event),
        changes=readable_changes(event.changes),
        icon=icon,
        tone=tone,
    )


def timeline_entries(events: Iterable[Event], *, subject: bool = True) -> list[TimelineEntry]:
    """Several events in words."""
    return [timeline_entry(event, subject=subject) for event in events]


def readable_changes(changes: dict[str, list[Any]]) -> tuple[tuple[str, str, str], ...]:
    """``{field: [was, becomes]}`` as (label, was, becomes); «изменено» for values that are not kept."""
    return tuple(
        (_capital(str(field_text(name))), *_sides(name, was, becomes))
        for name, (was, becomes) in changes.items()
    )


def _sides(name: str, was: Any, becomes: Any) -> tuple[str, str]:
    if was is None and becomes is None:
        return "", _("изменено")
    return _worded(name, was), _worded(name, becomes)


def _worded(name: str, value: Any) -> str:
    """The value of a field; a code of a choice by its wording."""
    wordings = dict(_CHOICES[name]()) if name in _CHOICES else {}
    return str(wordings[value]) if isinstance(value, str) and value in wordings else readable_value(value)


def readable_value(value: Any) -> str:
    """A stored value as text: «29.02.2024», «да», items one after another; nothing is an empty string."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    if isinstance(value, list):
        return "; ".join(readable_value(item) for item in value)
    text = str(value)
    if text in _KINDS:
        return str(_KINDS[text]).lower()
    return _as_date(text)


def _as_date(text: str) -> str:
    try:
        return date_in_figures(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def _comment(event: Event) -> str:
    """A remark, unless it only repeats a change that is shown."""
    if event.verb == "file_stored":
        return f"SHA-256: {event.comment}"
    shown = {becomes for _label, _was, becomes in readable_changes(event.changes)}
    return "" if event.comment in shown else event.comment


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
