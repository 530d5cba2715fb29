"""Noun phrases: adjectives and the noun that they stand before decline, what depends on the noun stays.

«старший государственный инспектор отдела надзора» → «старшего государственного инспектора отдела надзора».
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from navstrechu.core.text.grammar.cases import Case, Inflected
from navstrechu.core.text.grammar.morphology import may_be, parts_of_speech
from navstrechu.core.text.grammar.spelling import is_abbreviation
from navstrechu.core.text.grammar.words import WordReading, readings_of

_WORD = re.compile(r"((?<![\w.])(?<!\d-)[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*(?![\w-]))")
_NOTHING_OR_LATIN = re.compile(r"\s*(?:[A-Za-z]+-)?")  # «IT-специалист», «QR-код»
_BETWEEN_LIKE_WORDS = re.compile(r",?\s+")
_LIVING_NOMINATIVE = frozenset({"NOUN", "anim", "nomn"})
_CONJUNCTIONS = frozenset({"и", "или"})
_NO_ADJECTIVE = "исполняющ"  # «исполняющие обязанности»: the duties are no noun that it describes
_MOST_ADJECTIVES = 8
# Adjectives and participles that are posts by themselves.
_NOUN_BY_USE = frozenset(
    {"ведущий", "дежурный", "заведующий", "заведующая", "заведующие", "исполняющий", "исполняющая",
     "исполняющие", "командующий", "ответственный", "ответственная", "ответственные", "управляющий",
     "управляющая", "управляющие", "уполномоченный", "уполномоченная", "уполномоченные", "служащий",
     "служащая", "служащие", "рабочий", "доверенный", "учёный", "ученый"}
)  # fmt: skip
# Plurals that look like a genitive of the singular and hardly ever are.
_PLURAL_BY_USE = frozenset(
    {"главы", "данные", "задачи", "правила", "сведения", "требования", "условия", "цели"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A phrase taken apart: ``gaps`` are what stands before each word and after the last one."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]

    @classmethod
    def of(cls, phrase: str) -> "Text":
        """Only Russian words are words; numbers, signs and Latin letters are gaps."""
        pieces = _WORD.split(phrase)
        return cls(tuple(pieces[1::2]), tuple(pieces[0::2]))

    def with_forms(self, forms: dict[int, str]) -> str:
        """The phrase with some words replaced, everything else as it was."""
        words = [forms.get(place, word) for place, word in enumerate(self.words)]
        return "".join(gap + word for gap, word in zip(self.gaps, [*words, ""], strict=True))

    @property
    def is_in_capitals(self) -> bool:
        """«ДЕПАРТАМЕНТ ТРУДА»: capitals do not tell abbreviations here."""
        words = "".join(self.words)
        return words.isupper() and any(not is_abbreviation(word) for word in self.words)

    def follows(self, place: int) -> bool:
        """Whether nothing but white space, perhaps with a comma, stands before the word."""
        return place < len(self.words) and bool(_BETWEEN_LIKE_WORDS.fullmatch(self.gaps[place]))


@dataclass(frozen=True, slots=True)
class Head:
    """The words that decline: adjectives by their places, the noun last."""

    places: tuple[tuple[int, WordReading], ...]
    is_certain: bool

    @property
    def noun(self) -> WordReading:
        """The word that the others agree with."""
        return self.places[-1][1]

    @property
    def end(self) -> int:
        """The place of the noun."""
        return self.places[-1][0]

    def forms(self, case: Case, *, is_animate: bool) -> dict[int, str] | None:
        """Forms by places; None when one of them does not exist."""
        forms = {place: word.form(case, is_animate=is_animate) for place, word in self.places}
        return None if None in forms.values() else {place: str(form) for place, form in forms.items()}


def inflected_phrase(text: Text, case: Case, *, is_animate: bool) -> Inflected:
    """The phrase in the case; unchanged and not certain when no noun in the nominative is found."""
    head = find_head(text, 0, is_animate=is_animate) if text.words and _begins(text) else None
    if head is None:
        is_fixed = bool(text.words) and text.gaps[0] == "" and is_abbreviation(text.words[0])
        return Inflected(text.with_forms({}), is_fixed)
    heads = [head, *_like_heads(text, head, is_animate=is_animate)]
    forms = [each.forms(case, is_animate=is_animate) for each in heads]
    if any(found is None for found in forms):
        return Inflected(text.with_forms({}), False)
    all_forms = {place: form for found in forms if found for place, form in found.items()}
    is_certain = all(each.is_certain for each in heads) and not (is_animate and _hides_post(text, all_forms))
    return Inflected(text.with_forms(all_forms), is_certain)


def _hides_post(text: Text, forms: Collection[int]) -> bool:
    """«начальник отдела-заместитель начальника управления»: a dash without spaces."""
    others = (word for place, word in enumerate(text.words) if "-" in word and place not in forms)
    lasts = (word.rpartition("-")[2] for word in others)
    return any(may_be(last, _LIVING_NOMINATIVE) and not may_be(last, frozenset({"gent"})) for last in lasts)


def _begins(text: Text) -> bool:
    return bool(_NOTHING_OR_LATIN.fullmatch(text.gaps[0]))


def find_head(text: Text, start: int, *, is_animate: bool) -> Head | None:
    """The first noun with its adjectives from a place on; None when the words there are in no nominative."""
    return next(_heads(text, start, is_animate, _MOST_ADJECTIVES), None)


def _heads(text: Text, place: int, is_animate: bool, most: int) -> Iterator[Head]:
    """All ways to read the words from a place on, the likeliest first."""
    word = text.words[place]
    if is_abbreviation(word) and not text.is_in_capitals:
        return
    if text.gaps[place + 1].startswith("."):
        yield from _after_abbreviation(text, place, is_animate, most)
        return
    readings = readings_of(word)
    adjectives = [reading for reading in readings if reading.main.is_adjective]
    if most and adjectives and not word.lower().startswith(_NO_ADJECTIVE):
        yield from _described(text, place, adjectives, is_animate, most)
    yield from _nouns(word, place, readings, is_animate)
    if adjectives:
        yield Head(((place, adjectives[0]),), is_certain=word.lower() in _NOUN_BY_USE)
    elif most and not readings and "ADVB" in parts_of_speech(word) and text.follows(place + 1):
        yield from _heads(text, place + 1, is_animate, most - 1)  # «временно исполняющий обязанности»


def _after_abbreviation(text: Text, place: int, is_animate: bool, most: int) -> Iterator[Head]:
    """«гл. специалист»: the abbreviation stays; better it were written out, so the form is not certain."""
    if most and text.gaps[place + 1].strip() == "." and place + 1 < len(text.words):
        for head in _heads(text, place + 1, is_animate, most - 1):
            yield Head(head.places, is_certain=False)


def _described(
    text: Text, place: int, adjectives: Sequence[WordReading], is_animate: bool, most: int
) -> Iterator[Head]:
    following = place + 1
    before_conjunction = text.follows(following) and text.words[following] in _CONJUNCTIONS
    following += before_conjunction
    is_listed = before_conjunction or (place > 0 and text.words[place - 1] in _CONJUNCTIONS)
    if not text.follows(following):
        return
    for head in _heads(text, following, is_animate, most - 1):
        adjective = next((each for each in adjectives if _agrees(each, head, is_listed)), None)
        if adjective:
            yield Head(((place, adjective), *head.places), head.is_certain and adjective.is_known)


def _agrees(adjective: WordReading, head: Head, is_listed: bool) -> bool:
    """Adjectives agree with each other and the noun; «первый и второй отделы» are one and one of several."""
    shares = is_listed and head.noun.main.is_plural
    return shares or all(adjective.main.agrees(word.main) for word in (head.places[0][1], head.noun))


def _nouns(word: str, place: int, readings: Sequence[WordReading], is_animate: bool) -> Iterator[Head]:
    nouns = [reading for reading in readings if not reading.main.is_adjective]
    nouns.sort(key=lambda reading: (reading.main.is_animate != is_animate, not reading.is_known))
    for noun in nouns:
        yield Head(((place, noun),), noun.is_known and not _is_rather_genitive(word, noun))


def _is_rather_genitive(word: str, noun: WordReading) -> bool:
    """«управления» is more often of one «управление» than the plural of it."""
    if not noun.main.is_plural or word.lower() in _PLURAL_BY_USE:
        return False
    return may_be(word, frozenset({"gent", "sing"}))


def _like_heads(text: Text, head: Head, *, is_animate: bool) -> Iterator[Head]:
    """Further words in the same case: «председатель и секретарь», «лицо, ответственное за приём»."""
    last, place = head, head.end + 1
    while place < len(text.words):
        if "«" in text.gaps[place] or '"' in text.gaps[place]:
            return
        found = _like_head(text, last, place, is_animate) or _trailing_adjective(text, head, place)
        if found:
            yield found
            last, place = found, found.end
        place += 1


def _like_head(text: Text, last: Head, place: int, is_animate: bool) -> Head | None:
    """A noun that a conjunction, a comma or a bracket adds to the last one that was found."""
    after_conjunction = text.words[place - 1] in _CONJUNCTIONS and text.gaps[place].isspace()
    is_next = text.gaps[place].startswith(",") and place == last.end + 1
    is_direct = is_next or (after_conjunction and place == last.end + 2)
    is_listed = after_conjunction or text.gaps[place].startswith((",", " ("))
    if not (is_direct or is_listed or _names_town(text, last, place)):
        return None
    found = find_head(text, place, is_animate=is_animate)
    if found is None or found.noun.main.is_adjective:
        return None
    if is_direct or _is_nominative_alone(text, found, is_animate):
        is_told = is_animate or is_direct or not _has_preposition(text.words[last.end + 1 : place])
        return Head(found.places, found.is_certain and (is_animate or is_direct)) if is_told else None
    return None


def _has_preposition(words: Sequence[str]) -> bool:
    return any("PREP" in parts_of_speech(word) for word in words)


def _trailing_adjective(text: Text, head: Head, place: int) -> Head | None:
    """«сотрудник, ответственный за …», «план, утверждённый …»: after a comma, agreeing with the noun."""
    if not text.gaps[place].startswith(","):
        return None
    readings = [reading for reading in readings_of(text.words[place]) if reading.main.is_adjective]
    agreeing = next((reading for reading in readings if reading.main.agrees(head.noun.main)), None)
    return Head(((place, agreeing),), agreeing.is_known) if agreeing else None


def _is_nominative_alone(text: Text, head: Head, is_animate: bool) -> bool:
    """Whether the words can be nothing but a nominative of the living or of things."""
    if is_animate and not head.noun.main.is_animate:
        return False
    words = [text.words[place] for place, _reading in head.places]
    return all(head.is_certain and not may_be(word, frozenset({"gent"})) for word in words)


def _names_town(text: Text, head: Head, place: int) -> bool:
    """«город Орёл»: the name declines with the word."""
    is_next = place == head.end + 1 and text.gaps[place].isspace()
    return is_next and text.words[head.end].lower() == "город" and text.words[place][0].isupper()
