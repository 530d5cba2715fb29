"""Region, agency and the agency's corrections of the calendar."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.core.calendar import DayOffRule


class Region(models.Model):
    """A subject of the federation whose working group looks over its agencies."""

    code = models.SlugField(_("код"), max_length=40, unique=True)
    name = models.CharField(_("наименование"), max_length=200)

    def __str__(self) -> str:
        return self.name


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: User) -> "AgencyQuerySet":
        """Agencies of the person's memberships, for the working group all agencies of its region."""
        return self.filter(
            Q(memberships__user=user, memberships__ended_at=None)
            | Q(region__memberships__user=user, region__memberships__ended_at=None)
        ).distinct()


def day_off_rules() -> list[tuple[str, object]]:
    """The rules with their wording; a callable, so that new wording makes no migration."""
    return [
        (DayOffRule.NEXT.value, _("на следующий рабочий день")),
        (DayOffRule.PREVIOUS.value, _("на предыдущий рабочий день")),
        (DayOffRule.KEEP.value, _("не переносится")),
    ]


class Agency(models.Model):
    """A public body («орган власти») with its names, place, calendar and numbering habits."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="agencies", verbose_name=_("регион")
    )
    code = models.SlugField(_("код в адресе"), max_length=40, unique=True)
    full_name = models.CharField(_("полное наименование"), max_length=400)
    short_name = models.CharField(_("краткое наименование"), max_length=120)
    # The word the agency goes by («Департамент») in the cases that sentences of documents need.
    called = models.CharField(_("как называть (именительный падеж)"), max_length=80)
    called_genitive = models.CharField(_("родительный падеж (нет кого?)"), max_length=80)
    called_dative = models.CharField(_("дательный падеж (кому?)"), max_length=80)
    called_instrumental = models.CharField(_("творительный падеж (кем?)"), max_length=80)
    called_prepositional = models.CharField(_("предложный падеж (о ком?)"), max_length=80)
    full_name_genitive = models.CharField(_("полное наименование, родительный падеж"), max_length=400)
    place = models.CharField(_("место издания документов"), max_length=120)
    time_zone = models.CharField(_("часовой пояс"), max_length=60, default="Europe/Moscow")
    day_off_rule = models.CharField(
        _("срок, выпавший на выходной, переносится"),
        max_length=30,
        choices=day_off_rules,
        default=DayOffRule.NEXT.value,
    )
    risk_working_days = models.PositiveSmallIntegerField(
        _("«под угрозой» за столько рабочих дней до срока"), default=10
    )
    version = models.PositiveIntegerField(default=1)

    objects = AgencyQuerySet.as_manager()

    def __str__(self) -> str:
        return self.short_name


class CalendarDay(models.Model):
    """A correction of the official calendar: the agency works, or does not, on that day."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="calendar_days")
    day = models.DateField(_("день"))
    is_working = models.BooleanField(_("рабочий"))
    reason = models.CharField(_("основание"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], name="organisation_one_rule_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
