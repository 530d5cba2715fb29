"""Who must sign in with a one-time code beside the password: a setting of the installation and the roles."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.decision import Decision, allowed_if
from navstrechu.organisation.permissions import has_role_anywhere

APPROVERS, EVERYBODY, NOBODY = "approvers", "all", "nobody"
TITLES = {
    APPROVERS: _("утверждающим и администраторам"),
    EVERYBODY: _("всем"),
    NOBODY: _("никому"),
}
# Whoever approves or keeps the plan, and whoever lets people in.
DEMANDED_OF = frozenset({Role.RESPONSIBLE, Role.COORDINATOR, Role.ADMINISTRATOR})


def second_factor_required(user: User) -> bool:
    """Whether the person must sign in with a second factor; in a demonstration nobody must.

    A second factor that an identity provider has asked for is one too: see Session.has_second_factor.
    """
    if settings.DEMONSTRATION or settings.SECOND_FACTOR == NOBODY:
        return False
    return settings.SECOND_FACTOR == EVERYBODY or has_role_anywhere(user, DEMANDED_OF)


def can_turn_off_second_factor(user: User) -> Decision:
    """Signing in without codes: only those of whom they are not demanded."""
    return allowed_if(
        not second_factor_required(user),
        _("Отключить вход с кодом нельзя: для вашей роли он обязателен. Запасные коды можно создать заново."),
    )
