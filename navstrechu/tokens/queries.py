"""Reads of keys."""

from datetime import datetime

from django.db.models import QuerySet

from navstrechu.accounts.models import User
from navstrechu.tokens.models import ApiToken
from navstrechu.tokens.services import token_hash


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """Keys that the person has not withdrawn, expired ones too, the latest first."""
    return ApiToken.objects.filter(user=user, withdrawn_at=None).order_by("-created_at", "-id")


def keys_in_force(user: User, at: datetime) -> QuerySet[ApiToken]:
    """Keys by which programs act for the person at that moment."""
    return ApiToken.objects.filter(user=user, withdrawn_at=None, expires_at__gt=at)


def token_in_force(secret: str, at: datetime) -> ApiToken | None:
    """The key with its account, None where it is unknown, withdrawn, expired, or the account is closed."""
    return (
        ApiToken.objects.select_related("user")
        .filter(token_hash=token_hash(secret), withdrawn_at=None, expires_at__gt=at, user__is_active=True)
        .first()
    )
