"""States of a proposal: a unit head submits, the coordinator decides on behalf of the responsible (3.3)."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.workflow.flow import Flow, Owner, Transition


class Status(StrEnum):
    """Where a proposal stands."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PROPOSAL = Flow(
    name="change_proposal",
    initial=Status.SUBMITTED,
    labels={
        Status.SUBMITTED: _("на рассмотрении"),
        Status.RETURNED: _("возвращено с замечанием"),
        Status.ACCEPTED: _("принято"),
        Status.REJECTED: _("отклонено"),
        Status.WITHDRAWN: _("отозвано автором"),
    },
    transitions=(
        Transition(
            name="return",
            sources=frozenset({Status.SUBMITTED}),
            target=Status.RETURNED,
            owner=Owner.REVIEWER,
            verb="proposal_returned",
            comment_required=True,
        ),
        Transition(
            name="resubmit",
            sources=frozenset({Status.RETURNED}),
            target=Status.SUBMITTED,
            owner=Owner.AUTHOR,
            verb="proposal_resubmitted",
        ),
        Transition(
            name="accept",
            sources=frozenset({Status.SUBMITTED}),
            target=Status.ACCEPTED,
            owner=Owner.REVIEWER,
            verb="proposal_accepted",
        ),
        Transition(
            name="reject",
            sources=frozenset({Status.SUBMITTED}),
            target=Status.REJECTED,
            owner=Owner.REVIEWER,
            verb="proposal_rejected",
            comment_required=True,
        ),
        Transition(
            name="withdraw",
            sources=frozenset({Status.SUBMITTED, Status.RETURNED}),
            target=Status.WITHDRAWN,
            owner=Owner.AUTHOR,
            verb="proposal_withdrawn",
        ),
    ),
)
OPEN = (Status.SUBMITTED, Status.RETURNED)


def statuses() -> list[tuple[str, object]]:
    """States with their words; a callable, so that a new word makes no migration."""
    return [(state, label) for state, label in PROPOSAL.labels.items()]
