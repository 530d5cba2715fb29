"""Memberships: which role a person has where."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.roles import role_choices
from navstrechu.organisation.models.agency import Agency, Region
from navstrechu.organisation.models.structure import Unit


class Membership(models.Model):
    """User × role × agency (or its unit), or × region for the working group. Ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("роль"), max_length=30, choices=role_choices)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    since = models.DateTimeField(_("с"))
    ended_at = models.DateTimeField(_("по"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency=None, region__isnull=False, role="working_group", unit=None)
                | (models.Q(agency__isnull=False, region=None) & ~models.Q(role="working_group")),
                name="organisation_membership_place",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "agency"],
                condition=models.Q(ended_at=None, unit=None, agency__isnull=False),
                name="organisation_role_once_in_agency",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=models.Q(ended_at=None, unit__isnull=False),
                name="organisation_role_once_in_unit",
            ),
            models.UniqueConstraint(
                fields=["user", "region"],
                condition=models.Q(ended_at=None, region__isnull=False),
                name="organisation_working_group_once",
            ),
        ]

    def __str__(self) -> str:
        return self.role
