"""Recovery codes: how they look, how they are recognised when typed. Pure functions."""

import hashlib
import secrets

NUMBER = 10
# Without 0, 1, I and O, which look alike on paper.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# 80 random bits: a plain hash cannot be guessed back.
_LENGTH = 16
_GROUP = 4


def new_codes() -> list[str]:
    """Ten codes: «K7MQ-2XPA-9TRD-HW4E»."""
    return [_grouped("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))) for _ in range(NUMBER)]


def _grouped(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def looks_like_code(typed: str) -> bool:
    """Whether this is meant as a recovery code, not as the six digits of the authenticator."""
    return len(_plain(typed)) == _LENGTH


def code_hash(typed: str) -> str:
    """What is stored of a code, whatever the case of its letters, hyphens and blanks."""
    return hashlib.sha256(_plain(typed).encode()).hexdigest()


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum())
