"""Questions that documents ask of the apps above; they register their answers in `ready()`."""

from collections.abc import Callable, Iterable

from navstrechu.acts.models import Act
from navstrechu.core.findings import Finding, Findings

ActVeto = Callable[[Act], Iterable[Finding]]

_annulment_vetoes: list[ActVeto] = []


def register_annulment_veto(veto: ActVeto) -> None:
    """Let an app object to the annulment of a document that something in force rests on."""
    if veto not in _annulment_vetoes:
        _annulment_vetoes.append(veto)


def act_findings(act: Act) -> Findings:
    """What stands against annulling the document."""
    return Findings.of(finding for veto in _annulment_vetoes for finding in veto(act))
