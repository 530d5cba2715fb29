"""What an agency sets for the forecast."""

from django.db import models
from django.db.models import Q

from navstrechu.organisation.models import Agency


class TypicalTerm(models.Model):
    """How many working days a kind of work takes in this agency, in place of what the system has counted."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="typical_terms")
    kind = models.CharField(max_length=30)
    working_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind"], name="roadmap_typical_term_once"),
            models.CheckConstraint(
                condition=Q(working_days__gte=1, working_days__lte=500), name="roadmap_typical_term_bounded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.working_days}"
