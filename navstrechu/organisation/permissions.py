"""Who may do what in which agency: the memberships, turned into reasoned decisions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import PERMISSION_TEXTS, ROLES, Permission, Role, roles_with
from navstrechu.core.decision import ALLOWED, Decision, allowed_if, denied
from navstrechu.history.services import SYSTEM, Actor
from navstrechu.organisation.models import Agency, Membership


def _memberships(user: User) -> list[Membership]:
    """Open memberships, read once for each request: the user object lives as long as it."""
    cached: list[Membership] | None = getattr(user, "_open_memberships", None)
    if cached is None:
        cached = list(user.memberships.filter(ended_at=None))
        user._open_memberships = cached  # type: ignore[attr-defined]
    return cached


def forget_memberships(user: User) -> None:
    """After a role was given or withdrawn: the next question reads the memberships anew."""
    if hasattr(user, "_open_memberships"):
        del user._open_memberships


def roles_in(user: User, agency: Agency) -> frozenset[Role]:
    """Roles that the person has in the agency, the region's working group included."""
    if not user.is_active:
        return frozenset()
    return frozenset(
        Role(membership.role)
        for membership in _memberships(user)
        if membership.agency_id == agency.pk or membership.region_id == agency.region_id
    )


def has_role_anywhere(user: User, roles: frozenset[Role]) -> bool:
    """Whether the person has one of the roles in any agency or region."""
    return user.is_active and any(Role(membership.role) in roles for membership in _memberships(user))


def permissions_in(user: User, agency: Agency) -> frozenset[str]:
    """Everything that the person's roles allow in the agency; the navigation shows nothing else."""
    return frozenset(
        permission.value for role in roles_in(user, agency) for permission in ROLES[role].permissions
    )


def can(user: Actor, permission: Permission, agency: Agency) -> Decision:
    """Whether any role of the person allows it; a refusal says which roles do.

    SYSTEM is whoever has the console of the installation: it may everything, and no page ever acts as it.
    """
    if user is SYSTEM:
        return ALLOWED
    if isinstance(user, User) and any(
        permission in ROLES[role].permissions for role in roles_in(user, agency)
    ):
        return ALLOWED
    titles = ", ".join(str(ROLES[role].title).lower() for role in roles_with(permission))
    return denied(
        _("Недостаточно прав, чтобы {action}. Это может: {roles}.").format(
            action=PERMISSION_TEXTS[permission], roles=titles
        )
    )


def can_edit_organisation(user: Actor, agency: Agency) -> Decision:
    """Units, posts, people and appointments: coordinator and administrator."""
    return can(user, Permission.EDIT_ORGANISATION, agency)


def can_edit_settings(user: User, agency: Agency) -> Decision:
    """Names, calendar and thresholds of the agency: coordinator and administrator."""
    return can(user, Permission.EDIT_SETTINGS, agency)


def can_manage_accounts(user: User, agency: Agency) -> Decision:
    """Accounts and roles: the administrator."""
    return can(user, Permission.MANAGE_ACCOUNTS, agency)


def can_manage_account(user: User, account: User, agency: Agency) -> Decision:
    """Disabling an account or replacing its password: the administrator of the only agency it works in.

    An account that also works elsewhere is not one administrator's to close; the own roles can be withdrawn.
    """
    only_here = all(
        membership.agency_id == agency.pk for membership in account.memberships.filter(ended_at=None)
    )
    belongs = account.memberships.filter(agency=agency).exists()
    return can_manage_accounts(user, agency) & allowed_if(
        belongs and only_here,
        _("Учётная запись работает и вне этого органа. Вы можете отозвать её роли в своём органе."),
    )


def can_view_history(user: User, agency: Agency) -> Decision:
    """The journal of the agency."""
    return can(user, Permission.VIEW_HISTORY, agency)


def is_in_working_group(user: User) -> Decision:
    """Whether the person looks over the agencies of a region."""
    if user.is_active and any(membership.region_id for membership in _memberships(user)):
        return ALLOWED
    return denied(gettext_lazy("Сводка по органам региона доступна рабочей группе региона."))
