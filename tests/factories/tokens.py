"""Access keys and kept answers."""

from collections.abc import Sequence
from itertools import count

from navstrechu.accounts.models import User
from navstrechu.tokens.models import ApiToken, KeptAnswer
from navstrechu.tokens.scopes import Scope
from navstrechu.tokens.services import answer_once, create_token
from tests.factories import NOON
from tests.factories.accounts import user

_numbers = count(1)


def api_key(
    of: User | None = None, scopes: Sequence[str] = tuple(Scope), **values: object
) -> tuple[ApiToken, str]:
    """A key with its text."""
    given = {"name": "Отчётность", "days": 90, "at": NOON} | values
    return create_token(scopes=list(scopes), by=of or user(), **given)


def kept_answer(of: User | None = None, key: str = "") -> KeptAnswer:
    owner, name = of or user(), key or f"key{next(_numbers)}"
    answer_once(user=owner, key=name, request_hash="0" * 64, work=lambda: (201, '{"id": 1}'), at=NOON)
    return KeptAnswer.objects.get(user=owner, key=name)
