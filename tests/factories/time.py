"""Calendar feeds and usual lengths of work."""

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency, Post
from navstrechu.roadmap.measure_kinds import MeasureKind
from navstrechu.roadmap.models import CalendarFeed, FeedScope, TypicalTerm
from navstrechu.roadmap.services.feeds import create_feed
from navstrechu.roadmap.services.forecast import set_typical_term
from tests.factories import NOON
from tests.factories.organisation import member


def calendar_feed(
    of: Agency, owner: User | None = None, scope: FeedScope = FeedScope.OWN, post: Post | None = None
) -> tuple[CalendarFeed, str]:
    """A feed with its secret."""
    by = owner or member(Role.EMPLOYEE, of)
    return create_feed(agency=of, scope=scope, post=post, by=by, at=NOON)


def typical_term(
    of: Agency, kind: MeasureKind = MeasureKind.TOUCHPOINTS, working_days: int = 20
) -> TypicalTerm:
    by = member(Role.COORDINATOR, of)
    set_typical_term(agency=of, kind=kind, working_days=working_days, by=by, at=NOON)
    return of.typical_terms.get(kind=kind.value)
