"""States of an invitation. Expired is no state: it follows from the day."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.workflow.flow import Flow, Owner, Transition


class InvitationStatus(StrEnum):
    """Where an invitation stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


INVITATION = Flow(
    name="invitation",
    initial=InvitationStatus.OPEN,
    labels={
        InvitationStatus.OPEN: _("ждёт ответа"),
        InvitationStatus.ACCEPTED: _("принято"),
        InvitationStatus.WITHDRAWN: _("отозвано"),
    },
    transitions=(
        Transition(
            name="accept",
            sources=frozenset({InvitationStatus.OPEN}),
            target=InvitationStatus.ACCEPTED,
            owner=Owner.REVIEWER,
            verb="invitation_accepted",
        ),
        Transition(
            name="reissue",
            sources=frozenset({InvitationStatus.OPEN}),
            target=InvitationStatus.OPEN,
            owner=Owner.AUTHOR,
            verb="invitation_reissued",
        ),
        Transition(
            name="withdraw",
            sources=frozenset({InvitationStatus.OPEN}),
            target=InvitationStatus.WITHDRAWN,
            owner=Owner.AUTHOR,
            verb="invitation_withdrawn",
        ),
    ),
)


def invitation_statuses() -> list[tuple[str, object]]:
    """States with their words; a callable, so that a new word makes no migration."""
    return [(state, label) for state, label in INVITATION.labels.items()]
