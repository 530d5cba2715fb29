"""Touchpoints, shared by processes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency, Unit
from navstrechu.processes.models import ChannelKind


class TouchpointQuerySet(models.QuerySet["Touchpoint"]):
    def open(self) -> "TouchpointQuerySet":
        """Neither closed nor merged into another."""
        return self.filter(closed_on=None)


class Touchpoint(models.Model):
    """A place or service where a client meets the agency; closed with a day, never deleted.

    ``name_key`` is the name without letter case, marks and word order; ``merged_into`` is where the links of
    a duplicate went.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="touchpoints")
    name = models.CharField(_("точка взаимодействия"), max_length=500)
    name_key = models.CharField(max_length=500)
    channel = models.ForeignKey(
        ChannelKind, on_delete=models.PROTECT, related_name="touchpoints", verbose_name=_("вид канала")
    )
    address = models.CharField(_("адрес"), max_length=500, blank=True)
    url = models.URLField(_("страница в сети"), max_length=500, blank=True)
    phone = models.CharField(_("телефон"), max_length=200, blank=True)
    opening_hours = models.TextField(_("часы работы"), blank=True)
    opening_exceptions = models.TextField(_("исключения из часов работы"), blank=True)
    accessibility = models.TextField(_("доступность для людей с инвалидностью"), blank=True)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="touchpoints",
        null=True,
        blank=True,
        verbose_name=_("отвечающее подразделение"),
    )
    confirmed_on = models.DateField(_("подтверждена"), null=True, blank=True)
    closed_on = models.DateField(_("закрыта с"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True
    )
    stems = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = TouchpointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name_key", "channel"],
                condition=Q(closed_on=None),
                name="touchpoints_name_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="touchpoints_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(closed_on__isnull=False),
                name="touchpoints_merged_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.name
