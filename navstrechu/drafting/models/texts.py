"""Texts of registered documents, as registered and as amended since."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act


class ActText(models.Model):
    """A wording of a registered document: number 0 as it was registered, then one for each amending document.

    ``paper`` is a Paper as JSON; ``made_by`` is the document that brought the wording. Never changes.
    """

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(_("редакция"))
    made_by = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="texts_made")
    since = models.DateField(_("действует с"))
    paper = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "number"], name="drafting_act_text_once"),
            models.UniqueConstraint(fields=["act", "made_by"], name="drafting_act_text_of_one_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}/{self.number}"
