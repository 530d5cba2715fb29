"""Feeds of due dates for calendar programs."""

from django.db import models
from django.db.models import Q

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency, Post


class FeedScope(models.TextChoices):
    """Whose due dates a feed holds; values are stored and never change."""

    OWN = "own"
    POST = "post"
    AGENCY = "agency"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def standing(self) -> "CalendarFeedQuerySet":
        """Feeds that are not withdrawn."""
        return self.filter(withdrawn_at=None)


class CalendarFeed(models.Model):
    """An address from which a calendar program fetches due dates without signing in.

    Only the hash of its secret is kept. It belongs to the person who made it and shows what that person may
    see: with the last role in the agency its feeds fall silent.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="calendar_feeds")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_feeds")
    scope = models.CharField(max_length=10)
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="calendar_feeds", null=True, blank=True
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="post", post__isnull=False) | Q(scope__in=["own", "agency"], post=None),
                name="roadmap_feed_names_its_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope}: {self.owner_id}"
