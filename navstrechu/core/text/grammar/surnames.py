"""Surnames: Russian ones, those in -ых, -ко, -ово, foreign and double ones.

Source of the rules: «Русская грамматика» (1980), §§ 1173–1180, and Rosenthal's handbook, § 149. A surname
that is a common noun with a fleeting vowel («Заяц») declines as the noun; families differ, so such forms are
not certain.
"""

import re
from functools import lru_cache

from navstrechu.core.text.grammar.cases import OBLIQUE, Case, Gender, Inflected
from navstrechu.core.text.grammar.endings import (
    chosen,
    first_declension,
    hard_masculine,
    soft_masculine,
    stay,
    with_endings,
)
from navstrechu.core.text.grammar.morphology import Reading, form, may_be, nominatives
from navstrechu.core.text.grammar.spelling import HUSHING, VELARS, vowels_in

_PART = re.compile(r"([А-Яа-яЁё’']+)")
# First parts of double surnames that stay, and particles before a surname.
_PARTS_THAT_STAY = frozenset(
    {"бонч", "тер", "кара", "грум", "шах", "нур", "ибн", "аль", "эль", "ван", "фон", "де", "ди", "да",
     "дю", "дель", "делла", "ла", "ле", "лос", "мак", "о", "сен", "сент", "бен", "ал", "заде", "оглы",
     "кызы"}
)  # fmt: skip
_END_STRESSED_TAILS = ("ач", "аж")
_WIFES = re.compile("[аеёиоуыэюя].*(?:[оеё]в|[иы]н)а$")  # «Вострикова», «Ильина», not «Сова»

Forms = tuple[dict[Case, str], bool]


def inflected_surname(surname: str, case: Case, gender: Gender | None) -> Inflected:
    """The surname in the case; of unknown gender only when both genders have the same form."""
    if gender is not None:
        return _of_gender(surname, case, gender)
    his, hers = (_of_gender(surname, case, either) for either in Gender)
    if his.text == hers.text:
        return Inflected(his.text, his.is_certain and hers.is_certain)
    return Inflected(surname, False)


def _of_gender(surname: str, case: Case, gender: Gender) -> Inflected:
    pieces = _PART.split(surname)
    if len(pieces) == 1:
        return Inflected(surname, False)
    is_foreign = any(char.isalnum() for gap in pieces[0::2] for char in gap)
    is_double = len([part for part in pieces[1::2] if part]) > 1
    forms = [_part(part, case, gender, is_double) for part in pieces[1::2]]
    pieces[1::2] = [found.text for found in forms]
    return Inflected("".join(pieces), not is_foreign and all(found.is_certain for found in forms))


def _part(part: str, case: Case, gender: Gender, is_double: bool) -> Inflected:
    small = part.lower()
    if is_double and (small in _PARTS_THAT_STAY or part.islower()):
        return Inflected(part, True)
    if len(small) == 1:
        return Inflected(part, True)  # an initial
    forms, is_certain = _masculine(small) if gender is Gender.MASCULINE else _feminine(small)
    return chosen(forms, part, case, is_certain=is_certain)


def _masculine(word: str) -> Forms:
    """Forms of a man's surname in small letters, and whether they are certain."""
    last = word[-1]
    if _stays_always(word) or _is_french(word):
        return stay(word), True
    if last in "ая":
        forms, is_certain = _in_a(word)
        return forms, is_certain and not (_WIFES.search(word) and not _common_noun(word))
    if last == "й":
        return _in_short_i(word)
    if last == "ь":
        return _in_soft_sign(word)
    if re.search("(?:[ое]в|ёв|[иы]н)$", word) and vowels_in(word) > 1:
        return _known_mans_name(word) or with_endings(word, "а у а ым е"), True  # «Дарвин»: «Дарвином»
    return _in_consonant(word)


def _feminine(word: str) -> Forms:
    """Forms of a woman's surname in small letters, and whether they are certain."""
    if _is_french(word):
        return stay(word), True
    if _WIFES.search(word):
        return with_endings(word[:-1], "ой ой у ой ой"), not _is_common_noun(word)
    if re.search("(?:ая|яя)$", word) and vowels_in(word) > 2:
        return _in_aya(word), bool(re.search("[сц]кая$", word) or _adjective(word))
    if _stays_always(word) or word[-1] not in "ая":
        return stay(word), True
    return _in_a(word)


def _stays_always(word: str) -> bool:
    """«Черных», «Шевченко», «Дурново», «Гюго», «Моруа»; «Эрлих» and «Ульрих» are no Russian plurals."""
    if word.endswith(("ых", "их")):
        return not word.endswith(("рих", "лих", "дих"))
    return word[-1] in "оеёэиыую" or bool(re.search("[аеёиоуыэюя]а$", word))


def _is_french(word: str) -> bool:
    """«Дюма», «Золя»: stressed on the last vowel, they stay for both genders, as the dictionary knows."""
    marks = {"Surn", "Fixd", "ms-f"}
    return word[-1] in "ая" and any(marks <= each.marks and each.is_known for each in nominatives(word))


