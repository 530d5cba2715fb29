"""Reads of proposals and of what they would change."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content, touchpoint_content
from navstrechu.touchpoints.vocabulary import Action
from navstrechu.touchpoints.workflow import OPEN

GONE = -1
_ROW_ACTIONS = (Action.CHANGE_LINK, Action.REMOVE_LINK)


def proposals_of(agency: Agency) -> QuerySet[ChangeProposal]:
    """All proposals of an agency with what they speak of, the latest first."""
    found = ChangeProposal.objects.filter(agency=agency)
    return found.select_related(
        "agency", "author", "unit", "process__group", "link__touchpoint", "touchpoint"
    ).order_by("-submitted_at", "-pk")


def open_proposals(rows: Iterable[int]) -> dict[int, int]:
    """Proposals that wait for a decision or a correction, {row id: proposal id}, the latest of each; one
    query."""
    found = ChangeProposal.objects.filter(link__in=list(rows), status__in=OPEN).order_by("pk")
    return dict(found.values_list("link_id", "pk"))


def live_content(proposal: ChangeProposal) -> dict[str, Any]:
    """What the register says now of the thing proposed to change; empty for an addition."""
    if proposal.action in _ROW_ACTIONS:
        row = ProcessTouchpoint.objects.get(pk=proposal.link_id or 0)
        return {"touchpoint": row.touchpoint_id, **row_content(row).as_json()}
    if proposal.action == Action.CHANGE_TOUCHPOINT:
        return touchpoint_content(Touchpoint.objects.get(pk=proposal.touchpoint_id or 0)).as_json()
    return {}


def live_version(proposal: ChangeProposal) -> int:
    """The version of that thing now; 0 for an addition, GONE for what left the registers."""
    if proposal.action in _ROW_ACTIONS:
        row = ProcessTouchpoint.objects.get(pk=proposal.link_id or 0)
        return GONE if row.removed_at else row.version
    if proposal.action == Action.CHANGE_TOUCHPOINT:
        touchpoint = Touchpoint.objects.get(pk=proposal.touchpoint_id or 0)
        return GONE if touchpoint.closed_on else touchpoint.version
    if proposal.action == Action.INCLUDE_PROCESS:
        return 0
    process = Process.objects.get(pk=proposal.process_id or 0)
    if process.excluded_on:
        return GONE
    return process.version if proposal.action == Action.EXCLUDE_PROCESS else 0
