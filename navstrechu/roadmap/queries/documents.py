"""What documents do for the roadmap, and what is lost when a registration is annulled."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from navstrechu.acts.models import Act, ActQuerySet
from navstrechu.roadmap.models import DueDateDecision, RequiredResult, ResultDocument
from navstrechu.roadmap.queries.due_dates import decisions_in_force
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState


@dataclass(frozen=True, slots=True)
class ActPurpose:
    """Results that a document fulfils and dates that it moved, in the order of the plan."""

    fulfils: tuple[RequiredResult, ...] = ()
    moves: tuple[DueDateDecision, ...] = ()

    @property
    def fulfilled(self) -> list[str]:
        """Numbers of the measures with a result that it fulfils, each once."""
        return list(dict.fromkeys(result.measure.number for result in self.fulfils))

    @property
    def moved(self) -> list[str]:
        """Numbers of the measures whose date it moved, each once."""
        return list(dict.fromkeys(move.measure.number for move in self.moves))

    @property
    def numbers(self) -> list[str]:
        """Numbers of all measures concerned, each once."""
        return list(dict.fromkeys([*self.fulfilled, *self.moved]))


def purposes_of(acts: Iterable[Act]) -> dict[int, ActPurpose]:
    """What each of the documents is for, {act id: purpose}, in two queries."""
    ids = [act.pk for act in acts]
    fulfils: dict[int, list[RequiredResult]] = defaultdict(list)
    moves: dict[int, list[DueDateDecision]] = defaultdict(list)
    links = ResultDocument.objects.filter(act__in=ids).select_related("result__measure")
    for link in links.order_by("result__measure__position", "result__position", "id"):
        fulfils[link.act_id].append(link.result)
    decisions = DueDateDecision.objects.filter(act__in=ids).select_related("measure")
    for decision in decisions.order_by("measure__position", "id"):
        if decision.act_id is not None:
            moves[decision.act_id].append(decision)
    return {pk: ActPurpose(tuple(fulfils[pk]), tuple(moves[pk])) for pk in ids}


def executing_measure(acts: ActQuerySet, number: str) -> ActQuerySet:
    """Those of the documents that are counted as results of the measure or have moved its date."""
    results = ResultDocument.objects.filter(result__measure__number=number)
    decisions = DueDateDecision.objects.filter(measure__number=number, act__isnull=False)
    return acts.filter(Q(pk__in=results.values("act")) | Q(pk__in=decisions.values("act")))


@dataclass(frozen=True, slots=True)
class DateBack:
    """A due date that returns to what it was."""

    number: str
    now: date
    becomes: date


@dataclass(frozen=True, slots=True)
class Consequences:
    """What annulling a document undoes.

    ``unfinished`` are measures that stop being done, ``incomplete`` open ones that lose a document.
    """

    unfinished: tuple[MeasureStateOn, ...]
    incomplete: tuple[MeasureStateOn, ...]
    dates: tuple[DateBack, ...]

    def __bool__(self) -> bool:
        return bool(self.unfinished or self.incomplete or self.dates)


def consequences_of_annulment(act: Act, state: RoadmapState) -> Consequences:
    """As of the day of the state; a result that another document meets as well stays met."""
    losing = [measure for measure in state.measures if _loses(measure, act)]
    return Consequences(
        unfinished=tuple(measure for measure in losing if measure.progress.is_finished),
        incomplete=tuple(measure for measure in losing if not measure.progress.is_finished),
        dates=_dates_back(act, state),
    )


def _loses(measure: MeasureStateOn, act: Act) -> bool:
    """Whether a result of the measure is met by this document alone."""
    return any(
        result.links and all(link.act_id == act.pk for link in result.links) for result in measure.results
    )


def _dates_back(act: Act, state: RoadmapState) -> tuple[DateBack, ...]:
    moved = list(act.due_date_decisions.values_list("measure_id", flat=True))
    if not moved:
        return ()
    concerned = [measure for measure in state.measures if measure.id in moved]
    becomes = {measure.id: measure.baseline_due_on for measure in concerned}
    rows = state.roadmap.measures.filter(pk__in=becomes)
    for decision in decisions_in_force(rows, on=state.on):
        if decision.act_id != act.pk:
            becomes[decision.measure_id] = decision.new_due_on
    return tuple(
        DateBack(measure.number, measure.due_on, becomes[measure.id])
        for measure in concerned
        if measure.due_on != becomes[measure.id]
    )
