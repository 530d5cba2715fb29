"""Writes of memberships and of the accounts that belong to one agency's people."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts import services as accounts
from navstrechu.accounts.models import User
from navstrechu.accounts.roles import ROLES, Role
from navstrechu.accounts.services import INSTALLATION
from navstrechu.core.errors import InputRefused, NotAllowed
from navstrechu.core.text.language import in_official_language
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation import permissions
from navstrechu.organisation.models import Agency, Membership, Region, Unit
from navstrechu.organisation.rules import require_text
from navstrechu.organisation.services.writing import require_same_agency, save_unique


@transaction.atomic
def grant_role(
    *, user: User, role: Role, agency: Agency | None = None, region: Region | None = None,
    unit: Unit | None = None, by: Actor, at: datetime,
) -> Membership:  # fmt: skip
    """Give a role in an agency (or its unit), or the working group's role in a region.

    Raises NotAllowed, Conflict where the person has the role already.
    """
    _require_may_manage(by, agency)
    if agency is not None:
        require_same_agency(agency, unit)
    membership = Membership(user=user, role=role.value, agency=agency, region=region, unit=unit, since=at)
    save_unique(membership, _("Эта роль у сотрудника уже есть."))
    permissions.forget_memberships(user)
    _record_role("role_granted", membership, by, at)
    return membership


@transaction.atomic
def withdraw_role(*, membership: Membership, by: Actor, at: datetime) -> None:
    """End a membership from this moment; a second withdrawal changes nothing.

    Raises NotAllowed, also for the own administrator's role: the agency would be left without one.
    """
    _require_may_manage(by, membership.agency)
    if by == membership.user and membership.role == Role.ADMINISTRATOR.value:
        raise NotAllowed(_("Свою роль администратора отозвать нельзя. Это сделает другой администратор."))
    if Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=at):
        permissions.forget_memberships(membership.user)
        _record_role("role_withdrawn", membership, by, at)


@transaction.atomic
def create_member(
    *, agency: Agency, login: str, display_name: str, password: str, role: Role, by: User, at: datetime
) -> User:
    """Create an account with its first role in the agency. Raises NotAllowed, Conflict, InputRefused."""
    permissions.can_manage_accounts(by, agency).require()
    user = accounts.create_user(
        login=require_text(login, _("логин")),
        display_name=require_text(display_name, _("имя в системе")),
        password=password,
        by=by,
        at=at,
        agency_id=agency.pk,
    )
    grant_role(user=user, role=role, agency=agency, by=by, at=at)
    return user


@transaction.atomic
def add_member(*, agency: Agency, login: str, role: Role, by: User, at: datetime) -> User:
    """Give a role here to an account that exists already, for instance in another agency.

    Raises NotAllowed, InputRefused for an unknown login, Conflict for a role that the person has.
    """
    permissions.can_manage_accounts(by, agency).require()
    user = User.objects.filter(login=login.strip().lower(), is_active=True).first()
    if user is None:
        raise InputRefused(
            _("Действующей учётной записи «{login}» нет. Создайте новую.").format(login=login.strip())
        )
    grant_role(user=user, role=role, agency=agency, by=by, at=at)
    return user


@transaction.atomic
def set_member_active(*, agency: Agency, user: User, is_active: bool, by: User, at: datetime) -> None:
    """Disable or enable an account of the agency; disabling ends its sessions at once. Raises NotAllowed."""
    permissions.can_manage_account(by, user, agency).require()
    if user == by:
        raise NotAllowed(_("Свою учётную запись отключить нельзя. Это сделает другой администратор."))
    if user.is_active != is_active:
        accounts.set_active(user=user, is_active=is_active, by=by, at=at, agency_id=agency.pk)


@transaction.atomic
def reset_password(
    *, agency: Agency, user: User, password: str, withdraws_keys: bool = False, by: User, at: datetime
) -> None:
    """Replace a forgotten password; every session of the account ends, keys of programs where asked for.

    Raises NotAllowed, InputRefused.
    """
    permissions.can_manage_account(by, user, agency).require()
    accounts.change_password(
        user=user, password=password, ends_other_access=withdraws_keys, by=by, at=at, agency_id=agency.pk
    )


def _require_may_manage(by: Actor, agency: Agency | None) -> None:
    """The installation itself may give any role; a person only those of an agency that the person manages."""
    if not isinstance(by, User):
        return
    if agency is None:
        raise NotAllowed(_("Роль рабочей группы региона предоставляют на сервере установки."))
    permissions.can_manage_accounts(by, agency).require()


@in_official_language
def _record_role(verb: str, membership: Membership, by: Actor, at: datetime) -> None:
    subject = Subject("accounts.user", str(membership.user_id), membership.user.display_name)
    title = str(ROLES[Role(membership.role)].title)
    record(verb, agency_id=membership.agency_id or INSTALLATION, subject=subject, by=by, at=at, comment=title)
