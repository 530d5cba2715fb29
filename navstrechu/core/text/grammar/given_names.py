"""First names and patronymics."""

import re
from functools import lru_cache

from navstrechu.core.text.grammar.cases import OBLIQUE, Case, Gender, Inflected
from navstrechu.core.text.grammar.endings import (
    chosen,
    first_declension,
    hard_masculine,
    soft_masculine,
    stay,
    third_declension,
    with_endings,
)
from navstrechu.core.text.grammar.morphology import Reading, form, nominatives

_TAGS = {Gender.MASCULINE: "masc", Gender.FEMININE: "femn"}
_INITIAL = re.compile(r"[А-ЯЁA-Z]\.?")
# Patronymics of Turkic peoples: «Гасан оглы» stays as a whole.
_SONS, _DAUGHTERS = ("оглы", "улы", "уулу", "углы", "оглу"), ("кызы", "гызы", "кизи")
_END_STRESSED = frozenset({"ильич", "лукич", "кузьмич", "фомич"})
_CYRILLIC = re.compile(r"[А-Яа-яЁё]+")


def inflected_first_name(name: str, case: Case, gender: Gender | None) -> Inflected:
    """The name in the case, each part of «Анна-Мария»; an initial stays."""
    if _INITIAL.fullmatch(name):
        return Inflected(name, True)
    forms = [_one_name(part, case, gender) for part in name.split("-")]
    return Inflected("-".join(found.text for found in forms), all(found.is_certain for found in forms))


def _one_name(name: str, case: Case, gender: Gender | None) -> Inflected:
    if not _CYRILLIC.fullmatch(name):
        return Inflected(name, False)
    gender = gender or gender_of_first_name(name)
    known = _known(name.lower(), gender)
    if known:
        # Handbooks disagree whether «Айгуль» and «Николь» decline.
        stays = name.endswith("ь") and known[Case.GENITIVE] == name.lower()
        return chosen(known, name, case, is_certain=not stays)
    if gender is None:
        return Inflected(name, False)
    return chosen(_by_ending(name.lower(), gender), name, case, is_certain=False)


def _known(name: str, gender: Gender | None) -> dict[Case, str] | None:
    """Forms from the dictionary, which knows «Пётр», «Лев», «Любовь», «Айгуль»."""
    for reading in _names(name):
        if gender is None or reading.gender in {_TAGS[gender], "ms-f"}:
            forms = {case: form(reading, name, case, True) for case in OBLIQUE}
            if all(forms.values()):
                return {case: str(found) for case, found in forms.items()}
    return None


def _names(name: str) -> list[Reading]:
    known = (reading for reading in nominatives(name) if reading.is_known and not reading.is_plural)
    return [reading for reading in known if "Name" in reading.marks]


def _by_ending(name: str, gender: Gender) -> dict[Case, str]:
    last = name[-1]
    if last in "ая" and len(name) > 1:
        return first_declension(name)
    if gender is Gender.MASCULINE and last in "йь":
        return soft_masculine(name[:-1], after_i=name.endswith("ий"))
    if gender is Gender.MASCULINE and last not in "оеёэиыую":
        return hard_masculine(name)
    return third_declension(name) if name.endswith("вь") else stay(name)


def inflected_patronymic(patronymic: str, case: Case) -> Inflected:
    """The patronymic in the case; «Гасан оглы» and an initial stay, what is no patronymic stays uncertain."""
    small = patronymic.lower()
    if _INITIAL.fullmatch(patronymic) or small.endswith(_SONS + _DAUGHTERS):
        return Inflected(patronymic, True)
    if re.fullmatch(r"[а-яё-]+[иы]ч", small):
        forms = hard_masculine(small, is_end_stressed=small in _END_STRESSED)
        return chosen(forms, patronymic, case, is_certain=True)
    if re.fullmatch(r"[а-яё-]+(?:[ое]вна|ична|инишна)", small):
        return chosen(with_endings(small[:-1], "ы е у ой е"), patronymic, case, is_certain=True)
    return Inflected(patronymic, False)


def gender_of_patronymic(patronymic: str) -> Gender | None:
    """«…вич», «…ич», «оглы» are sons, «…вна», «…чна», «кызы» daughters."""
    small = patronymic.lower().strip()
    if small.endswith(("ич", *_SONS)):
        return Gender.MASCULINE
    return Gender.FEMININE if small.endswith(("вна", "чна", "шна", *_DAUGHTERS)) else None


@lru_cache(maxsize=5_000)
def gender_of_first_name(name: str) -> Gender | None:
    """What the dictionary knows; None for initials, «Саша», «Женя» and names that it lacks."""
    genders = {reading.gender for reading in _names(name.lower().split("-")[0])}
    found = [gender for gender, tag in _TAGS.items() if tag in genders]
    return found[0] if len(found) == 1 and "ms-f" not in genders else None
