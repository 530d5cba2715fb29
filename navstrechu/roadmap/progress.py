"""The state of a measure, computed from evidence alone. Pure.

A measure is done when each required result has a registered document; the day of the last one decides
whether it was in time. Days off move the deadline by the agency's rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.core.calendar import DayOffRule, WorkingCalendar


class MeasureState(StrEnum):
    """What the matrix and the table show."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_DOCUMENT = "awaiting_document"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"


STATE_LABELS = {
    MeasureState.NOT_STARTED: _("не начато"),
    MeasureState.IN_PROGRESS: _("в работе"),
    MeasureState.AWAITING_DOCUMENT: _("ожидает документа"),
    MeasureState.AT_RISK: _("под угрозой"),
    MeasureState.OVERDUE: _("просрочено"),
    MeasureState.DONE: _("выполнено"),
    MeasureState.DONE_LATE: _("выполнено с опозданием"),
}
FINISHED = frozenset({MeasureState.DONE, MeasureState.DONE_LATE})
# What asks for attention comes first: the order of sorting, and of what a cell of several measures shows.
MOST_PRESSING_FIRST = (
    MeasureState.OVERDUE,
    MeasureState.AT_RISK,
    MeasureState.AWAITING_DOCUMENT,
    MeasureState.IN_PROGRESS,
    MeasureState.NOT_STARTED,
    MeasureState.DONE_LATE,
    MeasureState.DONE,
)
LATE = frozenset({MeasureState.OVERDUE, MeasureState.AT_RISK})


@dataclass(frozen=True, slots=True)
class TermRules:
    """How the agency counts terms: its calendar, where a day off moves a deadline, when a term is close."""

    calendar: WorkingCalendar
    day_off_rule: DayOffRule
    risk_working_days: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a measure on a day.

    ``result_dates`` has the date of the earliest counted document for each required result, None where
    there is none; ``late_inputs`` are numbers of measures whose result this one needs and that are overdue.
    """

    due_on: date
    result_dates: Sequence[date | None]
    started_on: date | None = None
    late_inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """State with what it was computed from; ``working_days`` is to the deadline, negative when past."""

    state: MeasureState
    deadline: date
    done_on: date | None
    results_met: int
    results_required: int
    working_days: int
    late_inputs: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED


def progress_of(evidence: Evidence, *, on: date, rules: TermRules) -> Progress:
    """The state on a day. The due day itself is still in time; deadline and days count working days only."""
    deadline = rules.calendar.deadline(evidence.due_on, rules.day_off_rule)
    met = [day for day in evidence.result_dates if day is not None and day <= on]
    is_done = len(met) == len(evidence.result_dates) and bool(met)
    days = _working_days(on, deadline, rules.calendar)
    return Progress(
        state=_finished_state(max(met), deadline)
        if is_done
        else _open_state(evidence, bool(met), on, days, rules),
        deadline=deadline,
        done_on=max(met) if is_done else None,
        results_met=len(met),
        results_required=len(evidence.result_dates),
        working_days=days,
        late_inputs=() if is_done else evidence.late_inputs,
    )


def _finished_state(done_on: date, deadline: date) -> MeasureState:
    return MeasureState.DONE if done_on <= deadline else MeasureState.DONE_LATE


def _open_state(
    evidence: Evidence,
    has_some: bool,
    on: date,
    working_days: int,
    rules: TermRules,
) -> MeasureState:
    if on > rules.calendar.deadline(evidence.due_on, rules.day_off_rule):
        return MeasureState.OVERDUE
    if evidence.late_inputs or working_days <= rules.risk_working_days:
        return MeasureState.AT_RISK
    if has_some:
        return MeasureState.AWAITING_DOCUMENT
    has_started = evidence.started_on is not None and evidence.started_on <= on
    return MeasureState.IN_PROGRESS if has_started else MeasureState.NOT_STARTED


def _working_days(on: date, deadline: date, calendar: WorkingCalendar) -> int:
    if on <= deadline:
        return calendar.working_days_between(on, deadline)
    return -calendar.working_days_between(deadline, on)
