"""Evidence: which document fulfils which result, which minutes moved which date."""

from django.db import models
from django.db.models import F, Q

from navstrechu.acts.models import Act
from navstrechu.roadmap.models.editions import RoadmapEdition
from navstrechu.roadmap.models.plan import Measure, RequiredResult


class ResultDocument(models.Model):
    """A registered document counted as a required result; one document may meet many results."""

    result = models.ForeignKey(RequiredResult, on_delete=models.PROTECT, related_name="documents")
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="results")
    linked_at = models.DateTimeField()
    linked_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "act"], name="roadmap_document_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} ← {self.act_id}"


class DueDateDecision(models.Model):
    """A decision of the working group that moved a due date; the basis is minutes or a new edition of the
    plan."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="decisions")
    old_due_on = models.DateField()
    new_due_on = models.DateField()
    decided_on = models.DateField()
    reason = models.TextField()
    act = models.ForeignKey(
        Act, on_delete=models.PROTECT, related_name="due_date_decisions", null=True, blank=True
    )
    edition = models.ForeignKey(
        RoadmapEdition, on_delete=models.PROTECT, related_name="due_date_decisions", null=True, blank=True
    )
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act__isnull=False, edition=None) | Q(act=None, edition__isnull=False),
                name="roadmap_decision_has_one_basis",
            ),
            models.CheckConstraint(condition=~Q(old_due_on=F("new_due_on")), name="roadmap_decision_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.old_due_on:%d.%m.%Y} → {self.new_due_on:%d.%m.%Y}"
