"""What a program hands in, checked against the action that it names, as a draft for the services."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from navstrechu.api.v1.references import group_named, touchpoint_named, unit_named
from navstrechu.api.v1.register_contents import place_content, row_content
from navstrechu.api.v1.register_words import Becomes, ProposedProcess
from navstrechu.core.errors import InputRefused
from navstrechu.organisation.models import Agency
from navstrechu.processes import rules as process_rules
from navstrechu.processes.values import ProcessValues
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.vocabulary import Action

# What each action is about, what of `becomes` it needs and what it may have.
SUBJECTS = {
    Action.ADD_LINK: "process",
    Action.CHANGE_LINK: "row",
    Action.REMOVE_LINK: "row",
    Action.CHANGE_TOUCHPOINT: "touchpoint",
    Action.EXCLUDE_PROCESS: "process",
}
_NEEDED = {
    Action.ADD_LINK: {"row"},
    Action.CHANGE_LINK: {"row"},
    Action.CHANGE_TOUCHPOINT: {"place"},
    Action.INCLUDE_PROCESS: {"process", "basis"},
    Action.EXCLUDE_PROCESS: {"basis"},
}
_ALLOWED = {Action.ADD_LINK: {"touchpoint", "place"}, Action.CHANGE_LINK: {"touchpoint", "place"}}


def require_fields(action: Action, named: Mapping[str, object], needed: set[str], allowed: set[str]) -> None:
    """That exactly the fields of the action have values. Raises InputRefused naming those that do not fit."""
    filled = {name for name, value in named.items() if value not in (None, "")}
    if missing := sorted(needed - filled):
        raise InputRefused(
            _("Для действия {action} нужны поля: {fields}.").format(action=action, fields=", ".join(missing))
        )
    if idle := sorted(filled - needed - allowed):
        raise InputRefused(
            _("К действию {action} не относятся поля: {fields}.").format(
                action=action, fields=", ".join(idle)
            )
        )


def becomes_json(
    agency: Agency, action: Action, told: Becomes | None, row: ProcessTouchpoint | None
) -> dict[str, Any]:
    """What `touchpoints.services.application` carries out; ``row`` is the one that is to change. Raises
    InputRefused."""
    said = told or Becomes.model_validate({})
    named = {name: getattr(said, name) for name in type(said).model_fields}
    require_fields(action, named, _NEEDED.get(action, set()), _ALLOWED.get(action, set()))
    if action in (Action.ADD_LINK, Action.CHANGE_LINK):
        return _row(agency, said, row)
    if action is Action.CHANGE_TOUCHPOINT and said.place:
        return place_content(agency, said.place).as_json()
    if action is Action.INCLUDE_PROCESS and said.process:
        return {**_process(agency, said.process), "basis": process_rules.require_basis(said.basis)}
    if action is Action.EXCLUDE_PROCESS:
        return {"basis": process_rules.require_basis(said.basis)}
    return {}


def _row(agency: Agency, said: Becomes, row: ProcessTouchpoint | None) -> dict[str, Any]:
    if said.touchpoint is not None and said.place is not None:
        raise InputRefused(_("Укажите одно из двух: точку из перечня (touchpoint) или новую (place)."))
    content = row_content(said.row).as_json() if said.row else {}
    if said.place is not None:
        return {"new_touchpoint": place_content(agency, said.place).as_json(), **content}
    if said.touchpoint is not None:
        return {"touchpoint": touchpoint_named(agency, said.touchpoint).pk, **content}
    if row is not None:
        # The row keeps its touchpoint: said, so that «was» and «becomes» can be compared.
        return {"touchpoint": row.touchpoint_id, **content}
    raise InputRefused(_("Укажите точку из перечня (touchpoint) или новую (place)."))


def _process(agency: Agency, said: ProposedProcess) -> dict[str, Any]:
    group, unit = group_named(agency, said.group), unit_named(agency, said.unit)
    plain = said.model_dump(include={"title", "object_kind", "scope", "reach", "result"})
    cleaned = process_rules.cleaned(ProcessValues(group=group, unit=unit, **plain))
    told = {name: getattr(cleaned, name) for name in plain}
    return {**told, "group": group.pk, "unit": unit.pk if unit else None}
