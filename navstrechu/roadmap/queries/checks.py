"""Findings about the live plan."""

from datetime import date
from functools import lru_cache

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.core.findings import Findings
from navstrechu.organisation.queries import calendar_of
from navstrechu.roadmap.models import Roadmap
from navstrechu.roadmap.queries.plan import current_plan
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap, ReadSection, ResultKind
from navstrechu.roadmap.rules import plan_findings


def plan_checks(roadmap: Roadmap, *, on: date) -> Findings:
    """Everything that the checks point out in the plan with the due dates in force on the day."""
    return _checked(current_plan(roadmap, on=on), calendar_of(roadmap.agency))


def state_checks(state: RoadmapState, calendar: WorkingCalendar) -> Findings:
    """The same for a state that a page has already read, without a query."""
    measures = tuple(_read(measure) for measure in state.measures)
    sections = tuple(ReadSection(section.number, section.title) for section in state.sections)
    return _checked(ReadRoadmap((), sections, measures), calendar)


def _read(measure: MeasureStateOn) -> ReadMeasure:
    return ReadMeasure(
        number=measure.number,
        section=measure.section,
        title=measure.title,
        due=measure.due_on,
        responsible=measure.responsible.title,
        co_executors=tuple(post.title for post in measure.co_executors),
        results=tuple(
            ReadResult(ResultKind(result.kind), result.text, result.attachment) for result in measure.results
        ),
        quota_percent=measure.quota_percent,
    )


def _checked(plan: ReadRoadmap, calendar: WorkingCalendar) -> Findings:
    days = frozenset(measure.due for measure in plan.measures)
    return _findings(plan, tuple(sorted((day, _is_day_off(calendar, day)) for day in days)))


@lru_cache(maxsize=32)
def _findings(plan: ReadRoadmap, days_off: tuple[tuple[date, bool | None], ...]) -> Findings:
    """Kept by content: the texts of a plan change rarely, and reading them costs more than the page."""
    return plan_findings(plan, dict(days_off).get)


def _is_day_off(calendar: WorkingCalendar, day: date) -> bool | None:
    """None where the year has no production calendar."""
    return calendar.is_day_off(day) if calendar.knows(day) else None
