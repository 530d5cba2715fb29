"""Reads of calendar feeds."""

from datetime import date

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can
from navstrechu.organisation.queries import own_posts
from navstrechu.roadmap.feeds import token_hash
from navstrechu.roadmap.models import CalendarFeed, FeedScope
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState


def feed_by_token(token: str) -> CalendarFeed | None:
    """The standing feed of a secret whose owner may still see the agency."""
    feed = (
        CalendarFeed.objects.standing()
        .select_related("agency", "owner", "post")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if feed is None or not can(feed.owner, Permission.VIEW, feed.agency):
        return None
    return feed


def standing_feeds(agency: Agency, owner: User) -> list[CalendarFeed]:
    """Feeds of a person in the agency, the newest first."""
    feeds = CalendarFeed.objects.standing().filter(agency=agency, owner=owner)
    return list(feeds.select_related("post", "agency", "owner").order_by("-created_at", "-pk"))


def measures_of_feed(feed: CalendarFeed, state: RoadmapState, *, on: date) -> list[MeasureStateOn]:
    """Measures that the feed tells of: all of the agency, or those in which its posts answer or take part."""
    if feed.scope == FeedScope.AGENCY:
        return list(state.measures)
    posts = {feed.post_id} if feed.post_id else own_posts(feed.owner, feed.agency, on)
    return [measure for measure in state.measures if measure.belongs_to(posts)]
