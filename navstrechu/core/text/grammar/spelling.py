"""Letters of inflected words: capitals as in the original, vowels, «ё»."""

from itertools import takewhile

VOWELS = frozenset("аеёиоуыэюя")
HUSHING = frozenset("жшчщ")
VELARS = frozenset("гкх")


def like(form: str, original: str) -> str:
    """The form with the capitals of the original: «ОТДЕЛ» → «ОТДЕЛА», «Мак-Грегор» → «Мак-Грегора»."""
    if len(original) > 1 and original.isupper():
        return form.upper()
    same = _letters_in_common(form, original.lower())
    if not same:
        return form[:1].upper() + form[1:] if original[:1].isupper() else form
    return original[:same] + form[same:]


def _letters_in_common(one: str, other: str) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def without_yo_unless(form: str, nominative: str, original: str) -> str:
    """«казенное» declines as «казенного», though the dictionary spells it with «ё»."""
    if "ё" in nominative and "ё" not in original.lower():
        return form.replace("ё", "е")
    return form


def vowels_in(word: str) -> int:
    """How many syllables a word has."""
    return sum(letter in VOWELS for letter in word)


def is_abbreviation(word: str) -> bool:
    """«ГКУ», «МФЦ»: capitals only; «ОТДЕЛ», typed with the shift key, has too many letters for one."""
    return word.isupper() and 1 < len(word) <= _LONGEST_ABBREVIATION


_LONGEST_ABBREVIATION = 6
