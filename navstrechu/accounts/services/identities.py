"""By which identities of the provider an account may enter."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import IdentityLink, Session, User
from navstrechu.accounts.services.credentials import check_credentials, require_password
from navstrechu.accounts.services.writing import INSTALLATION, account_subject
from navstrechu.core.clients.openid import Identity
from navstrechu.core.errors import Conflict
from navstrechu.history.services import Actor, record

_WRONG_PASSWORD = gettext_lazy("Пароль введён неверно. Попробуйте ещё раз.")


def link_own_identity(*, user: User, identity: Identity, password: str, address: str, at: datetime) -> None:
    """Let the person enter by an identity, after proving to know the password; guesses count.

    Not one transaction: a wrong guess must stay counted. Raises InputRefused, Conflict.
    """
    require_password(user)
    check_credentials(login=user.login, password=password, address=address, at=at, refusal=_WRONG_PASSWORD)
    link_identity(user=user, identity=identity, by=user, at=at)


@transaction.atomic
def link_identity(
    *, user: User, identity: Identity, by: Actor, at: datetime, agency_id: int = INSTALLATION
) -> IdentityLink:
    """Let an account be entered by an identity. What it is called at the provider stays out of the history.

    Raises Conflict where the identity is another account's, or the account has one of this provider.
    """
    link = IdentityLink(user=user, issuer=identity.issuer, subject=identity.subject, linked_at=at)
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError as error:
        raise Conflict(
            _("Этот вход уже связан с учётной записью, или у вашей уже есть другой. Отвяжите прежний.")
        ) from error
    _record("identity_linked", link, by, at, agency_id)
    return link


@transaction.atomic
def unlink_identity(
    *, user: User, issuer: str, by: Actor, at: datetime, agency_id: int = INSTALLATION
) -> None:
    """From now on the account is not entered by its identity; doing it again changes nothing.

    When an administrator does it, the sessions of the account end. Raises Conflict where the person would
    lock itself out.
    """
    link = IdentityLink.objects.select_for_update().filter(user=user, issuer=issuer).first()
    if link is None:
        return
    if by == user and not user.has_usable_password():
        raise Conflict(
            _("У вашей учётной записи нет пароля: без этого входа вы не войдёте. Его задаст администратор.")
        )
    _record("identity_unlinked", link, by, at, agency_id)
    link.delete()
    if by != user:
        Session.objects.filter(user=user, ended_at=None).update(ended_at=at)


def _record(verb: str, link: IdentityLink, by: Actor, at: datetime, agency_id: int) -> None:
    record(verb, agency_id=agency_id, subject=account_subject(link.user), by=by, at=at, comment=link.issuer)
