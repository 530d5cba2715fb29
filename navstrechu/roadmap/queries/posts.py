"""The plan by posts: what each answers for and where it takes part."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from navstrechu.core.findings import Finding, Level
from navstrechu.organisation.models import Post
from navstrechu.roadmap.models import Measure
from navstrechu.roadmap.progress import LATE, MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn, PostState, RoadmapState
from navstrechu.roadmap.urgency import by_urgency


@dataclass(frozen=True)
class PostLoad:
    """A post with its measures, the most urgent first."""

    post: PostState
    responsible: tuple[MeasureStateOn, ...]
    co_executed: tuple[MeasureStateOn, ...]

    @property
    def measures(self) -> tuple[MeasureStateOn, ...]:
        return (*self.responsible, *self.co_executed)

    @cached_property
    def counts(self) -> list[tuple[MeasureState, int]]:
        """Measures that the post answers for, by state, the most urgent first."""
        return list(Counter(measure.state for measure in self.responsible).items())

    @property
    def urgent(self) -> tuple[MeasureStateOn, ...]:
        """Overdue ones and those at risk that the post answers for."""
        return tuple(measure for measure in self.responsible if measure.state in LATE)

    @property
    def done(self) -> int:
        """How many of the measures that it answers for are done."""
        return sum(measure.progress.is_finished for measure in self.responsible)


def post_loads(state: RoadmapState) -> list[PostLoad]:
    """Every post that the plan of the day names; those that answer for most come first."""
    posts: dict[str, PostState] = {}
    responsible: dict[str, list[MeasureStateOn]] = {}
    co_executed: dict[str, list[MeasureStateOn]] = {}
    for measure in state.measures:
        posts.setdefault(measure.responsible.title, measure.responsible)
        responsible.setdefault(measure.responsible.title, []).append(measure)
        for post in measure.co_executors:
            posts.setdefault(post.title, post)
            co_executed.setdefault(post.title, []).append(measure)
    loads = [
        PostLoad(
            post,
            tuple(by_urgency(responsible.get(title, ()))),
            tuple(by_urgency(co_executed.get(title, ()))),
        )
        for title, post in posts.items()
    ]
    return sorted(loads, key=lambda load: (-len(load.responsible), -len(load.co_executed), load.post.title))


def plan_needs_post(post: Post) -> Iterable[Finding]:
    """A post that stands in the plan cannot be abolished: its measures would be nobody's."""
    named = Q(responsible=post) | Q(co_executors__post=post)
    measures = Measure.objects.filter(named, roadmap__archived_on=None, withdrawn_on=None).distinct()
    numbers = list(measures.order_by("position", "pk").values_list("number", flat=True))
    if numbers:
        yield Finding(
            "post_in_plan",
            _("Должность указана в дорожной карте ({numbers}). Сначала замените исполнителя.").format(
                numbers=", ".join(numbers)
            ),
            level=Level.BLOCKER,
        )
