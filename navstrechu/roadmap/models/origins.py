"""Where a plan comes from when it was made of another body's plan."""

from django.db import models

from navstrechu.roadmap.models.editions import RoadmapEdition
from navstrechu.roadmap.models.plan import Roadmap


class RoadmapOrigin(models.Model):
    """The edition of another agency's plan («образец») that a plan was made from."""

    roadmap = models.OneToOneField(Roadmap, on_delete=models.PROTECT, related_name="origin")
    template = models.ForeignKey(RoadmapEdition, on_delete=models.PROTECT, related_name="descendants")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.roadmap_id} ← {self.template_id}"
