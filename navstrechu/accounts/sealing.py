"""Secrets that must be read again, kept so that a copy of the database alone gives them to nobody."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

_PURPOSE = b"navstrechu.accounts.sealing"


def seal(text: str) -> str:
    """The text under a key that follows from the signing key of the installation."""
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str | None:
    """The text; None when the signing key has changed, for instance after a restore on another machine."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    """Earlier signing keys open what they have sealed; new seals are made with the present one."""
    return MultiFernet([Fernet(_key(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(signing_key: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(hmac.new(force_bytes(signing_key), _PURPOSE, hashlib.sha256).digest())
