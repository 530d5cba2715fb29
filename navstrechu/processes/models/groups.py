"""Groups of processes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency
from navstrechu.processes.directions import DIRECTIONS, direction_choices
from navstrechu.processes.vocabulary import ClientSide, sides


class ProcessGroup(models.Model):
    """A group of processes («направление деятельности»); its number is the «№» of the printed register.

    ``roadmap_section`` is the section of the roadmap whose seven stages are about it («2.1»); ``direction``
    the letter of the order's list (clause 2.2) that it answers to, empty where the order names none.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="process_groups")
    number = models.PositiveSmallIntegerField(_("номер группы"))
    title = models.CharField(_("наименование группы"), max_length=500)
    client = models.CharField(_("клиент"), max_length=20, choices=sides)
    roadmap_section = models.CharField(_("раздел дорожной карты"), max_length=20, blank=True)
    direction = models.CharField(
        _("направление приказа (п. 2.2)"), max_length=2, blank=True, choices=direction_choices
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="processes_group_number_once"),
            models.UniqueConstraint(fields=["agency", "title"], name="processes_group_title_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="processes_group_number_from_one"),
            models.CheckConstraint(
                condition=Q(client__in=[side.value for side in ClientSide]), name="processes_group_side_known"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["", *DIRECTIONS]), name="processes_group_direction_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
