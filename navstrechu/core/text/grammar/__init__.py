"""Posts, bodies, names of people and other phrases in the cases of Russian. Pure functions over strings."""

from navstrechu.core.text.grammar.cases import (
    Case,
    Exceptions,
    Gender,
    Inflected,
    NameOrder,
    PhraseKind,
)
from navstrechu.core.text.grammar.inflection import inflect, inflect_person
from navstrechu.core.text.grammar.people import gender_of

__all__ = [
    "Case",
    "Exceptions",
    "Gender",
    "Inflected",
    "NameOrder",
    "PhraseKind",
    "gender_of",
    "inflect",
    "inflect_person",
]
