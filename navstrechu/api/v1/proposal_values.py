"""Proposals turned into their shapes: what is stored by ids, as a body would say it."""

from collections.abc import Mapping
from typing import Any

from navstrechu.api.v1.proposal_shapes import (
    PlaceContentShape,
    ProposalShape,
    ProposedProcessShape,
    ProposedShape,
    RowContentShape,
)
from navstrechu.api.v1.register_shapes import LegalBasisShape
from navstrechu.api.v1.register_values import basis_shapes, interaction_shapes, named_process, unit_shape
from navstrechu.touchpoints.models import ChangeProposal
from navstrechu.touchpoints.values import RowContent, TouchpointContent
from navstrechu.touchpoints.vocabulary import Action, Trigger
from navstrechu.touchpoints.workflow import Status

_OF_ROWS = (Action.ADD_LINK, Action.CHANGE_LINK, Action.REMOVE_LINK)
_PLAIN = ("title", "object_kind", "scope", "reach", "result")


def proposal_shape(proposal: ChangeProposal, groups: Mapping[int, int]) -> ProposalShape:
    """A proposal as `proposals_of` reads it; ``groups`` gives each group of processes its number."""
    return ProposalShape(
        id=proposal.pk,
        number=proposal.number,
        action=Action(proposal.action).value,
        trigger=Trigger(proposal.trigger).value,
        status=Status(proposal.status).value,
        author=proposal.author_name,
        unit=unit_shape(proposal.unit),
        process=named_process(proposal.process) if proposal.process else None,
        row=proposal.link_id,
        touchpoint=proposal.touchpoint_id,
        was=_proposed(proposal, proposal.was, groups),
        becomes=_proposed(proposal, proposal.becomes, groups),
        reason=proposal.reason,
        happened_on=proposal.happened_on,
        due_on=proposal.due_on,
        submitted_at=proposal.submitted_at,
        is_late=proposal.is_late,
        round=proposal.round,
        remark=proposal.remark,
        decided_by=proposal.decided_by_name,
        decided_at=proposal.decided_at,
        version=proposal.version,
    )


def _proposed(proposal: ChangeProposal, told: Mapping[str, Any], groups: Mapping[int, int]) -> ProposedShape:
    action = Action(proposal.action)
    place = told if action is Action.CHANGE_TOUCHPOINT else told.get("new_touchpoint")
    return ProposedShape(
        row=_row(told) if action in _OF_ROWS and told else None,
        touchpoint=told.get("touchpoint"),
        place=_place(place) if place else None,
        process=_process(told, groups) if action is Action.INCLUDE_PROCESS and told else None,
        basis=told.get("basis", ""),
    )


def _row(told: Mapping[str, Any]) -> RowContentShape:
    content = RowContent.from_json(told)
    return RowContentShape(
        interactions=interaction_shapes(content.interactions),
        peculiarities=content.peculiarities,
        bases=basis_shapes(content.bases),
    )


def _place(told: Mapping[str, Any]) -> PlaceContentShape:
    content = TouchpointContent.from_json(told)
    return PlaceContentShape(
        name=content.name,
        channel=content.channel_id,
        address=content.address,
        url=content.url,
        phone=content.phone,
        opening_hours=content.opening_hours,
        opening_exceptions=content.opening_exceptions,
        accessibility=content.accessibility,
        unit=content.unit_id,
        agreements=[
            LegalBasisShape(act=one.act, clause=one.clause, url=one.url) for one in content.agreements
        ],
    )


def _process(told: Mapping[str, Any], groups: Mapping[int, int]) -> ProposedProcessShape:
    plain = {name: str(told.get(name) or "") for name in _PLAIN}
    return ProposedProcessShape(group=groups.get(told.get("group") or 0), unit=told.get("unit"), **plain)
