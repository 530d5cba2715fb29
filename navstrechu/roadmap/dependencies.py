"""Which measures need the results of which: the table of inputs applied to one plan. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from navstrechu.roadmap.measure_kinds import INPUTS, MeasureKind
from navstrechu.roadmap.queries.state import MeasureStateOn, may_hold_input

Inputs = dict[str, tuple[MeasureStateOn, ...]]


def inputs_of(measures: Iterable[MeasureStateOn]) -> Inputs:
    """What each measure needs, {number: measures}; works of no known kind need nothing.

    A stage needs earlier stages of its own group and the general measures; a general measure may need the
    stage of every group (1.7 gathers 2.x.3).
    """
    known = list(measures)
    by_kind: dict[str, dict[str, list[MeasureStateOn]]] = defaultdict(lambda: defaultdict(list))
    for measure in known:
        by_kind[measure.kind][measure.section].append(measure)
    return {measure.number: tuple(_needed(measure, by_kind)) for measure in known}


def _needed(
    measure: MeasureStateOn, by_kind: dict[str, dict[str, list[MeasureStateOn]]]
) -> Iterable[MeasureStateOn]:
    if not measure.kind:
        return
    for kind in INPUTS[MeasureKind(measure.kind)]:
        for section, found in by_kind[kind].items():
            if may_hold_input(section, measure.section):
                yield from found
