"""Cases and genders of Russian, and what an inflected phrase is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Case(StrEnum):
    """The six cases of school grammar."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


OBLIQUE = tuple(case for case in Case if case is not Case.NOMINATIVE)


class Gender(StrEnum):
    """Of people: their names decline by it."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class PhraseKind(StrEnum):
    """What a phrase names, which decides how it declines: a post is a living being, a body is not."""

    POST = "post"
    BODY = "body"
    SURNAME = "surname"
    FIRST_NAME = "first_name"
    PATRONYMIC = "patronymic"
    PHRASE = "phrase"


class NameOrder(StrEnum):
    """«Востриков А. В.» of lists, «А. В. Востриков» of signatures, «Востриков Андрей Владимирович»."""

    SURNAME_FIRST = "surname_first"
    INITIALS_FIRST = "initials_first"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Inflected:
    """A phrase in a case; not ``is_certain`` when a person should look at the form before it is printed."""

    text: str
    is_certain: bool


# The key is a kind and the nominative in small letters (casefolded); the value need not name every case.
Exceptions: TypeAlias = Mapping[tuple[PhraseKind, str], Mapping[Case, str]]
