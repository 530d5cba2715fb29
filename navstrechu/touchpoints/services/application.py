"""What an accepted proposal does to the live register.

``becomes`` by action: add_link {"touchpoint": id} or {"new_touchpoint": TouchpointContent}, with the fields
of RowContent; change_link RowContent with an optional "touchpoint": id; change_touchpoint TouchpointContent;
include_process what `services.processes.values_from_json` reads; exclude_process {"basis"}.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict, StaleObject
from navstrechu.history.services import Actor
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.proposals import live_version
from navstrechu.touchpoints.services import processes as inclusion
from navstrechu.touchpoints.services.rows import drop_row, put_row, rewrite_row
from navstrechu.touchpoints.services.touchpoints import put_touchpoint, rewrite_touchpoint
from navstrechu.touchpoints.values import RowContent, TouchpointContent
from navstrechu.touchpoints.vocabulary import Action


def apply_proposal(*, proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    """Carry the change out in the caller's transaction. Raises StaleObject where the register moved on."""
    if live_version(proposal) != proposal.base_version:
        raise StaleObject(
            _(
                "С тех пор как предложение представили, эту запись изменили. Верните его автору: "
                "он сверит текст и представит заново."
            )
        )
    _APPLIED[Action(proposal.action)](proposal, on, by, at)


def _add_link(proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    assert proposal.process is not None  # noqa: S101 – a constraint holds it
    touchpoint = _touchpoint(proposal, proposal.becomes, by, at)
    content = RowContent.from_json(proposal.becomes)
    put_row(process=proposal.process, touchpoint=touchpoint, content=content, by=by, at=at)


def _change_link(proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    row = _row(proposal)
    touchpoint = _touchpoint(proposal, proposal.becomes, by, at, default=row.touchpoint)
    content = RowContent.from_json(proposal.becomes)
    rewrite_row(row=row, version=proposal.base_version, content=content, touchpoint=touchpoint, by=by, at=at)


def _remove_link(proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    drop_row(row=_row(proposal), version=proposal.base_version, by=by, at=at)


def _change_touchpoint(proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    assert proposal.touchpoint is not None  # noqa: S101 – a constraint holds it
    content = TouchpointContent.from_json(proposal.becomes)
    rewrite_touchpoint(
        touchpoint=proposal.touchpoint, version=proposal.base_version, content=content, by=by, at=at
    )


def _include_process(proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    inclusion.include_proposed(proposal=proposal, on=on, by=by, at=at)


def _exclude_process(proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    inclusion.exclude_proposed(proposal=proposal, on=on, by=by, at=at)


def _row(proposal: ChangeProposal) -> ProcessTouchpoint:
    found = ProcessTouchpoint.objects.select_related("process__agency", "process__unit", "touchpoint")
    return found.get(pk=proposal.link_id or 0)


def _touchpoint(
    proposal: ChangeProposal,
    becomes: dict[str, Any],
    by: Actor,
    at: datetime,
    default: Touchpoint | None = None,
) -> Touchpoint:
    if "new_touchpoint" in becomes:
        content = TouchpointContent.from_json(becomes["new_touchpoint"])
        return put_touchpoint(agency=proposal.agency, content=content, by=by, at=at)
    if "touchpoint" not in becomes and default is not None:
        return default
    found = Touchpoint.objects.filter(agency=proposal.agency, pk=becomes.get("touchpoint") or 0).first()
    if found is None:
        raise Conflict(_("Точки взаимодействия из предложения больше нет. Верните его автору."))
    return found


_APPLIED = {
    Action.ADD_LINK: _add_link,
    Action.CHANGE_LINK: _change_link,
    Action.REMOVE_LINK: _remove_link,
    Action.CHANGE_TOUCHPOINT: _change_touchpoint,
    Action.INCLUDE_PROCESS: _include_process,
    Action.EXCLUDE_PROCESS: _exclude_process,
}
