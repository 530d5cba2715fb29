"""Questions that documents ask of the apps above; they register their answers in `ready()`."""

from collections.abc import Callable, Iterable

from navstrechu.acts.models import Act
from navstrechu.core.findings import Finding, Findings

ActVeto = Callable[[Act], Iterable[Finding]]

_annulment_vetoes: list[ActVeto] = []
_repeal_doubts: list[ActVeto] = []


def register_annulment_veto(veto: ActVeto) -> None:
    """Let an app object to the annulment of a document that something in force rests on."""
    if veto not in _annulment_vetoes:
        _annulment_vetoes.append(veto)


def register_repeal_doubt(doubt: ActVeto) -> None:
    """Let an app say what would lose its ground if the document were repealed."""
    if doubt not in _repeal_doubts:
        _repeal_doubts.append(doubt)


def repeal_findings(act: Act) -> Findings:
    """What to think of before repealing the document."""
    return Findings.of(finding for doubt in _repeal_doubts for finding in doubt(act))


def act_findings(act: Act) -> Findings:
    """What stands against annulling the document."""
    return Findings.of(finding for veto in _annulment_vetoes for finding in veto(act))
