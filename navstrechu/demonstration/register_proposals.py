"""What unit heads of the demonstration proposed, and what the coordinator made of it."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from navstrechu.demonstration.register_shelf import (
    Shelf,
    list_touchpoints,
    moment,
    process_values,
    row_values,
    touchpoint_values,
)
from navstrechu.demonstration.registers.shapes import ProposalContent
from navstrechu.processes.models import Process
from navstrechu.processes.services.register import change_process
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint, UpdateTask
from navstrechu.touchpoints.queries.content import touchpoint_content
from navstrechu.touchpoints.services.proposals import (
    ProposalDraft,
    accept_proposal,
    reject_proposal,
    resubmit_proposal,
    return_proposal,
    submit_proposal,
    withdraw_proposal,
)
from navstrechu.touchpoints.services.rows import remove_row
from navstrechu.touchpoints.services.tasks import close_task
from navstrechu.touchpoints.services.touchpoints import confirm_touchpoint
from navstrechu.touchpoints.vocabulary import Action, Trigger

_LISTED = "Точки взаимодействия процесса внесены в Перечень."


def load_proposals(shelf: Shelf, edition: int | None) -> None:
    """Hand in and decide those that an edition first holds; None: all that no edition holds yet."""
    items = [item for item in shelf.registers.proposals if item.edition == edition]
    handed_in = {item.key: _submit(shelf, item) for item in sorted(items, key=lambda item: item.submitted_on)}
    for item in sorted(items, key=lambda item: item.decided_on or date.max):
        if item.decided_on is not None:
            _decide(shelf, item, handed_in[item.key], item.decided_on)


def _submit(shelf: Shelf, item: ProposalContent) -> ChangeProposal:
    day, by = item.submitted_on, shelf.users[item.author]
    proposal = submit_proposal(
        agency=shelf.agency, draft=_draft(shelf, item), today=day, by=by, at=moment(day, 9)
    )
    if item.returned_on is None:
        return proposal
    return_proposal(
        proposal=proposal, remark=item.remark, by=shelf.coordinator, at=moment(item.returned_on, 12)
    )
    day = item.decided_on or item.returned_on
    return resubmit_proposal(
        proposal=proposal, draft=_draft(shelf, item), today=day, by=by, at=moment(day, 9)
    )


def _decide(shelf: Shelf, item: ProposalContent, proposal: ChangeProposal, day: date) -> None:
    by, at = shelf.coordinator, moment(day, 14)
    if item.status == "accepted":
        _accept(shelf, item, proposal, day)
    elif item.status == "returned":
        return_proposal(proposal=proposal, remark=item.remark, by=by, at=at)
    elif item.status == "rejected":
        reject_proposal(proposal=proposal, remark=item.remark, by=by, at=at)
    else:
        withdraw_proposal(proposal=proposal, by=shelf.users[item.author], at=at)


def _accept(shelf: Shelf, item: ProposalContent, proposal: ChangeProposal, day: date) -> None:
    by, at = shelf.coordinator, moment(day, 14)
    if item.action == Action.EXCLUDE_PROCESS:
        for row in ProcessTouchpoint.objects.live().filter(process=shelf.processes[item.process]):
            remove_row(row=row, version=row.version, by=by, at=moment(day, 13))
    accept_proposal(proposal=proposal, today=day, by=by, at=at)
    if item.action == Action.INCLUDE_PROCESS:
        _complete(shelf, item, day)
    elif item.action == Action.ADD_LINK and item.touchpoint not in shelf.touchpoints:
        _confirm_new(shelf, item)


def _complete(shelf: Shelf, item: ProposalContent, day: date) -> None:
    """The coordinator fills the card of a process just included and lists its touchpoints."""
    by, at, content = shelf.coordinator, moment(day, 15), shelf.registers.processes[item.process]
    found = Process.objects.select_related("agency", "group", "unit", "curator")
    process = found.get(agency=shelf.agency, title=content.title)
    values = process_values(shelf, content)
    shelf.processes[item.process] = change_process(
        process=process, version=process.version, values=values, by=by, at=at
    )
    list_touchpoints(shelf, item.process, day, by)
    for task in UpdateTask.objects.filter(process=process, closed_on=None):
        close_task(task=task, because=_LISTED, on=day, by=by, at=moment(day, 16))


def _confirm_new(shelf: Shelf, item: ProposalContent) -> None:
    content = shelf.registers.touchpoints[item.touchpoint]
    made = Touchpoint.objects.select_related("agency", "unit").get(agency=shelf.agency, name=content.name)
    shelf.touchpoints[item.touchpoint] = confirm_touchpoint(
        touchpoint=made,
        on=content.confirmed_on,
        by=shelf.head_of(content.unit),
        at=moment(content.confirmed_on, 16),
    )


def _draft(shelf: Shelf, item: ProposalContent) -> ProposalDraft:
    subject = _SUBJECTS[Action(item.action)](shelf, item)
    return ProposalDraft(
        trigger=Trigger(item.trigger),
        action=Action(item.action),
        reason=item.reason,
        happened_on=item.happened_on,
        **subject,
    )


def _inclusion(shelf: Shelf, item: ProposalContent) -> dict[str, Any]:
    content = shelf.registers.processes[item.process]
    values = process_values(shelf, content)
    plain = {name: getattr(values, name) for name in ("title", "object_kind", "scope", "reach", "result")}
    rows = {
        "group": values.group.pk,
        "unit": shelf.units[content.unit].pk,
        "term": asdict(values.term),
        "bases": [asdict(basis) for basis in values.bases],
        "basis": content.inclusion_basis,
    }
    return {"becomes": plain | rows}


def _exclusion(shelf: Shelf, item: ProposalContent) -> dict[str, Any]:
    basis = shelf.registers.processes[item.process].exclusion_basis
    return {"process": shelf.processes[item.process], "becomes": {"basis": basis}}


def _touchpoint(shelf: Shelf, item: ProposalContent) -> dict[str, Any]:
    touchpoint = shelf.touchpoints[item.touchpoint]
    content = replace(
        touchpoint_content(touchpoint), name=item.name, channel_id=shelf.channels[item.channel].pk
    )
    return {"touchpoint": touchpoint, "becomes": content.as_json()}


def _new_row(shelf: Shelf, item: ProposalContent) -> dict[str, Any]:
    says = row_values(item.interactions, item.peculiarities, item.bases).as_json()
    place = shelf.touchpoints.get(item.touchpoint)
    if place is not None:
        where: dict[str, Any] = {"touchpoint": place.pk}
    else:
        content = shelf.registers.touchpoints[item.touchpoint]
        where = {"new_touchpoint": touchpoint_values(shelf, content).as_json()}
    return {"process": shelf.processes[item.process], "becomes": says | where}


def _changed_row(shelf: Shelf, item: ProposalContent) -> dict[str, Any]:
    row = shelf.rows[item.process, item.touchpoint]
    held = shelf.registers.links[item.process, item.touchpoint]
    says = row_values(
        item.interactions, item.peculiarities or held.peculiarities, item.bases or held.bases
    ).as_json()
    return {"row": row, "becomes": says | {"touchpoint": row.touchpoint_id}}


def _removed_row(shelf: Shelf, item: ProposalContent) -> dict[str, Any]:
    return {"row": shelf.rows[item.process, item.touchpoint], "becomes": {}}


_SUBJECTS: dict[Action, Callable[[Shelf, ProposalContent], dict[str, Any]]] = {
    Action.INCLUDE_PROCESS: _inclusion,
    Action.EXCLUDE_PROCESS: _exclusion,
    Action.CHANGE_TOUCHPOINT: _touchpoint,
    Action.ADD_LINK: _new_row,
    Action.CHANGE_LINK: _changed_row,
    Action.REMOVE_LINK: _removed_row,
}
