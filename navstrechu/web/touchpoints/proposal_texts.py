"""A proposal in words: what it is about, what was and what becomes, cell by cell and word by word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from navstrechu.core.text.word_diff import Segment, word_segments
from navstrechu.organisation.models import Unit
from navstrechu.processes.models import ChannelKind, ProcessGroup
from navstrechu.processes.vocabulary import object_kinds, reaches, scopes
from navstrechu.touchpoints.events import FIELDS
from navstrechu.touchpoints.models import ChangeProposal, Touchpoint
from navstrechu.touchpoints.vocabulary import ACTION_TITLES, TRIGGER_CLAUSES, TRIGGER_TITLES, Action, Trigger

_ROW = ("touchpoint", "interactions", "peculiarities", "bases")
_PLACE = (
    "name", "channel", "address", "url", "phone", "opening_hours", "opening_exceptions", "accessibility",
    "unit", "agreements",
)  # fmt: skip
_WHOLE = {
    Action.ADD_LINK: _ROW,
    Action.CHANGE_LINK: _ROW,
    Action.REMOVE_LINK: _ROW,
    Action.CHANGE_TOUCHPOINT: _PLACE,
}


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that the proposal changes, as stretches of text."""

    label: object
    segments: tuple[Segment, ...]


def action_text(proposal: ChangeProposal) -> object:
    """What it would do."""
    return ACTION_TITLES[Action(proposal.action)]


def trigger_text(proposal: ChangeProposal) -> tuple[object, str]:
    """Why, and the key of the clause that names the case."""
    trigger = Trigger(proposal.trigger)
    return TRIGGER_TITLES[trigger], f"order201:{TRIGGER_CLAUSES[trigger].replace(', ', '.').rstrip(')')}"


def subject_text(proposal: ChangeProposal) -> str:
    """What it speaks of: process and touchpoint, or the process that it would include."""
    parts = []
    if proposal.process is not None:
        parts.append(proposal.process.title)
    if proposal.link is not None:
        parts.append(proposal.link.touchpoint.name)
    elif proposal.touchpoint is not None:
        parts.append(proposal.touchpoint.name)
    return " – ".join(parts) or str(proposal.becomes.get("title", ""))


def changed_fields(proposal: ChangeProposal) -> list[ChangedField]:
    """Every field that would differ, in the order of the form."""
    action = Action(proposal.action)
    if action in (Action.INCLUDE_PROCESS, Action.EXCLUDE_PROCESS):
        return _process_fields(proposal)
    was = _texts(proposal.was)
    becomes = {} if action is Action.REMOVE_LINK else _texts(proposal.becomes)
    return [
        ChangedField(FIELDS[name], word_segments(was.get(name, ""), becomes.get(name, "")))
        for name in _WHOLE[action]
        if was.get(name, "") != becomes.get(name, "")
    ]


def _process_fields(proposal: ChangeProposal) -> list[ChangedField]:
    given: Mapping[str, Any] = proposal.becomes
    group = ProcessGroup.objects.filter(pk=given.get("group") or 0).first()
    told = (
        (_("Группа процессов"), str(group or "")),
        (_("Наименование процесса"), str(given.get("title", ""))),
        (_("Подразделение-владелец"), _unit(given.get("unit"))),
        (_("Вид"), str(dict(object_kinds()).get(given.get("object_kind", ""), ""))),
        (_("Основной или отраслевой"), str(dict(scopes()).get(given.get("scope", ""), ""))),
        (
            _("Межведомственный или внутриведомственный"),
            str(dict(reaches()).get(given.get("reach", ""), "")),
        ),
        (_("Результат для клиента"), str(given.get("result", ""))),
        (_("Основание"), str(given.get("basis", ""))),
    )
    return [ChangedField(label, word_segments("", text)) for label, text in told if text]


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    """Stored content as texts, one a field."""
    told = {name: str(value) for name, value in content.items() if isinstance(value, str)}
    if "new_touchpoint" in content:
        told["touchpoint"] = f"{content['new_touchpoint']['name']} ({_('новая точка')})"
    elif content.get("touchpoint"):
        told["touchpoint"] = str(Touchpoint.objects.filter(pk=content["touchpoint"]).first() or "")
    if content.get("channel_id"):
        told["channel"] = str(ChannelKind.objects.filter(pk=content["channel_id"]).first() or "")
    told["unit"] = _unit(content.get("unit_id"))
    told["interactions"] = "\n".join(_staged(item) for item in content.get("interactions", ()))
    for name in ("bases", "agreements"):
        told[name] = "\n".join(_act(item) for item in content.get(name, ()))
    return told


def _unit(pk: int | None) -> str:
    return str(Unit.objects.filter(pk=pk or 0).first() or "")


def _staged(item: Mapping[str, str]) -> str:
    return f"{item['stage']}: {item['text']}" if item.get("stage") else item["text"]


def _act(item: Mapping[str, str]) -> str:
    return f"{item['act']}, {item['clause']}" if item.get("clause") else item["act"]