def _in_aya(word: str) -> dict[Case, str]:
    soft = word.endswith("яя") or word[-3] in HUSHING
    ending, accusative = "ей" if soft else "ой", "юю" if word.endswith("яя") else "ую"
    return with_endings(word[:-2], f"{ending} {ending} {accusative} {ending} {ending}")


def _in_a(word: str) -> Forms:
    """«Сковорода», «Лобода», «Гогия»; after ж, ш, ч, щ the stress of the instrumental is a guess."""
    noun = _common_noun(word)
    if noun and (word[-1] == "я" or word[-2] in HUSHING | {"ц"}):
        return noun, True
    return first_declension(word, is_end_stressed=word[-2] in "жшч"), word[-2] not in HUSHING


def _in_short_i(word: str) -> Forms:
    """«Белый», «Толстой», «Горький», «Хоружий» are adjectives, «Гай», «Палий», «Прибой» nouns."""
    adjective, noun = _adjective(word), _common_noun(word)
    if adjective:
        return adjective, True
    if noun:
        return noun, noun[Case.GENITIVE].startswith(word[:-1])
    is_long = vowels_in(word) > 1
    if is_long and re.search("[ыо]й$|[сц]кий$|[жшчщ]ий$", word):
        return _adjectival(word), True
    after_i = word.endswith("ий") and is_long
    return soft_masculine(word[:-1], after_i=after_i), not after_i


def _adjectival(word: str) -> dict[Case, str]:
    stem = word[:-2]
    if stem[-1] in HUSHING and word.endswith("ий"):
        return with_endings(stem, "его ему его им ем")
    return with_endings(stem, f"ого ому ого {'им' if stem[-1] in VELARS | HUSHING else 'ым'} ом")


def _in_soft_sign(word: str) -> Forms:
    noun = _common_noun(word) if may_be(word, frozenset({"NOUN", "masc", "nomn"})) else None
    if noun:
        return noun, noun[Case.GENITIVE].startswith(word[:-1])
    could_fleet = re.search("[^аеёиоуыэюя]е[лн]ь$", word)
    is_rather_feminine = may_be(word, frozenset({"NOUN", "femn", "nomn"}))  # «Рысь»
    return soft_masculine(word[:-1]), not could_fleet and not is_rather_feminine


def _in_consonant(word: str) -> Forms:
    noun = _common_noun(word)
    if noun:
        return noun, noun[Case.GENITIVE].startswith(word)
    is_long = vowels_in(word) > 1
    if is_long and re.search("[^аеёиоуыэюя]ец$", word):
        soft = "ь" if word[-3] == "л" else ""
        return hard_masculine(word[:-2] + soft + "ц"), False
    could_fleet = is_long and bool(re.search("[^аеёиоуыэюя][ое][кл]$", word))
    is_stress_open = is_long and word.endswith(("ш", "ж", "щ"))
    return (
        hard_masculine(word, is_end_stressed=word.endswith(_END_STRESSED_TAILS)),
        not (could_fleet or is_stress_open),
    )


def _is_common_noun(word: str) -> bool:
    """«Смородина», «Калина»: a woman of this name may belong to a Смородин or to a Смородина."""
    return may_be(word, frozenset({"NOUN", "inan", "nomn", "sing"})) and bool(_common_noun(word))


@lru_cache(maxsize=5_000)
def _common_noun(word: str) -> dict[Case, str] | None:
    """Forms of the common noun that the surname is; None when it is none."""
    for reading in nominatives(word):
        is_name = reading.marks & {"Name", "Surn", "Patr", "Geox", "Abbr", "Orgn"}
        if not is_name and not reading.is_adjective:
            return _forms(reading, word)
    return None


@lru_cache(maxsize=5_000)
def _known_mans_name(word: str) -> dict[Case, str] | None:
    """Forms of a man's surname that the dictionary of the language has."""
    for reading in nominatives(word):
        if "Surn" in reading.marks and reading.gender == "masc":
            return _forms(reading, word)
    return None


@lru_cache(maxsize=5_000)
def _adjective(word: str) -> dict[Case, str] | None:
    """Forms of the adjective that the surname is: «Бабий», «Третий», «Горький»."""
    readings = [reading for reading in nominatives(word) if reading.is_adjective]
    return _forms(readings[0], word) if readings else None


def _forms(reading: Reading, word: str) -> dict[Case, str] | None:
    if not reading.is_known or reading.is_plural:
        return None
    forms = {case: form(reading, word, case, True) for case in OBLIQUE}
    return {case: str(found) for case, found in forms.items()} if all(forms.values()) else None


def looks_like(surname: str) -> Gender | None:
    """The gender that the ending tells: «Востриков», «Вострикова»; None for «Ткач», «Калина», «Черных»."""
    word = surname.lower().split("-")[-1]
    if vowels_in(word) <= 1 or (word.endswith("ой") and _common_noun(word)):
        return None
    if re.search("(?:[оеё]в|[иы]н|[сц]кий|[ыо]й)$", word):
        return Gender.MASCULINE
    if _WIFES.search(word) or re.search("(?:[сц]к|[бвдзлмнпрстф])ая$", word):
        return None if _is_common_noun(word) else Gender.FEMININE
    return None
