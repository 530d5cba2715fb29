"""Models of the roadmap, one module an aggregate."""

from navstrechu.roadmap.models.editions import ImportDraft, RoadmapEdition
from navstrechu.roadmap.models.evidence import DueDateDecision, ResultDocument
from navstrechu.roadmap.models.plan import CoExecutor, Measure, RequiredResult, Roadmap, Section

__all__ = [
    "CoExecutor",
    "DueDateDecision",
    "ImportDraft",
    "Measure",
    "RequiredResult",
    "ResultDocument",
    "Roadmap",
    "RoadmapEdition",
    "Section",
]
