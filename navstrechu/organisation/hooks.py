"""Questions that the organisation asks of the apps above it; they register their answers in `ready()`."""

from collections.abc import Callable, Iterable

from navstrechu.core.findings import Finding, Findings
from navstrechu.organisation.models import Post

PostVeto = Callable[[Post], Iterable[Finding]]

_post_vetoes: list[PostVeto] = []


def register_post_veto(veto: PostVeto) -> None:
    """Let an app object to the abolition of a post that it still needs."""
    if veto not in _post_vetoes:
        _post_vetoes.append(veto)


def post_findings(post: Post) -> Findings:
    """What stands against abolishing the post."""
    return Findings.of(finding for veto in _post_vetoes for finding in veto(post))
