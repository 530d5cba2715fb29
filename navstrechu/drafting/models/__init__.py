"""Models of drafting, one module an aggregate."""

from navstrechu.drafting.models.agreement import AgreementRound, Visa
from navstrechu.drafting.models.drafts import Draft, DraftTarget, DraftVersion
from navstrechu.drafting.models.templates import (
    NumberCounter,
    NumberMask,
    PhraseForms,
    PrintedLayout,
    TextTemplate,
)
from navstrechu.drafting.models.texts import ActText

__all__ = [
    "ActText",
    "AgreementRound",
    "Draft",
    "DraftTarget",
    "DraftVersion",
    "NumberCounter",
    "NumberMask",
    "PhraseForms",
    "PrintedLayout",
    "TextTemplate",
    "Visa",
]
