"""What is wrong with an object: a list of sentences with places, never just «invalid»."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from navstrechu.core.errors import HasFindings


class Level(StrEnum):
    """A blocker stops the next step, a warning is only shown."""

    BLOCKER = "blocker"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one place; ``subject`` is what the page links to (a measure's number, a row's id).

    ``source`` names the clause or document that the rule comes from.
    """

    code: str
    message: object
    subject: str = ""
    level: Level = Level.WARNING
    source: object = ""


class Findings(tuple[Finding, ...]):
    """An ordered list of findings."""

    __slots__ = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Findings":
        """Collect findings from any iterable."""
        return cls(findings)

    @property
    def blockers(self) -> "Findings":
        return Findings(finding for finding in self if finding.level is Level.BLOCKER)

    def about(self, subject: str) -> "Findings":
        """Those that concern one place."""
        return Findings(finding for finding in self if finding.subject == subject)

    def require_no_blockers(self) -> None:
        """Raise HasFindings with the blockers, if there are any; warnings never stop anybody."""
        if self.blockers:
            raise HasFindings(self.blockers)
