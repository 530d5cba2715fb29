"""The plan in time: spans, usual lengths of work, the forecast, from the state of a day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from navstrechu.organisation.models import Agency
from navstrechu.roadmap.forecast import Forecast, TypicalLength, forecasts, typical_lengths
from navstrechu.roadmap.models import Roadmap, TypicalTerm
from navstrechu.roadmap.queries.state import RoadmapState
from navstrechu.roadmap.schedule import Span, schedule


@dataclass(frozen=True)
class Outlook:
    """A plan in time; everything is counted from the state of its day."""

    state: RoadmapState
    begins_on: date
    settings: dict[str, int]

    @cached_property
    def spans(self) -> list[Span]:
        return schedule(self.state.measures, begins_on=self.begins_on)

    @cached_property
    def lengths(self) -> dict[str, TypicalLength]:
        return typical_lengths(self.spans, self.settings, self.state.rules.calendar)

    @cached_property
    def forecasts(self) -> dict[str, Forecast]:
        """By number; finished measures and works of no known kind have none."""
        return forecasts(self.spans, self.lengths, on=self.state.on, calendar=self.state.rules.calendar)

    @cached_property
    def late(self) -> list[Forecast]:
        """What is in time today and will not be, the earliest deadline first."""
        found = [one for one in self.forecasts.values() if one.will_be_late]
        return sorted(found, key=lambda one: one.measure.progress.deadline)


def outlook_of(state: RoadmapState) -> Outlook:
    """The plan of a state in time, in two queries."""
    return Outlook(state, begins_on(state.roadmap), set_terms(state.roadmap.agency))


def begins_on(roadmap: Roadmap) -> date:
    """The day on which the first edition was approved: nothing of the plan began before it."""
    approved = roadmap.editions.order_by("approved_on").values_list("approved_on", flat=True).first()
    return approved or roadmap.created_at.date()


def set_terms(agency: Agency) -> dict[str, int]:
    """Usual lengths that the agency has set itself, {kind: working days}."""
    return dict(TypicalTerm.objects.filter(agency=agency).values_list("kind", "working_days"))
