"""Posts: «начальник управления – главный бухгалтер», «и. о. руководителя»."""

import re
from collections.abc import Callable

from navstrechu.core.text.grammar.cases import Case, Inflected
from navstrechu.core.text.grammar.phrases import Text, find_head, inflected_phrase

_DASH = re.compile(r"(\s+[–—-]\s+)")
_OPENING, _CLOSING = "«(„“[", "»)”]"
# They stay in every case, and the post after them is in the genitive already.
_ACTING = re.compile(r"(?:(?:вр\.?\s*)?и\.?\s*о\.?|врио|врид|в\.\s?р\.\s?и\.\s?о\.)\s+(?=\S)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+-)([йяе])(\s+)(?=\S)")
_ORDINAL_ENDINGS = {
    "й": {"genitive": "го", "dative": "му", "accusative": "го", "instrumental": "м", "prepositional": "м"},
    "я": {"genitive": "й", "dative": "й", "accusative": "ю", "instrumental": "й", "prepositional": "й"},
    "е": {"genitive": "го", "dative": "му", "accusative": "е", "instrumental": "м", "prepositional": "м"},
}


def inflected_post(post: str, case: Case) -> Inflected:
    """One post in the case, without others that a dash joins to it."""
    acting = _ACTING.match(post)
    return _acting(acting[0], post[acting.end() :]) if acting else _one_post(post, case)


def joined_by_dashes(phrase: str, inflected: Callable[[str], Inflected]) -> Inflected:
    """Each of the posts that a dash joins is inflected: «начальник управления – главный бухгалтер»."""
    parts = parts_by_dash(phrase)
    forms = [Inflected(part, True) if place % 2 else inflected(part) for place, part in enumerate(parts)]
    return Inflected("".join(form.text for form in forms), all(form.is_certain for form in forms))


def parts_by_dash(phrase: str) -> list[str]:
    """The phrase cut at dashes between spaces, quotes and brackets left whole; dashes have odd places."""
    parts = [""]
    for place, piece in enumerate(_DASH.split(phrase)):
        if place % 2 and not _is_open("".join(parts)):
            parts += [piece, ""]
        else:
            parts[-1] += piece
    return parts


def _is_open(text: str) -> bool:
    return sum(text.count(sign) for sign in _OPENING) > sum(text.count(sign) for sign in _CLOSING)


def _acting(acting: str, post: str) -> Inflected:
    """«и. о. начальника» stays; a post in the nominative after «и. о.» is a slip, put right, not certain."""
    text = Text.of(post)
    is_nominative = bool(text.words) and find_head(text, 0, is_animate=True) is not None
    if not is_nominative:
        return Inflected(acting + post, True)
    return Inflected(acting + _one_post(post, Case.GENITIVE).text, False)


def _one_post(post: str, case: Case) -> Inflected:
    ordinal = _ORDINAL.match(post)
    if not ordinal:
        return inflected_phrase(Text.of(post), case, is_animate=True)
    number, ending, space = ordinal.groups()
    rest = inflected_phrase(Text.of(post[ordinal.end() :]), case, is_animate=True)
    return Inflected(number + _ORDINAL_ENDINGS[ending][case] + space + rest.text, rest.is_certain)
