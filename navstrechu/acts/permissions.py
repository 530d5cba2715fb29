"""Who may register and annul documents."""

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import ActKind
from navstrechu.core.decision import Decision
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can


def can_register(user: Actor, agency: Agency, kind: ActKind) -> Decision:
    """Coordinator and responsible register anything, unit heads what their measures demand.

    Minutes are also registered by the region's working group, whose decisions they hold.
    """
    decision = can(user, Permission.REGISTER_DOCUMENT, agency) | can(
        user, Permission.REGISTER_OWN_DOCUMENT, agency
    )
    if kind is ActKind.MINUTES:
        return decision | can(user, Permission.MOVE_DUE_DATES, agency)
    return decision


def can_annul(user: Actor, agency: Agency) -> Decision:
    """Only who may register any document annuls one."""
    return can(user, Permission.REGISTER_DOCUMENT, agency)


def can_order_archive(user: Actor, agency: Agency) -> Decision:
    """Having many documents collected into one archive: who prepares or registers them."""
    return can(user, Permission.REGISTER_DOCUMENT, agency) | can(user, Permission.DRAFT_DOCUMENT, agency)
