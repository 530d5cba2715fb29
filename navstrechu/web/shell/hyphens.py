"""Soft hyphens for Russian words in narrow places, where browsers have no dictionary and break anywhere.

The rules are those of P. Hristov: a word is a row of vowels (g), consonants (s) and the letters й, ь, ъ (x);
each rule names what must stand before and after a possible break.
"""

import re

SOFT_HYPHEN = "\u00ad"
# Fewer letters than this on a line look torn off.
LEAST = 3
_KINDS = {
    **dict.fromkeys("аеёиоуыэюя", "g"),
    **dict.fromkeys("бвгджзклмнпрстфхцчшщ", "s"),
    **dict.fromkeys("йьъ", "x"),
}
_RULES = (
    ("x", "gg"), ("x", "gs"), ("x", "sg"), ("x", "ss"), ("gss", "ssg"), ("gs", "ssg"),
    ("sg", "sg"), ("gs", "sg"), ("sgg", "g"), ("sg", "gs"),
)  # fmt: skip
_LONG_WORD = re.compile(r"[а-яё]{15,}", re.IGNORECASE)


def with_soft_hyphens(text: str) -> str:
    """The text with invisible break points in its words of fifteen letters and more: shorter ones fit."""
    return _LONG_WORD.sub(lambda found: _hyphenated(found[0]), text)


def _hyphenated(word: str) -> str:
    kinds = "".join(_KINDS[letter] for letter in word.lower())
    places = {
        found.start() + len(before)
        for before, after in _RULES
        for found in re.finditer(f"(?={before}{after})", kinds)
    }
    for place in sorted(places, reverse=True):
        if LEAST <= place <= len(word) - LEAST:
            word = word[:place] + SOFT_HYPHEN + word[place:]
    return word
