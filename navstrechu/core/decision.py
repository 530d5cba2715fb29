"""A reasoned answer to «may this person do that?»."""

from dataclasses import dataclass

from navstrechu.core.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Decision:
    """Truthy when allowed; otherwise ``reason`` is the sentence for the user, in a tooltip or on page 403."""

    allowed: bool
    reason: object = ""

    def __bool__(self) -> bool:
        return self.allowed

    def __and__(self, other: "Decision") -> "Decision":
        return other if self.allowed else self

    def __or__(self, other: "Decision") -> "Decision":
        return self if self.allowed else other

    def require(self) -> None:
        """Pass when allowed, else raise NotAllowed with the reason."""
        if not self.allowed:
            raise NotAllowed(self.reason)


ALLOWED = Decision(allowed=True)


def denied(reason: object) -> Decision:
    """A refusal with its sentence."""
    return Decision(allowed=False, reason=reason)


def allowed_if(condition: bool, reason: object) -> Decision:
    """Allowed when the condition holds, else refused with ``reason``."""
    return ALLOWED if condition else denied(reason)
