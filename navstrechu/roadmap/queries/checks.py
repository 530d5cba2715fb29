"""Findings about the plan as it stands on a day."""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.core.findings import Findings
from navstrechu.organisation.queries import calendar_of
from navstrechu.roadmap.models import Roadmap
from navstrechu.roadmap.queries.plan import plan_of
from navstrechu.roadmap.queries.state import RoadmapState, roadmap_state
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.roadmap.rules import plan_findings


def plan_checks(roadmap: Roadmap, *, on: date) -> Findings:
    """Everything that the checks point out in the plan as it stood on the day."""
    return state_checks(roadmap_state(roadmap, on=on), calendar_of(roadmap.agency))


def state_checks(state: RoadmapState, calendar: WorkingCalendar) -> Findings:
    """The same for a state that a page has already read, without a query."""
    return _checked(plan_of(state), calendar)


def _checked(plan: ReadRoadmap, calendar: WorkingCalendar) -> Findings:
    days = frozenset(measure.due for measure in plan.measures)
    return _findings(plan, tuple(sorted((day, calendar.day_off(day)) for day in days)), get_language())


@lru_cache(maxsize=32)
def _findings(
    plan: ReadRoadmap, days_off: tuple[tuple[date, bool | None], ...], language: str | None
) -> Findings:
    """Kept by content: the texts of a plan change rarely, and reading them costs more than the page."""
    return plan_findings(plan, dict(days_off).get)
