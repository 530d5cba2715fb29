"""Calendar feeds: making and withdrawing their secret addresses."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict
from navstrechu.core.text.language import in_official_language
from navstrechu.history.services import Subject, record
from navstrechu.organisation.models import Agency, Post
from navstrechu.organisation.permissions import can
from navstrechu.roadmap import permissions
from navstrechu.roadmap.feeds import feed_title, token_hash
from navstrechu.roadmap.models import CalendarFeed, FeedScope

MOST_FEEDS = 20


@transaction.atomic
def create_feed(
    *, agency: Agency, scope: FeedScope, post: Post | None, by: User, at: datetime
) -> tuple[CalendarFeed, str]:
    """Make a feed and its secret, which is told here and never again.

    Raises NotAllowed; Conflict for a post of another agency and above twenty standing feeds of one person.
    """
    can(by, Permission.VIEW, agency).require()
    if (post is not None) != (scope is FeedScope.POST) or (post is not None and post.agency_id != agency.pk):
        raise Conflict(_("Выберите должность этого органа."))
    if CalendarFeed.objects.standing().filter(owner=by).count() >= MOST_FEEDS:
        raise Conflict(
            _("У вас уже {most} действующих лент. Отзовите ненужную и создайте новую.").format(
                most=MOST_FEEDS
            )
        )
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        agency=agency, owner=by, scope=scope.value, post=post, token_hash=token_hash(token), created_at=at
    )
    record("feed_created", agency_id=agency.pk, subject=_subject(feed), by=by, at=at)
    return feed, token


@transaction.atomic
def withdraw_feed(*, feed: CalendarFeed, by: User, at: datetime) -> None:
    """Close the address of a feed for good; closing it twice changes nothing. Raises NotAllowed."""
    permissions.can_withdraw_feed(by, feed).require()
    if not CalendarFeed.objects.standing().filter(pk=feed.pk).update(withdrawn_at=at):
        return
    record("feed_withdrawn", agency_id=feed.agency_id, subject=_subject(feed), by=by, at=at)


@in_official_language
def _subject(feed: CalendarFeed) -> Subject:
    """The history knows whose feed it is and of what, never its address."""
    return Subject("roadmap.calendarfeed", str(feed.pk), f"{feed_title(feed)} ({feed.owner.display_name})")
