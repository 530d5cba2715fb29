"""Who drafts, agrees, signs and registers; who sets templates and forms."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import ActKind
from navstrechu.acts.permissions import can_register as can_register_act
from navstrechu.core.decision import ALLOWED, Decision, allowed_if, denied
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import Draft, Visa
from navstrechu.drafting.queries.drafts import writers_of
from navstrechu.history.services import SYSTEM, Actor
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can

_OTHERS_DRAFT = _("Проект ведёт его автор. Править его могут автор и координатор.")
_OWN_DRAFT = _("Автор не визирует и не подписывает собственный документ. Это сделает другой сотрудник.")
_OWN_WORDS = _(
    "Вы правили текст этого документа: завизировать, подписать его или зарегистрировать подписанный на "
    "бумаге должен другой сотрудник."
)
_NOT_YOUR_VISA = _("Эту визу ставит тот, кто занимает указанную в ней должность.")
_ON_PAPER = _(
    "Документ, подписанный на бумаге, регистрирует не его автор. Подпишите его в системе или передайте "
    "другому сотруднику."
)


def can_draft(user: Actor, agency: Agency) -> Decision:
    """Starting a draft: everybody who prepares documents."""
    return can(user, Permission.DRAFT_DOCUMENT, agency)


def can_edit_draft(user: Actor, draft: Draft) -> Decision:
    """Editing, sending and taking back: the author, and the coordinator any draft."""
    own = user is SYSTEM or user.pk == draft.author_id
    anywhere = can(user, Permission.EDIT_TEMPLATES, draft.agency)
    return can_draft(user, draft.agency) & (anywhere | allowed_if(own, _OTHERS_DRAFT))


def can_decide_visa(user: Actor, visa: Visa, own_posts: Collection[int]) -> Decision:
    """A visa: who holds its post on the day, never who wrote the document."""
    draft = visa.round.draft
    return _is_other(user, draft) & allowed_if(visa.post_id in own_posts, _NOT_YOUR_VISA)


def can_sign(user: Actor, draft: Draft) -> Decision:
    """Signing, and giving back instead of signing: the responsible, never who wrote the document (four
    eyes) nor whom the kind of document excludes."""
    allowed = can(user, Permission.SIGN_DOCUMENT, draft.agency) & _is_other(user, draft)
    return allowed & kind_of(draft.kind).may_sign(user, draft)


def can_register_draft(user: Actor, draft: Draft) -> Decision:
    """Giving number and date: who registers such documents; one signed on paper never by who
    wrote it."""
    allowed = can_register_act(user, draft.agency, ActKind(draft.act_kind))
    if draft.signed_at is not None:
        return allowed
    is_author = user is not SYSTEM and user.pk == draft.author_id
    return allowed & allowed_if(not is_author, _ON_PAPER) & _is_other(user, draft)


def can_edit_templates(user: Actor, agency: Agency) -> Decision:
    """Templates, numbers, printed form and the dictionary of cases: the coordinator."""
    return can(user, Permission.EDIT_TEMPLATES, agency)


def _is_other(user: Actor, draft: Draft) -> Decision:
    """Not the author, nor a coordinator who has changed the author's text."""
    if user is SYSTEM:
        return ALLOWED
    if user.pk == draft.author_id:
        return denied(_OWN_DRAFT)
    return allowed_if(user.pk not in writers_of(draft), _OWN_WORDS)
