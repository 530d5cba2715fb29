"""Who freezes and approves editions of registers."""

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.core.decision import Decision, allowed_if
from navstrechu.history.services import SYSTEM, Actor
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can
from navstrechu.registers.models import RegisterEdition

_OWN_EDITION = _("Редакцию утверждает не тот, кто её сформировал. Это сделает другой сотрудник.")


def can_freeze(user: Actor, agency: Agency) -> Decision:
    """Forming an edition, taking back one not yet approved: the coordinator."""
    return can(user, Permission.FREEZE_EDITION, agency)


def can_approve(user: Actor, edition: RegisterEdition) -> Decision:
    """Registering the order that approves the edition: the responsible, never who formed it."""
    allowed = can(user, Permission.APPROVE_EDITION, edition.agency)
    return allowed & is_not_former(user, edition.frozen_by_id)


def is_not_former(user: Actor, former: int | None) -> Decision:
    """Four eyes: who formed an edition neither approves it nor signs its order."""
    is_other = user is SYSTEM or not isinstance(user, User) or user.pk != former
    return allowed_if(is_other, _OWN_EDITION)


def can_name_procedure(user: Actor, agency: Agency) -> Decision:
    """Telling which order approved the procedure of keeping a register: the coordinator."""
    return can(user, Permission.EDIT_REGISTERS, agency)
