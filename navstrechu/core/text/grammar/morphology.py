"""Single words: what the dictionary of the language knows about them, and their forms.

The dictionary is loaded by the first word that is asked for, once in a process: 0.2 s and some 30 MB that
most commands never need.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from navstrechu.core.text.grammar.cases import Case
from navstrechu.core.text.grammar.spelling import like, without_yo_unless

_GRAMMEMES = {
    Case.NOMINATIVE: "nomn",
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_LONGEST_WORD = 60
_RUSSIAN = re.compile("[а-яё-]+")
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a word in the nominative.

    ``gender`` is masc, femn, neut, or ms-f («глава»); "" in the plural. ``is_known`` is False for a word that
    the dictionary only guesses by its ending. ``parse`` is the dictionary's own record.
    """

    is_adjective: bool
    gender: str
    is_plural: bool
    is_animate: bool
    is_fixed: bool
    is_known: bool
    marks: frozenset[str]
    parse: Any

    def agrees(self, noun: "Reading") -> bool:
        """Whether this adjective can stand before the noun."""
        if self.is_plural or noun.is_plural:
            return self.is_plural and noun.is_plural
        return noun.gender == "ms-f" or self.gender == noun.gender


@lru_cache(maxsize=1)
def _loaded() -> Any:
    import pymorphy3  # noqa: PLC0415 – the dictionary takes 0.2 s and 30 MB: only who declines pays for it

    return pymorphy3.MorphAnalyzer(lang="ru")


def load() -> None:
    """Load the dictionary now rather than with the first word."""
    _parses("слово")


@lru_cache(maxsize=20_000)
def _parses(word: str) -> tuple[Any, ...]:
    if not _RUSSIAN.fullmatch(word):
        return ()  # of some signs the dictionary fails to say what they are
    with _LOCK:  # two threads that come first would load it twice
        return tuple(_loaded().parse(word))


@lru_cache(maxsize=20_000)
def nominatives(word: str) -> tuple[Reading, ...]:
    """Readings of a word as a noun or an adjective in the nominative, the likeliest first."""
    if len(word) > _LONGEST_WORD:
        return ()
    readings = (_reading(parse) for parse in _parses(word.lower()) if parse.tag.case == "nomn")
    return tuple(reading for reading in readings if reading is not None)


def _reading(parse: Any) -> Reading | None:
    tag = parse.tag
    if tag.POS not in _ADJECTIVES | {"NOUN"}:
        return None
    is_plural = tag.number == "plur"
    return Reading(
        is_adjective=tag.POS in _ADJECTIVES,
        gender="" if is_plural else "ms-f" if "ms-f" in tag else str(tag.gender or ""),
        is_plural=is_plural,
        is_animate=tag.animacy == "anim",
        is_fixed="Fixd" in tag,
        is_known=bool(parse.is_known),
        marks=frozenset(map(str, tag.grammemes)),
        parse=parse,
    )


@lru_cache(maxsize=20_000)
def parts_of_speech(word: str) -> frozenset[str]:
    """OpenCorpora's names of all parts of speech that a word can be: NOUN, ADVB, PREP …"""
    return frozenset(str(parse.tag.POS) for parse in _parses(word.lower()[:_LONGEST_WORD]))


@lru_cache(maxsize=20_000)
def may_be(word: str, grammemes: frozenset[str]) -> bool:
    """Whether a reading of the word has all these grammemes."""
    return any(grammemes <= frozenset(map(str, parse.tag.grammemes)) for parse in _parses(word.lower()))


def is_known(word: str) -> bool:
    """Whether the dictionary has the word itself."""
    return any(parse.is_known for parse in _parses(word.lower()[:_LONGEST_WORD]))


@lru_cache(maxsize=50_000)
def form(reading: Reading, word: str, case: Case, is_animate: bool) -> str | None:
    """The word in the case, with its capitals; None when the dictionary has no such form.

    The accusative of masculine and plural words, which is the genitive of the living and the nominative of
    things, is told by ``is_animate``.
    """
    if reading.is_fixed or case is Case.NOMINATIVE:
        return word
    grammemes = {_GRAMMEMES[_like_another(reading, case, is_animate)]}
    if "nomn" in grammemes:
        return word
    grammemes.add("plur" if reading.is_plural else "sing")
    if reading.is_adjective and reading.gender:
        grammemes.add(reading.gender)
    found = reading.parse.inflect(grammemes)
    if found is None:
        return None
    return like(without_yo_unless(found.word, reading.parse.word, word), word)


def _like_another(reading: Reading, case: Case, is_animate: bool) -> Case:
    if case is not Case.ACCUSATIVE:
        return case
    if reading.gender == "neut":
        return Case.NOMINATIVE
    if reading.is_plural or (reading.gender == "masc" and not _is_first_declension(reading)):
        return Case.GENITIVE if is_animate else Case.NOMINATIVE
    return case


def _is_first_declension(reading: Reading) -> bool:
    """«судья», «староста»: a masculine noun with an accusative of its own."""
    return not reading.is_adjective and reading.parse.word.endswith(("а", "я"))


@lru_cache(maxsize=2_000)
def form_with(word: str, case: Case, *grammemes: str) -> str:
    """The form of a number's word with these grammemes: «пять» → «пятью», «первый» → «первое»."""
    parses = [parse for parse in _parses(word) if parse.tag.case == "nomn"]
    parses.sort(key=lambda parse: parse.tag.POS != "NUMR")  # «сто» is also a car service
    return str(parses[0].inflect({_GRAMMEMES[case], *grammemes}).word)
