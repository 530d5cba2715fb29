"""The names by which a new public body will be called in sentences; what is not certain is asked for."""

from collections.abc import Mapping

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.grammar import Case, PhraseKind, inflect

CASES = tuple(case.value for case in (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL))


def declined(word: str, given: Mapping[str, str]) -> dict[str, str]:
    """A word such as «Департамент» in the four cases that sentences need; ``given`` forms win.

    Raises InputRefused naming the cases that nobody has given and that are not certain.
    """
    cases = {case: given.get(case) or _certain(word, Case(case)) for case in CASES}
    missing = [f"--called-{case}" for case, form in cases.items() if not form]
    if missing:
        raise InputRefused(f"Падежи слова «{word}» неизвестны. Укажите их: {', '.join(missing)}.")
    return cases


def full_name_genitive(name: str) -> str:
    """«Департамент социальной защиты …» → «Департамента социальной защиты …».

    Raises InputRefused when the form is not certain.
    """
    form = _certain(name, Case.GENITIVE)
    if not form:
        raise InputRefused(f"Родительный падеж названия «{name}» неизвестен. Укажите --full-name-genitive.")
    return form


def _certain(name: str, case: Case) -> str:
    found = inflect(PhraseKind.BODY, name, case)
    return found.text if found.is_certain else ""
