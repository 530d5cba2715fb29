"""People and their appointments."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from navstrechu.core.text.names import initials_first, surname_first
from navstrechu.organisation.models.agency import Agency
from navstrechu.organisation.models.structure import Post


class Person(models.Model):
    """Somebody who holds posts; may have an account or not."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="people")
    surname = models.CharField(_("фамилия"), max_length=80)
    first_name = models.CharField(_("имя"), max_length=80)
    patronymic = models.CharField(_("отчество"), max_length=80, blank=True)
    # One account may work in two agencies, as a person of each.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("учётная запись"),
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user"],
                condition=models.Q(user__isnull=False),
                name="organisation_person_of_account_once",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """«Востриков А. В.»"""
        return surname_first(self.surname, self.first_name, self.patronymic)

    @property
    def signature_name(self) -> str:
        """«А. В. Востриков»"""
        return initials_first(self.surname, self.first_name, self.patronymic)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> "AppointmentQuerySet":
        """Appointments in force on the day."""
        return self.filter(since__lte=day).filter(models.Q(until=None) | models.Q(until__gte=day))


class Appointment(models.Model):
    """Who holds a post from … until … (both days included), also acting («и. о.»)."""

    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("должность")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("сотрудник")
    )
    since = models.DateField(_("с"))
    until = models.DateField(_("по"), null=True, blank=True)
    is_acting = models.BooleanField(_("исполняет обязанности"), default=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="organisation_appointment_period",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=models.Q(until=None, is_acting=False),
                name="organisation_one_open_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since:%d.%m.%Y}"
