"""Who may do what with the roadmap."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.core.decision import ALLOWED, Decision, allowed_if, denied
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can
from navstrechu.roadmap.models import CalendarFeed, Measure

_NOT_OWN = _("Это мероприятие ведёт другая должность. Обратитесь к ответственному или к координатору.")
_TEMPLATES = _("С образцами дорожных карт работают координатор органа и рабочая группа региона.")
_NOT_OWN_FEED = _("Эту ленту создал другой сотрудник. Отозвать её может он сам или администратор.")


def can_edit(user: Actor, agency: Agency) -> Decision:
    """Import, corrections of wording and of executors: the coordinator."""
    return can(user, Permission.EDIT_ROADMAP, agency)


def can_move_due_dates(user: User, agency: Agency) -> Decision:
    """Recording the decision of minutes that moves a date: the region's working group."""
    return can(user, Permission.MOVE_DUE_DATES, agency)


def can_use_template(user: Actor, agency: Agency) -> Decision:
    """Preparing a plan for the agency from another one's: its coordinator and the region's working group."""
    return (
        can(user, Permission.EDIT_ROADMAP, agency)
        | can(user, Permission.MOVE_DUE_DATES, agency)
        | denied(_TEMPLATES)
    )


def can_offer_template(user: Actor, agency: Agency) -> Decision:
    """Offering the agency's plan to its region as a template: its coordinator and the working group."""
    return can_use_template(user, agency)


def can_start(user: User, agency: Agency, measure: Measure, own_posts: Collection[int]) -> Decision:
    """Noting that work has begun: coordinator and responsible anywhere, others on measures of their post."""
    return can(user, Permission.START_MEASURE, agency) & (
        can(user, Permission.REGISTER_DOCUMENT, agency) | _is_own(measure, own_posts)
    )


def can_count_document(
    user: Actor, agency: Agency, measures: Collection[Measure], own_posts: Collection[int]
) -> Decision:
    """Counting a document as the result of measures: coordinator and responsible any, a unit head the own
    ones."""
    anywhere = can(user, Permission.REGISTER_DOCUMENT, agency)
    if anywhere:
        return anywhere
    own = can(user, Permission.REGISTER_OWN_DOCUMENT, agency)
    if not own:
        return anywhere
    return next((denied(_NOT_OWN) for measure in measures if not _is_own(measure, own_posts)), ALLOWED)


def can_withdraw_feed(user: User, feed: CalendarFeed) -> Decision:
    """Closing the address of a calendar feed: its owner, and who manages accounts of the agency."""
    own = allowed_if(feed.owner_id == user.pk, _NOT_OWN_FEED)
    return own or can(user, Permission.MANAGE_ACCOUNTS, feed.agency)


def _is_own(measure: Measure, own_posts: Collection[int]) -> Decision:
    posts = {measure.responsible_id, *(item.post_id for item in measure.co_executors.all())}
    return allowed_if(bool(posts & set(own_posts)), _NOT_OWN)
