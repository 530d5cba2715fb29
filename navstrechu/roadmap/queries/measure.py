"""Everything about one measure beside its state: neighbours, inputs, decisions, the edition it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass

from navstrechu.roadmap.measure_kinds import INPUTS, MeasureKind
from navstrechu.roadmap.models import DueDateDecision, Measure, Roadmap, RoadmapEdition
from navstrechu.roadmap.queries.report import basis_text
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState, SectionState


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision that moved the date; ``is_in_force`` is false once its minutes are annulled."""

    decision: DueDateDecision
    basis: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure with what surrounds it; ``row`` is the live row that actions change."""

    row: Measure
    state: MeasureStateOn
    section: SectionState
    previous: MeasureStateOn | None
    following: MeasureStateOn | None
    inputs: tuple[MeasureStateOn, ...]
    outputs: tuple[MeasureStateOn, ...]
    decisions: tuple[DecisionShown, ...]
    edition: RoadmapEdition | None


def live_measure(roadmap: Roadmap, measure_id: int) -> Measure:
    """The row of a measure with what permissions ask of it."""
    return (
        Measure.objects.select_related("roadmap__agency")
        .prefetch_related("co_executors")
        .get(pk=measure_id, roadmap=roadmap)
    )


def measure_card(state: RoadmapState, number: str) -> MeasureCard | None:
    """The card of a measure of the shown day, None where the plan of that day has no such number."""
    measure = state.measure(number)
    if measure is None:
        return None
    place = state.measures.index(measure)
    return MeasureCard(
        row=live_measure(state.roadmap, measure.id),
        state=measure,
        section=next(section for section in state.sections if section.number == measure.section),
        previous=state.measures[place - 1] if place else None,
        following=state.measures[place + 1] if place + 1 < len(state.measures) else None,
        inputs=inputs_of(measure, state.measures),
        outputs=tuple(other for other in state.measures if _is_input(measure, other)),
        decisions=_decisions(state, measure),
        edition=_edition(state),
    )


def inputs_of(measure: MeasureStateOn, among: Iterable[MeasureStateOn]) -> tuple[MeasureStateOn, ...]:
    """Measures without whose result this one cannot be written."""
    return tuple(other for other in among if _is_input(other, measure))


def _is_input(needed: MeasureStateOn, output: MeasureStateOn) -> bool:
    """Stages feed each other inside their group only; general measures feed and gather all groups."""
    if not needed.kind or not output.kind or needed.id == output.id:
        return False
    kind, made = MeasureKind(needed.kind), MeasureKind(output.kind)
    is_other_group = kind.is_stage and made.is_stage and needed.section != output.section
    return kind in INPUTS[made] and not is_other_group


def _decisions(state: RoadmapState, measure: MeasureStateOn) -> tuple[DecisionShown, ...]:
    found = DueDateDecision.objects.filter(measure=measure.id, decided_on__lte=state.on)
    return tuple(
        DecisionShown(decision, basis_text(decision), _is_in_force(decision, state))
        for decision in found.select_related("act", "edition").order_by("decided_on", "id")
    )


def _is_in_force(decision: DueDateDecision, state: RoadmapState) -> bool:
    annulled = decision.act.annulled_on if decision.act else None
    return annulled is None or annulled > state.on


def _edition(state: RoadmapState) -> RoadmapEdition | None:
    """The edition by which the plan went on that day; before the first one, the first."""
    editions = list(state.roadmap.editions.defer("content").order_by("number"))
    approved = [edition for edition in editions if edition.approved_on <= state.on]
    return approved[-1] if approved else next(iter(editions), None)
