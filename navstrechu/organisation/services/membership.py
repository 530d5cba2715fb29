"""Writes of memberships: who has which role where."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import ROLES, Role
from navstrechu.accounts.services import INSTALLATION
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency, Membership, Region, Unit
from navstrechu.organisation.services.writing import save_unique


@transaction.atomic
def grant_role(
    *, user: User, role: Role, agency: Agency | None = None, region: Region | None = None,
    unit: Unit | None = None, by: Actor, at: datetime,
) -> Membership:  # fmt: skip
    """Give a role in an agency (or its unit), or the working group's role in a region. Raises Conflict."""
    membership = Membership(user=user, role=role.value, agency=agency, region=region, unit=unit, since=at)
    save_unique(membership, _("Эта роль у сотрудника уже есть."))
    _record_role("role_granted", membership, by, at)
    return membership


@transaction.atomic
def withdraw_role(*, membership: Membership, by: Actor, at: datetime) -> None:
    """End a membership from this moment; a second withdrawal changes nothing."""
    if Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=at):
        _record_role("role_withdrawn", membership, by, at)


def _record_role(verb: str, membership: Membership, by: Actor, at: datetime) -> None:
    subject = Subject("accounts.user", str(membership.user_id), membership.user.display_name)
    title = str(ROLES[Role(membership.role)].title)
    record(verb, agency_id=membership.agency_id or INSTALLATION, subject=subject, by=by, at=at, comment=title)
