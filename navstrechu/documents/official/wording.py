"""Words of the printed form that follow from the document's own: spaced letters, «в ред. …», «УТВЕРЖДЕН»."""

import re
from collections.abc import Sequence

NO_BREAK_SPACE = "\u00a0"
_SPACED_WORD = re.compile(r"(?<!\S)\w(?: \w(?!\w)){3,}")
_PLURALS = frozenset(
    {"изменения", "правила", "требования", "мероприятия", "сведения", "предложения", "формы"}
)
_APPROVED = {"а": "А", "я": "А", "о": "О", "е": "О", "ы": "Ы", "и": "Ы"}


def letter_spaced(word: str) -> str:
    """«П Р И К А З»: a line never ends inside."""
    return NO_BREAK_SPACE.join("".join(word.split()))


def kept_together(text: str) -> str:
    """The text with what no line end may part: spaced letters («п р и к а з ы в а ю:»), «№ 685-р»."""
    spaced = _SPACED_WORD.sub(lambda found: found.group().replace(" ", NO_BREAK_SPACE), text)
    return spaced.replace("№ ", f"№{NO_BREAK_SPACE}")


def amended_line(dative: str, acts: Sequence[str]) -> str:
    """«(в ред. приказов от 1 марта 2024 г. № 5, от 2 апреля 2024 г. № 9)» of «приказу» and the acts."""
    return f"(в ред. {_genitive(dative, is_plural=len(acts) > 1)} {', '.join(acts)})"


def _genitive(dative: str, *, is_plural: bool) -> str:
    """Genitive of the kinds of acts, which decline alike: приказ, отчёт, распоряжение."""
    stem, ending = dative[:-1], dative[-1:]
    if ending == "ю":
        return f"{stem}й" if is_plural else f"{stem}я"
    if ending == "у":
        return f"{stem}ов" if is_plural else f"{stem}а"
    return dative


def approved(title: Sequence[str]) -> str:
    """«УТВЕРЖДЕН», «УТВЕРЖДЕНА», «УТВЕРЖДЕНО» or «УТВЕРЖДЕНЫ», by the first word of what is approved."""
    first = (" ".join(title).split() or [""])[0].casefold()
    if first in _PLURALS:
        return "УТВЕРЖДЕНЫ"
    return f"УТВЕРЖДЕН{_APPROVED.get(first[-1:], '')}"
