"""When work on each measure runs: from its noted or probable beginning to its end. Pure.

A plan prints only due dates. Where nobody noted a beginning, work can have begun when the results that it
needs were there, or by the plan were to be there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from navstrechu.roadmap.dependencies import Inputs, inputs_of
from navstrechu.roadmap.queries.state import MeasureStateOn


@dataclass(frozen=True, slots=True)
class Span:
    """The time of one measure; ``is_noted`` tells a beginning that somebody noted from a probable one.

    ``inputs`` are the measures whose results it needs.
    """

    measure: MeasureStateOn
    starts_on: date
    is_noted: bool
    inputs: tuple[MeasureStateOn, ...]

    @property
    def ends_on(self) -> date:
        """The day on which the last document was registered, else the deadline."""
        return self.measure.progress.done_on or self.measure.progress.deadline

    @property
    def within_group(self) -> tuple[MeasureStateOn, ...]:
        """Inputs of the same section: the general measures feed every group and are not drawn to each."""
        return tuple(found for found in self.inputs if found.section == self.measure.section)


def schedule(measures: Iterable[MeasureStateOn], *, begins_on: date) -> list[Span]:
    """The time of each measure, in their order; the plan itself runs from ``begins_on``, its approval."""
    known = list(measures)
    return _Schedule(inputs_of(known), begins_on).spans(known)


class _Schedule:
    """Looks beginnings up along the inputs, each once."""

    def __init__(self, inputs: Inputs, begins_on: date) -> None:
        self.inputs, self.begins_on = inputs, begins_on
        self.found: dict[str, date] = {}

    def spans(self, measures: list[MeasureStateOn]) -> list[Span]:
        return [
            Span(one, self._start(one), one.started_on is not None, self.inputs[one.number])
            for one in measures
        ]

    def _start(self, measure: MeasureStateOn) -> date:
        if measure.number not in self.found:
            self.found[measure.number] = measure.started_on or self._probable(measure)
        return self.found[measure.number]

    def _probable(self, measure: MeasureStateOn) -> date:
        """After the last input that ends before the measure does; together with inputs that end with it."""
        end = measure.progress.done_on or measure.progress.deadline
        days = [self.begins_on]
        for needed in self.inputs[measure.number]:
            ready = needed.progress.done_on or needed.progress.deadline
            days.append(ready if ready < end else self._start(needed))
        # An input that came after the document itself says nothing of its beginning.
        return max(day for day in [*days, min(self.begins_on, end)] if day <= end)
