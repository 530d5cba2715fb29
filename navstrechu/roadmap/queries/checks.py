"""Findings about the live plan."""

from datetime import date

from navstrechu.core.calendar import UnknownYear, WorkingCalendar
from navstrechu.core.findings import Findings
from navstrechu.organisation.queries import calendar_of
from navstrechu.roadmap.models import Roadmap
from navstrechu.roadmap.queries.plan import current_plan
from navstrechu.roadmap.rules import plan_findings


def plan_checks(roadmap: Roadmap, *, on: date) -> Findings:
    """Everything that the checks point out in the plan with the due dates in force on the day."""
    calendar = calendar_of(roadmap.agency)
    return plan_findings(current_plan(roadmap, on=on), lambda day: _is_day_off(calendar, day))


def _is_day_off(calendar: WorkingCalendar, day: date) -> bool | None:
    """None where the year has no production calendar."""
    try:
        return calendar.is_day_off(day)
    except UnknownYear:
        return None
