"""Models of the roadmap, one module an aggregate."""

from navstrechu.roadmap.models.editions import ImportDraft, RoadmapEdition
from navstrechu.roadmap.models.evidence import DueDateDecision, ResultDocument
from navstrechu.roadmap.models.feeds import CalendarFeed, FeedScope
from navstrechu.roadmap.models.forecast import TypicalTerm
from navstrechu.roadmap.models.origins import RoadmapOrigin
from navstrechu.roadmap.models.plan import CoExecutor, Measure, RequiredResult, Roadmap, Section

__all__ = [
    "CalendarFeed",
    "CoExecutor",
    "DueDateDecision",
    "FeedScope",
    "ImportDraft",
    "Measure",
    "RequiredResult",
    "ResultDocument",
    "Roadmap",
    "RoadmapEdition",
    "RoadmapOrigin",
    "Section",
    "TypicalTerm",
]
