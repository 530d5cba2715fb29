"""What the plan needs of a post."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from navstrechu.core.findings import Finding, Level
from navstrechu.organisation.models import Post
from navstrechu.roadmap.models import Measure


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
