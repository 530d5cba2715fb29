"""Numbers and dates in words: «двадцать одна», «в течение 5 (пяти) дней», «двадцать девятого февраля …».

Counted are things, not people: the accusative is the nominative, but for «одну».
"""

from datetime import date
from enum import StrEnum

from pytils import numeral

from navstrechu.core.text.dates import MONTHS_GENITIVE
from navstrechu.core.text.grammar.cases import Case
from navstrechu.core.text.grammar.morphology import form_with


class NounGender(StrEnum):
    """Of what is counted: «один день», «одна мера», «одно мероприятие»."""

    MASCULINE = "masc"
    FEMININE = "femn"
    NEUTER = "neut"


MOST = 999_999_999
LAST_ORDINAL = 2_999
_OF_PYTILS = {
    NounGender.MASCULINE: numeral.MALE,
    NounGender.FEMININE: numeral.FEMALE,
    NounGender.NEUTER: numeral.NEUTER,
}
_ORDINALS = {
    1: "первый", 2: "второй", 3: "третий", 4: "четвёртый", 5: "пятый", 6: "шестой", 7: "седьмой",
    8: "восьмой", 9: "девятый", 10: "десятый", 11: "одиннадцатый", 12: "двенадцатый", 13: "тринадцатый",
    14: "четырнадцатый", 15: "пятнадцатый", 16: "шестнадцатый", 17: "семнадцатый", 18: "восемнадцатый",
    19: "девятнадцатый", 20: "двадцатый", 30: "тридцатый", 40: "сороковой", 50: "пятидесятый",
    60: "шестидесятый", 70: "семидесятый", 80: "восьмидесятый", 90: "девяностый", 100: "сотый",
    200: "двухсотый", 300: "трёхсотый", 400: "четырёхсотый", 500: "пятисотый", 600: "шестисотый",
    700: "семисотый", 800: "восьмисотый", 900: "девятисотый", 1000: "тысячный", 2000: "двухтысячный",
}  # fmt: skip


def number_in_words(
    number: int, *, gender: NounGender = NounGender.MASCULINE, case: Case = Case.NOMINATIVE
) -> str:
    """«двадцать одна» of 21 and the feminine gender; in other cases every word declines: «двадцати одной».

    Raises ValueError for numbers of a milliard and more.
    """
    if abs(number) > MOST:
        raise ValueError(number)
    words = str(numeral.in_words_int(abs(number), _OF_PYTILS[gender])).split()
    return " ".join((["минус"] if number < 0 else []) + [_cardinal(word, case) for word in words])


def _cardinal(word: str, case: Case) -> str:
    if case is Case.NOMINATIVE or (case is Case.ACCUSATIVE and word not in {"одна", "тысяча"}):
        return word
    for thousand in ("тысяча", "миллион"):
        if word.startswith(thousand[:-1]):
            return form_with(thousand, case, "sing" if word == thousand else "plur")
    return form_with(word, case)


def figure_with_words(
    number: int, *, gender: NounGender = NounGender.MASCULINE, case: Case = Case.NOMINATIVE
) -> str:
    """«5 (пяти)», as terms stand in orders."""
    return f"{number} ({number_in_words(number, gender=gender, case=case)})"


def ordinal_in_words(
    number: int, *, gender: NounGender = NounGender.MASCULINE, case: Case = Case.NOMINATIVE
) -> str:
    """«две тысячи двадцать четвёртый»: only the last word declines.

    Raises ValueError for numbers that are no years or numbers of a list, 1–2999.
    """
    if not 0 < number <= LAST_ORDINAL:
        raise ValueError(number)
    last = _last_part(number)
    before = f"{numeral.in_words_int(number - last)} " if number > last else ""
    return before.replace("одна тысяча ", "тысяча ") + _ordinal(_ORDINALS[last], case, gender)


def _last_part(number: int) -> int:
    """What the last word of the number says: 24 → 4, 117 → 17, 2020 → 20, 1900 → 900."""
    if 0 < number % 100 < 20:
        return number % 100
    return next(number % size for size in (10, 100, 1000, LAST_ORDINAL + 1) if number % size)


def _ordinal(word: str, case: Case, gender: NounGender) -> str:
    is_like_nominative = case is Case.ACCUSATIVE and gender is not NounGender.FEMININE
    return form_with(word, Case.NOMINATIVE if is_like_nominative else case, "sing", gender.value)


def date_spelled_out(day: date, *, case: Case = Case.NOMINATIVE) -> str:
    """«двадцать девятое февраля две тысячи двадцать четвёртого года»; the day declines, the rest stays."""
    of_day = ordinal_in_words(day.day, gender=NounGender.NEUTER, case=case)
    of_year = ordinal_in_words(day.year, case=Case.GENITIVE)
    return f"{of_day} {MONTHS_GENITIVE[day.month - 1]} {of_year} года"
