"""Identities of a provider."""

from itertools import count

from django.conf import settings

from navstrechu.accounts.models import IdentityLink, User
from navstrechu.accounts.services.identities import link_identity
from navstrechu.core.clients.openid import Identity
from tests.factories import NOON
from tests.factories.accounts import user

ISSUER = "https://login.example.org"
_numbers = count(1)


def identity(subject: str = "", issuer: str = "", **values: object) -> Identity:
    """Somebody at the provider, of the settings where no other is named."""
    given = {"name": "Петрова Анна Ивановна", "methods": frozenset()} | values
    return Identity(
        issuer or settings.OPENID_ISSUER or ISSUER, subject or f"subject{next(_numbers)}", **given
    )


def identity_link(account: User | None = None, of: Identity | None = None) -> IdentityLink:
    owner = account or user()
    return link_identity(user=owner, identity=of or identity(), by=owner, at=NOON)
