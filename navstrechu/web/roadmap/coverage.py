"""The coverage of a measure by live registers, as its page shows it."""

from dataclasses import dataclass

from navstrechu.organisation.models import Agency
from navstrechu.roadmap.queries.coverage import measure_coverage
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState
from navstrechu.touchpoints.queries.coverage import CoverageLine
from navstrechu.web.touchpoints.mending import mending_url

_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class CoverageShown:
    """A line with links that mend what is missing; ``more`` is how many are not named."""

    line: CoverageLine
    missing: tuple[tuple[object, str], ...]
    more: int


def coverage_shown(agency: Agency, state: RoadmapState, measure: MeasureStateOn) -> list[CoverageShown]:
    """What the registers give for the measure on the shown day; empty for works without data."""
    lines = measure_coverage(agency, kind=measure.kind or "", section=measure.section, on=state.on)
    return [_shown(agency, line) for line in lines]


def _shown(agency: Agency, line: CoverageLine) -> CoverageShown:
    named = line.missing[:_MOST_NAMED]
    links = tuple((finding.message, mending_url(agency.code, finding)) for finding in named)
    return CoverageShown(line, links, len(line.missing) - len(named))
