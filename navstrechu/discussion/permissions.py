"""Who may speak and withdraw."""

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.core.decision import Decision, allowed_if
from navstrechu.discussion.models import Comment
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can


def can_comment(user: User, agency: Agency) -> Decision:
    """Members of the agency and the region's working group take part in discussions."""
    return can(user, Permission.COMMENT, agency)


def can_withdraw(user: User, comment: Comment) -> Decision:
    """Only the author withdraws the own words."""
    return allowed_if(comment.author_id == user.pk, _("Отозвать сообщение может только его автор."))
