"""One-time codes by time (RFC 6238): pure functions over a secret and a moment."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
# The clock of a phone may be off by half a minute either way.
_SKEW = 1
_SECRET_BYTES = 20
_GROUP = 4


def new_secret() -> str:
    """160 random bits in the letters that authenticators read (RFC 4226 asks for no fewer than 128)."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode("ascii")


def step_of(at: datetime) -> int:
    """The number of the half minute."""
    return int(at.timestamp()) // STEP_SECONDS


def code_at(secret: str, step: int) -> str:
    """The six digits of a half minute (RFC 4226, 5.3)."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8), "sha1")
    place = digest[-1] & 0xF
    number = int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: str, typed: str, at: datetime, *, after: int) -> int | None:
    """The half minute whose code was typed: the present one or a neighbour, later than ``after``."""
    digits = "".join(typed.split())
    if not digits.isascii():
        return None
    now = step_of(at)
    matching = [
        step
        for step in range(now - _SKEW, now + _SKEW + 1)
        if step > after and hmac.compare_digest(code_at(secret, step), digits)
    ]
    return max(matching, default=None)


def in_groups(secret: str) -> str:
    """The secret as it is typed by hand: «ABCD EFGH …»."""
    return " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP))


def enrolment_address(secret: str, *, login: str, issuer: str) -> str:
    """What the QR code says: the address by which authenticators take a secret over."""
    label = quote(f"{issuer}:{login}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"
