"""The identity provider of this installation, and whose account an identity opens."""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from navstrechu.accounts.models import IdentityLink, User
from navstrechu.core.clients.openid import Identity, Provider, Registration
from navstrechu.core.errors import NotAllowed


def is_configured() -> bool:
    """Whether people may enter through a provider."""
    return bool(settings.OPENID_ISSUER)


def provider() -> Provider | None:
    """The provider that the environment names; None where there is none."""
    if not is_configured():
        return None
    return _provider(
        Registration(
            settings.OPENID_ISSUER,
            settings.OPENID_CLIENT_ID,
            settings.OPENID_CLIENT_SECRET,
            tuple(settings.OPENID_SCOPES),
        )
    )


@lru_cache(maxsize=4)
def _provider(registration: Registration) -> Provider:
    """One for the life of the process: it keeps what it has fetched."""
    return Provider(registration)


def is_second_factor(identity: Identity) -> bool:
    """Whether the provider has asked for a second factor and this installation lets that count."""
    return bool(identity.methods & set(settings.OPENID_SECOND_FACTOR))


def link_of(user: User) -> IdentityLink | None:
    """By which identity of the present provider the account may enter."""
    return IdentityLink.objects.filter(user=user, issuer=settings.OPENID_ISSUER).first()


def known_account(identity: Identity) -> User | None:
    """The account that the identity is linked to, active or not."""
    found = IdentityLink.objects.filter(issuer=identity.issuer, subject=identity.subject)
    link = found.select_related("user").first()
    return link.user if link else None


def account_of(identity: Identity) -> User:
    """The account that the identity opens. Raises NotAllowed: nobody registers by entering."""
    user = known_account(identity)
    if user is None:
        raise NotAllowed(
            _(
                "Этот вход не связан ни с одной учётной записью «Навстречу». Войдите по логину и свяжите его "
                "в меню под вашими инициалами («Вход без пароля») или откройте приглашение администратора."
            )
        )
    if not user.is_active:
        raise NotAllowed(_("Ваша учётная запись отключена. Обратитесь к администратору вашего органа."))
    return user
