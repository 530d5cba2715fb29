"""Questions that the organisation asks of the apps above it; they register their answers in `ready()`."""

from collections.abc import Callable, Iterable
from datetime import datetime

from navstrechu.core.findings import Finding, Findings
from navstrechu.organisation.models import Invitation, Post

PostVeto = Callable[[Post], Iterable[Finding]]
Messenger = Callable[[Invitation, str, datetime], None]

_post_vetoes: list[PostVeto] = []
_messengers: list[Messenger] = []


def register_post_veto(veto: PostVeto) -> None:
    """Let an app object to the abolition of a post that it still needs."""
    if veto not in _post_vetoes:
        _post_vetoes.append(veto)


def post_findings(post: Post) -> Findings:
    """What stands against abolishing the post."""
    return Findings.of(finding for veto in _post_vetoes for finding in veto(post))


def register_messenger(messenger: Messenger) -> None:
    """Let an app hand the secret of an invitation to whom it is for: it is known only at this moment."""
    if messenger not in _messengers:
        _messengers.append(messenger)


def hand_over(invitation: Invitation, secret: str, at: datetime) -> None:
    """Give the invitation with its secret to whoever delivers it."""
    for messenger in _messengers:
        messenger(invitation, secret, at)
