"""Which measures need the results of which: the table of inputs applied to one plan. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from navstrechu.roadmap.measure_kinds import INPUTS, MeasureKind
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.roadmap.reading.tree import parent_number

Inputs = dict[str, tuple[MeasureStateOn, ...]]


def inputs_of(measures: Iterable[MeasureStateOn]) -> Inputs:
    """What each measure needs, {number: measures}; works of no known kind need nothing.

    A stage needs earlier stages of its own group and the general measures; a general measure may need the
    stage of every group (1.7 gathers 2.x.3).
    """
    known = _Known(measures)
    return {measure.number: tuple(known.needed_by(measure)) for measure in known.measures}


class _Known:
    """The measures by what they are and where they stand, so that none is compared with every other."""

    def __init__(self, measures: Iterable[MeasureStateOn]) -> None:
        self.measures = list(measures)
        self.everywhere: dict[str, list[MeasureStateOn]] = defaultdict(list)
        self.general: dict[str, list[MeasureStateOn]] = defaultdict(list)
        self.in_group: dict[tuple[str, str], list[MeasureStateOn]] = defaultdict(list)
        for measure in self.measures:
            self.everywhere[measure.kind].append(measure)
            if _is_general(measure):
                self.general[measure.kind].append(measure)
            else:
                self.in_group[measure.kind, measure.section].append(measure)

    def needed_by(self, measure: MeasureStateOn) -> Iterable[MeasureStateOn]:
        for kind in INPUTS[MeasureKind(measure.kind)] if measure.kind else ():
            if _is_general(measure):
                yield from self.everywhere.get(kind, ())
            else:
                yield from self.general.get(kind, ())
                yield from self.in_group.get((kind, measure.section), ())


def _is_general(measure: MeasureStateOn) -> bool:
    """Whether it stands in a section of the first level («1»), which serves the whole plan."""
    return not parent_number(measure.section)
