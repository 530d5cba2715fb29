"""Letters that bring invitations, in the transaction in which the link is known; void ones do not leave."""

from datetime import datetime

from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.notices.kinds import path_of
from navstrechu.notices.letters import invitation_letter
from navstrechu.notices.services.outbox import drop_unsent, queue_to_address
from navstrechu.organisation import hooks
from navstrechu.organisation.models import Invitation

PLACE = "organisation.invitation"


def register() -> None:
    """Offer to bring invitations, and hear when one is over."""
    hooks.register_messenger(bring)
    for verb in ("invitation_reissued", "invitation_withdrawn", "invitation_accepted"):
        listeners.register(verb, _forget)


def bring(invitation: Invitation, secret: str, at: datetime) -> None:
    """Queue the letter with the link; without an address the inviter hands the link over."""
    if not invitation.email:
        return
    letter = invitation_letter(invitation, path_of(PLACE, invitation.agency.code, secret))
    key = f"{_key(invitation.pk)}{invitation.version}"
    queue_to_address(invitation.agency, invitation.email, key=key, letter=letter, at=at)


def _forget(event: Event) -> None:
    drop_unsent(_key(event.subject_id))


def _key(pk: int | str) -> str:
    return f"invitation:{pk}:"
