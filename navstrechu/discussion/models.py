"""Comments."""

from django.conf import settings
from django.db import models

from navstrechu.organisation.models import Agency


class CommentQuerySet(models.QuerySet["Comment"]):
    def about(self, subject_type: str, subject_id: str) -> "CommentQuerySet":
        """Comments on one thing, oldest first."""
        return self.filter(subject_type=subject_type, subject_id=subject_id).order_by("at", "id")


class Comment(models.Model):
    """What somebody said of a thing; a withdrawn one keeps its place and shows that it was withdrawn."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"], name="discussion_by_subject")]

    def __str__(self) -> str:
        return self.text[:80]
