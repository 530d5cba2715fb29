"""Sentences of code that cannot load gettext (it reads files of strangers in a bare process), said again in
the language of the page.

The catalogue knows the form of such a sentence, «Перед {number} пропущен номер {missing}.»: the sentence is
recognised by it, and what stood in its places is put into the translation.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

CONTEXT = "reading"
_PLACE = re.compile(r"\{(\w+)\}")
# A sentence may hold others in its places; deeper than this none of ours does.
_DEEPEST = 3


def retold(sentence: str) -> str:
    """The sentence in the language of the page; one that the catalogue does not know stays as it is."""
    return _retold(sentence, _forms(get_language() or ""), _DEEPEST)


def retold_all(sentences: Iterable[str]) -> list[str]:
    """Several sentences."""
    return [retold(sentence) for sentence in sentences]


def _retold(sentence: str, forms: tuple[tuple[re.Pattern[str], str], ...], depth: int) -> str:
    for pattern, translation in forms if depth else ():
        if found := pattern.fullmatch(sentence):
            places = {name: _retold(text, forms, depth - 1) for name, text in found.groupdict().items()}
            return translation.format(**places)
    return _piecewise(sentence, forms) if depth else sentence


def _piecewise(text: str, forms: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """Several sentences one after another: the first that is known is said again, then the rest."""
    for end in re.finditer(r"[.!?] ", text):
        head, rest = text[: end.start() + 1], text[end.end() :]
        if any(pattern.fullmatch(head) for pattern, _translation in forms):
            return f"{_retold(head, forms, 1)} {_retold(rest, forms, 1)}"
    return text


@cache
def _forms(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Forms with their translations, the wordiest first; none where there is no catalogue."""
    path = Path(*settings.LOCALE_PATHS[:1]) / language / "LC_MESSAGES" / "django.mo"
    # A bare process has no settings to look a catalogue up by.
    if not settings.LOCALE_PATHS or not path.exists():
        return ()
    import polib  # noqa: PLC0415 – the language of the source needs no catalogue

    known = [entry for entry in polib.mofile(str(path)) if entry.msgctxt == CONTEXT]
    known.sort(key=lambda entry: (-len(_PLACE.sub("", entry.msgid)), entry.msgid))
    return tuple((_pattern(entry.msgid), entry.msgstr) for entry in known)


def _pattern(form: str) -> re.Pattern[str]:
    """What the sentences of a form look like; a place named twice holds the same text twice."""
    pieces, seen = [], set()
    for at, piece in enumerate(_PLACE.split(form)):
        if at % 2 == 0:
            pieces.append(re.escape(piece))
        else:
            pieces.append(f"(?P={piece})" if piece in seen else f"(?P<{piece}>.*?)")
            seen.add(piece)
    return re.compile("".join(pieces), re.DOTALL)
