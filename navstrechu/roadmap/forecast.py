"""What will be late if work goes on at its usual pace. Pure.

Not an official method: the usual length of each kind of work is taken from what the agency has finished, else
from its plan, and the agency may set its own. The forecast is the earliest day on which a measure can be done
when it is worked on from the shown day, after the results that it needs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from statistics import median

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.roadmap.schedule import Span

# One finished work is an accident, two begin to be a habit.
FEWEST_FINISHED = 2


class Basis(StrEnum):
    """Where the usual length of a work comes from, the strongest first."""

    SET = "set"
    FINISHED = "finished"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class TypicalLength:
    """How many working days a kind of work usually takes; ``sample`` is the number of measures behind it."""

    kind: str
    working_days: int
    basis: Basis
    sample: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a measure can be done. ``late_by`` counts working days after the deadline, 0 when in time.

    ``waits_for`` are the numbers of unfinished inputs that hold it; ``left`` is the work that is left.
    """

    measure: MeasureStateOn
    expected_on: date
    late_by: int
    left: int
    waits_for: tuple[str, ...]

    @property
    def is_late(self) -> bool:
        return self.late_by > 0

    @property
    def will_be_late(self) -> bool:
        """Whether it is not overdue yet but will be: what somebody can still do something about."""
        return self.is_late and self.measure.state is not MeasureState.OVERDUE


def typical_lengths(
    spans: Iterable[Span], settings: Mapping[str, int], calendar: WorkingCalendar
) -> dict[str, TypicalLength]:
    """The usual length of each kind that the plan has, at least one day.

    What the agency has set ({kind: working days}), else the median of at least two finished measures,
    else the median of the plan.
    """
    finished: dict[str, list[int]] = defaultdict(list)
    planned: dict[str, list[int]] = defaultdict(list)
    for span in spans:
        if not span.measure.kind:
            continue
        planned[span.measure.kind].append(
            calendar.working_days_between(span.starts_on, span.measure.progress.deadline)
        )
        if span.measure.progress.done_on is not None:
            finished[span.measure.kind].append(calendar.working_days_between(span.starts_on, span.ends_on))
    return {kind: _length(kind, settings, finished[kind], planned[kind]) for kind in planned}


def _length(kind: str, settings: Mapping[str, int], finished: list[int], planned: list[int]) -> TypicalLength:
    if kind in settings:
        return TypicalLength(kind, settings[kind], Basis.SET)
    if len(finished) >= FEWEST_FINISHED:
        return TypicalLength(kind, _middle(finished), Basis.FINISHED, len(finished))
    return TypicalLength(kind, _middle(planned), Basis.PLAN, len(planned))


def _middle(lengths: list[int]) -> int:
    return max(1, ceil(median(lengths)))


def forecasts(
    spans: Iterable[Span], lengths: Mapping[str, TypicalLength], *, on: date, calendar: WorkingCalendar
) -> dict[str, Forecast]:
    """The forecast of each unfinished measure of a known kind, by number, in the order of the plan."""
    return _Outlook({span.measure.number: span for span in spans}, lengths, on, calendar).all()


class _Outlook:
    """Works the inputs out before what needs them; the table of inputs has no circles."""

    def __init__(
        self,
        spans: Mapping[str, Span],
        lengths: Mapping[str, TypicalLength],
        on: date,
        calendar: WorkingCalendar,
    ) -> None:
        self.spans, self.lengths, self.on, self.calendar = spans, lengths, on, calendar
        self.done: dict[str, Forecast | None] = {}

    def all(self) -> dict[str, Forecast]:
        found = ((number, self._forecast(number)) for number in self.spans)
        return {number: forecast for number, forecast in found if forecast is not None}

    def _forecast(self, number: str) -> Forecast | None:
        if number not in self.done:
            self.done[number] = self._worked_out(self.spans[number])
        return self.done[number]

    def _worked_out(self, span: Span) -> Forecast | None:
        measure = span.measure
        if measure.progress.is_finished or measure.kind not in self.lengths:
            return None
        waiting = [found for one in span.inputs if (found := self._forecast(one.number)) is not None]
        ready = max((one.expected_on for one in waiting), default=self.on)
        left = self._left(span)
        expected = self._expected(span, ready, left)
        return Forecast(
            measure=measure,
            expected_on=expected,
            late_by=self.calendar.working_days_between(measure.progress.deadline, expected),
            left=left,
            waits_for=tuple(one.measure.number for one in waiting),
        )

    def _expected(self, span: Span, ready: date, left: int) -> date:
        """Begun work goes on beside its inputs and needs a day with their results; other follows them."""
        after = self.calendar.after_working_days
        if span.is_noted and ready > self.on:
            return max(after(self.on, left), after(ready, 1))
        return after(max(self.on, ready), left)

    def _left(self, span: Span) -> int:
        """Working days of work that are left: of the usual length the part without documents, less the days
        already worked. At least one: what is not registered is not done."""
        progress = span.measure.progress
        usual = self.lengths[span.measure.kind].working_days
        missing = 1 - progress.results_met / progress.results_required if progress.results_required else 1
        spent = self.calendar.working_days_between(span.starts_on, self.on) if span.is_noted else 0
        return max(1, min(ceil(usual * missing), usual - spent))
