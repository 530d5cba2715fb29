"""Invitations: the right to enter an agency with a role, handed over by a one-time link."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.roles import role_choices
from navstrechu.organisation.models.agency import Agency
from navstrechu.organisation.models.structure import Post, Unit
from navstrechu.organisation.workflow import InvitationStatus, invitation_statuses


class Invitation(models.Model):
    """Somebody is invited to an agency with a role. The link itself is not kept, only its hash.

    With a post, the account becomes that of the person who holds the post when the invitation is accepted.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("роль"), max_length=30, choices=role_choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    invited_name = models.CharField(_("кого"), max_length=200)
    email = models.EmailField(_("электронная почта"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    status = models.CharField(
        _("состояние"), max_length=20, choices=invitation_statuses, default=InvitationStatus.OPEN.value
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("создано"))
    expires_at = models.DateTimeField(_("действует до"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    accepted_at = models.DateTimeField(_("принято"), null=True, blank=True)
    changed_at = models.DateTimeField(_("изменено"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | ~Q(status="accepted") & Q(accepted_at=None, accepted_by=None),
                name="organisation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(role="working_group"), name="organisation_no_invitation_to_the_region"
            ),
        ]
        indexes = [models.Index(fields=["agency", "status"], name="organisation_invitations")]

    def __str__(self) -> str:
        return self.invited_name

    def is_expired(self, at: datetime) -> bool:
        """Open, but its time is over."""
        return self.status == InvitationStatus.OPEN and at >= self.expires_at
