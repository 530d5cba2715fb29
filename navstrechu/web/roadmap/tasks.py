"""Lines of tasks: a measure with what is missing, how much time is left and what to do next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from navstrechu.roadmap.progress import LATE, MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState
from navstrechu.roadmap.urgency import by_urgency, missing_text, next_action, term_text
from navstrechu.web.roadmap.filters import PARTS


@dataclass(frozen=True, slots=True)
class Task:
    """An open measure as somebody's task; ``code`` is the part in it, empty in a list of the whole agency."""

    measure: MeasureStateOn
    code: str = ""

    @property
    def part(self) -> str:
        return str(PARTS[self.code]).lower() if self.code else ""

    @property
    def missing(self) -> str:
        return missing_text(self.measure)

    @property
    def term(self) -> str:
        return term_text(self.measure)

    @property
    def action(self) -> str:
        return next_action(self.measure)


def open_tasks(state: RoadmapState, posts: Collection[int]) -> list[Task]:
    """Open measures of the posts, the most urgent first; among equals those that a post answers for."""
    own = [measure for measure in unfinished(state.measures) if measure.belongs_to(posts)]
    own.sort(key=lambda measure: measure.responsible.id not in posts)
    return [Task(measure, _part(measure, posts)) for measure in by_urgency(own)]


def unfinished(measures: Iterable[MeasureStateOn]) -> list[MeasureStateOn]:
    """Measures that are not done yet."""
    return [measure for measure in measures if not measure.progress.is_finished]


def _part(measure: MeasureStateOn, posts: Collection[int]) -> str:
    return "responsible" if measure.responsible.id in posts else "co"


@dataclass(frozen=True, slots=True)
class Pile:
    """Tasks of one urgency; what is not pressing is folded up when something is."""

    title: str
    tasks: list[Task]
    is_folded: bool = False


def piles(tasks: list[Task]) -> list[Pile]:
    """Overdue, at risk, the rest; piles without tasks are left out."""
    sorted_out = [
        (_("Просрочено"), [task for task in tasks if task.measure.state is MeasureState.OVERDUE]),
        (_("Под угрозой"), [task for task in tasks if task.measure.state is MeasureState.AT_RISK]),
        (_("Дальше по плану"), [task for task in tasks if task.measure.state not in LATE]),
    ]
    is_pressing = any(task.measure.state in LATE for task in tasks)
    return [
        Pile(title, found, is_pressing and found[0].measure.state not in LATE)
        for title, found in sorted_out
        if found
    ]


def urgent_tasks(state: RoadmapState) -> list[Task]:
    """What the whole agency must look at: everything overdue or at risk, the most urgent first."""
    return [Task(measure) for measure in by_urgency(state.measures) if measure.state in LATE]
