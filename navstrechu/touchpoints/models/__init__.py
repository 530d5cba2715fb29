"""Models of the register of touchpoints, one module an aggregate."""

from navstrechu.touchpoints.models.drafts import RegisterDraft
from navstrechu.touchpoints.models.links import Basis, Interaction, ProcessTouchpoint, SharedPeculiarity
from navstrechu.touchpoints.models.proposals import ChangeProposal, RegisterSettings, UpdateTask
from navstrechu.touchpoints.models.touchpoints import Touchpoint

__all__ = [
    "Basis",
    "ChangeProposal",
    "Interaction",
    "ProcessTouchpoint",
    "RegisterDraft",
    "RegisterSettings",
    "SharedPeculiarity",
    "Touchpoint",
    "UpdateTask",
]
