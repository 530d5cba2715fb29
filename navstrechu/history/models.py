"""Events and the heads of their chains."""

from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Chain(models.Model):
    """Head of one agency's chain; ``agency_id`` 0 is the installation's own chain.

    Its row is locked while an event is added, so that numbers have no gap and each event knows its
    predecessor.
    """

    agency_id = models.PositiveBigIntegerField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.sequence}"


class Event(models.Model):
    """One thing that happened, in words that survive the deletion of what it speaks of."""

    agency_id = models.PositiveBigIntegerField()
    sequence = models.PositiveBigIntegerField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    request_id = models.CharField(max_length=40, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    subject_text = models.CharField(max_length=500)
    parent_type = models.CharField(max_length=60, blank=True)
    parent_id = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=60)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "sequence"], name="history_one_event_per_number"),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="history_by_subject"),
            models.Index(fields=["parent_type", "parent_id"], name="history_by_parent"),
            models.Index(fields=["agency_id", "at"], name="history_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.sequence} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only: an event that stands is never rewritten."""
        if self.pk is not None:
            raise TypeError("An event of the history cannot be changed.")
        super().save(*args, force_insert=True, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An event of the history cannot be deleted.")
