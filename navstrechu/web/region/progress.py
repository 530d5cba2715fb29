"""How far the agencies of a region are: for each the state of its roadmap on a day, reduced to a row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from navstrechu.organisation.models import Agency
from navstrechu.roadmap.measure_kinds import STAGES, MeasureKind
from navstrechu.roadmap.progress import FINISHED, MOST_PRESSING_FIRST, MeasureState
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState, roadmap_state


@dataclass(frozen=True, slots=True)
class StageCell:
    """The measures of one stage in one agency: the most pressing state and how many are done."""

    kind: MeasureKind
    state: MeasureState | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class AgencyProgress:
    """A row of the region's matrix; ``state`` is None where the agency has no roadmap yet."""

    agency: Agency
    state: RoadmapState | None
    cells: tuple[StageCell, ...]

    @property
    def total(self) -> int:
        return len(self.state.measures) if self.state else 0

    @property
    def done(self) -> int:
        return sum(self.count(state) for state in FINISHED)

    @property
    def overdue(self) -> int:
        return self.count(MeasureState.OVERDUE)

    @property
    def at_risk(self) -> int:
        return self.count(MeasureState.AT_RISK)

    def count(self, state: MeasureState) -> int:
        """How many of its measures stand in the state."""
        return self.state.counts[state] if self.state else 0


def region_progress(agencies: Sequence[Agency], *, on: date) -> list[AgencyProgress]:
    """One row for each agency, those with the most overdue measures first."""
    rows = [_agency_progress(agency, on) for agency in agencies]
    return sorted(rows, key=lambda row: (-row.overdue, -row.at_risk, row.agency.short_name, row.agency.pk))


def _agency_progress(agency: Agency, on: date) -> AgencyProgress:
    roadmap = current_roadmap(agency)
    if roadmap is None:
        return AgencyProgress(agency, None, ())
    state = roadmap_state(roadmap, on=on)
    return AgencyProgress(agency, state, tuple(_cell(kind, state.measures) for kind in STAGES))


def _cell(kind: MeasureKind, measures: Sequence[MeasureStateOn]) -> StageCell:
    states = Counter(measure.state for measure in measures if measure.kind == kind)
    pressing = next((state for state in MOST_PRESSING_FIRST if states[state]), None)
    return StageCell(kind, pressing, sum(states[state] for state in FINISHED), states.total())


def counts_of(rows: Sequence[AgencyProgress]) -> Counter[MeasureState]:
    """Measures of all agencies by state."""
    total: Counter[MeasureState] = Counter()
    for row in rows:
        if row.state:
            total.update(row.state.counts)
    return total
