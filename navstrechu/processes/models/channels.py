"""The dictionary of channels; volumes of processes are counted by it, touchpoints are of one of its kinds."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency
from navstrechu.processes.vocabulary import CATEGORY_TITLES, ChannelCategory, categories


class ChannelKindQuerySet(models.QuerySet["ChannelKind"]):
    def open(self) -> "ChannelKindQuerySet":
        return self.filter(closed_on=None)


class ChannelKind(models.Model):
    """A kind of channel («сайт», «МФЦ») within one of the order's four categories; the agency's own list."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="channel_kinds")
    category = models.CharField(_("категория по приказу"), max_length=20, choices=categories)
    title = models.CharField(_("вид канала"), max_length=120)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)
    closed_on = models.DateField(_("не используется с"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChannelKindQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "title"],
                condition=Q(closed_on=None),
                name="processes_channel_title_once",
            ),
            models.CheckConstraint(
                condition=Q(category__in=[item.value for item in ChannelCategory]),
                name="processes_channel_category_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def printed(self) -> str:
        """The category as the order prints it: «личный прием», «цифровая», «онлайн», «офлайн»."""
        return CATEGORY_TITLES[ChannelCategory(self.category)]
