"""Editions of the plan and previews that wait for confirmation."""

from django.db import models

from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models.plan import Roadmap


class RoadmapEdition(models.Model):
    """What one confirmed import said, frozen: content as read, the file it came from, the minutes behind
    it."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=300)
    approved_on = models.DateField()
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="roadmap_edition_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap_id}/{self.number}"


class ImportDraft(models.Model):
    """A file that was read and is being looked at; nothing of it is in the plan before confirmation.

    ``template`` is the edition of another agency's plan that it was made from, where it was.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="roadmap_drafts")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    template = models.ForeignKey(
        RoadmapEdition, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField()
    created_by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.file_id}"
