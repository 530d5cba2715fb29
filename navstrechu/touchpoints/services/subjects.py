"""How the history names touchpoints, rows and proposals."""

from navstrechu.core.text.language import in_official_language
from navstrechu.history.services import Subject
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint


def touchpoint_subject(touchpoint: Touchpoint) -> Subject:
    """A touchpoint by its name."""
    return Subject("touchpoints.touchpoint", str(touchpoint.pk), touchpoint.name)


def row_subject(link: ProcessTouchpoint) -> Subject:
    """A row by process and touchpoint; it hangs on the process."""
    return Subject(
        "touchpoints.row",
        str(link.pk),
        f"{link.process.title} – {link.touchpoint.name}",
        parent=("processes.process", str(link.process_id)),
    )


@in_official_language
def proposal_subject(proposal: ChangeProposal) -> Subject:
    """A proposal by its number."""
    return Subject("touchpoints.proposal", str(proposal.pk), str(proposal))
