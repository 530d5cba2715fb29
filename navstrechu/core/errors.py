"""The domain errors. Each carries the Russian sentence that the user reads."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navstrechu.core.findings import Findings


class DomainError(Exception):
    """A refusal in the language of the user: ``message`` is shown as it is.

    ``field`` names what the sentence is about, so that a form can mark it.
    """

    def __init__(self, message: object, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """The person may not do this (403)."""


class StaleObject(DomainError):
    """Somebody else has changed the object since it was opened (409).

    ``mine`` and ``theirs`` map a field's label to the two texts, so that both can be shown side by side.
    """

    def __init__(
        self, message: object, *, mine: dict[str, str] | None = None, theirs: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.mine = mine or {}
        self.theirs = theirs or {}


class Conflict(DomainError):
    """The request contradicts what is already stored (409)."""


class InputRefused(DomainError):
    """What was given cannot be accepted (422, exit status 2); ``problems`` lists the places."""

    def __init__(self, message: object, problems: Sequence[str] = (), *, field: str = "") -> None:
        super().__init__(message, field=field)
        self.problems = tuple(problems)


class HasFindings(DomainError):
    """Findings of blocking level forbid the step (422)."""

    def __init__(self, findings: "Findings") -> None:
        super().__init__(" ".join(str(finding.message) for finding in findings))
        self.findings = findings
