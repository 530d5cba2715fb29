"""Agreement on the page of a draft: the approval sheet, and the visas that wait for the reader."""

from dataclasses import dataclass
from typing import Any

from navstrechu.drafting import permissions
from navstrechu.drafting.models import Draft, Visa
from navstrechu.drafting.queries.agreement import SheetRound, rounds
from navstrechu.drafting.vocabulary import VISA_ORDERS, VisaOrder
from navstrechu.organisation.queries import own_posts
from navstrechu.web.drafting.shown import today_of
from navstrechu.web.shell.requests import AgencyRequest


@dataclass(frozen=True, slots=True)
class ShownRound:
    """A round with the words of its order."""

    sheet: SheetRound
    order: object


def agreement_region(request: AgencyRequest, draft: Draft) -> dict[str, Any]:
    """Context of drafting/agreement_region.html."""
    found = rounds(draft, today_of(request))
    return {
        "agreement_rounds": [ShownRound(one, VISA_ORDERS[VisaOrder(one.round.order)]) for one in found],
        "own_visas": _own_visas(request, draft, found),
        "can_pass_on": bool(permissions.can_edit_draft(request.user, draft)),
    }


def _own_visas(request: AgencyRequest, draft: Draft, found: tuple[SheetRound, ...]) -> list[Visa]:
    """Those of the open round that the person can put now."""
    waiting = [line.visa for line in found[0].lines if line.is_waiting] if found else []
    if not waiting:
        return []
    posts = own_posts(request.user, request.agency, today_of(request))
    return [visa for visa in waiting if permissions.can_decide_visa(request.user, visa, posts)]
