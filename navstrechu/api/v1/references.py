"""Things that a body names: found among those of the agency, or refused in words (422)."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from navstrechu.core.errors import InputRefused

_Thing = TypeVar("_Thing")
_Row = TypeVar("_Row", bound=Model)


def chosen(known: Mapping[int, _Thing], ids: Iterable[int], sentence: str) -> list[_Thing]:
    """The things of those ids, in their order.

    Raises InputRefused with the sentence, told ``{id}`` of the first missing one and ``{numbers}`` of all.
    """
    wanted = list(ids)
    missing = sorted(set(wanted) - known.keys())
    if missing:
        raise InputRefused(sentence.format(id=missing[0], numbers=", ".join(map(str, missing))))
    return [known[pk] for pk in wanted]


def one_of(rows: QuerySet[_Row], pk: int, sentence: str) -> _Row:
    """The row of that id. Raises InputRefused with the sentence, told ``{id}``."""
    return chosen(rows.in_bulk([pk]), [pk], sentence)[0]


def given(body: Any, *names: str) -> dict[str, Any]:
    """Those of the fields that a correction names with a value: what is left out stays as it is."""
    return {name: getattr(body, name) for name in names if getattr(body, name) is not None}
