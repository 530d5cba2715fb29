"""Exceptions that the product ships, and how exceptions are found for a phrase."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from navstrechu.core.text.grammar.cases import OBLIQUE, Case, Exceptions, Gender, PhraseKind

NO_EXCEPTIONS: Exceptions = MappingProxyType({})
_FILE = Path(__file__).with_name("exceptions.toml")
_WHOLE_ONLY = frozenset({PhraseKind.SURNAME, PhraseKind.FIRST_NAME, PhraseKind.PATRONYMIC})


@lru_cache(maxsize=3)
def shipped(gender: Gender | None) -> Exceptions:
    """The shipped dictionary; entries of a gender are there only for people of it."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    names = {kind: [kind.value, f"{kind.value}_{gender}"] for kind in PhraseKind}
    return {
        (kind, phrase.casefold()): _forms(written)
        for kind in PhraseKind
        for name in names[kind]
        for phrase, written in tables.get(name, {}).items()
    }


def _forms(written: str) -> Mapping[Case, str]:
    """«Льва, Льву, Льва, Львом, Льве», or one form for all cases."""
    forms = written.split(", ")
    return dict(zip(OBLIQUE, forms * len(OBLIQUE) if len(forms) == 1 else forms, strict=False))


def form_of_exception(kind: PhraseKind, phrase: str, case: Case, exceptions: Exceptions) -> str | None:
    """The phrase in the case as an exception says; None when there is none, or none for this case.

    An exception for the beginning of a post or of a body's name holds for the whole: «Россвязь» for
    «Россвязь Орловской области». The longest one wins.
    """
    if not exceptions:
        return None
    for beginning in [phrase] if kind in _WHOLE_ONLY else _beginnings(phrase):
        form = exceptions.get((kind, beginning.casefold()), {}).get(case)
        if form:
            return _with_capital_of(form, phrase) + phrase[len(beginning) :]
    return None


def _beginnings(phrase: str) -> Iterator[str]:
    yield phrase
    ends = [place for place, char in enumerate(phrase) if char.isspace()]
    yield from (phrase[:end] for end in reversed(ends))


def _with_capital_of(form: str, phrase: str) -> str:
    return form[:1].upper() + form[1:] if phrase[:1].isupper() else form
