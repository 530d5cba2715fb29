"""Numbers and dates in words, in every case."""

from datetime import date

import pytest

from navstrechu.core.text.grammar.cases import Case
from navstrechu.core.text.grammar.numbers import (
    MOST,
    NounGender,
    date_spelled_out,
    figure_with_words,
    number_in_words,
    ordinal_in_words,
)

MASCULINE, FEMININE, NEUTER = NounGender


@pytest.mark.parametrize(
    ("number", "gender", "case", "expected"),
    [
        (0, MASCULINE, Case.NOMINATIVE, "ноль"),
        (1, NEUTER, Case.NOMINATIVE, "одно"),
        (2, FEMININE, Case.NOMINATIVE, "две"),
        (21, FEMININE, Case.NOMINATIVE, "двадцать одна"),
        (21, FEMININE, Case.ACCUSATIVE, "двадцать одну"),
        (21, MASCULINE, Case.ACCUSATIVE, "двадцать один"),
        (21, MASCULINE, Case.GENITIVE, "двадцати одного"),
        (71, NEUTER, Case.DATIVE, "семидесяти одному"),
        (80, MASCULINE, Case.INSTRUMENTAL, "восемьюдесятью"),
        (40, MASCULINE, Case.GENITIVE, "сорока"),
        (100, MASCULINE, Case.PREPOSITIONAL, "ста"),
        (246, MASCULINE, Case.GENITIVE, "двухсот сорока шести"),
        (585, MASCULINE, Case.INSTRUMENTAL, "пятьюстами восемьюдесятью пятью"),
        (1000, MASCULINE, Case.ACCUSATIVE, "одну тысячу"),
        (2300, MASCULINE, Case.GENITIVE, "двух тысяч трёхсот"),
        (5_001, MASCULINE, Case.DATIVE, "пяти тысячам одному"),
        (1_000_000, MASCULINE, Case.GENITIVE, "одного миллиона"),
        (3_200_000, MASCULINE, Case.INSTRUMENTAL, "тремя миллионами двумястами тысячами"),
        (-3, MASCULINE, Case.NOMINATIVE, "минус три"),
    ],
)
def test_number_in_words(number: int, gender: NounGender, case: Case, expected: str):
    assert number_in_words(number, gender=gender, case=case) == expected


def test_term_of_an_order_has_figure_and_words():
    assert figure_with_words(5, case=Case.GENITIVE) == "5 (пяти)"


@pytest.mark.parametrize(
    ("number", "gender", "case", "expected"),
    [
        (1, FEMININE, Case.NOMINATIVE, "первая"),
        (3, MASCULINE, Case.GENITIVE, "третьего"),
        (13, NEUTER, Case.DATIVE, "тринадцатому"),
        (40, MASCULINE, Case.NOMINATIVE, "сороковой"),
        (101, MASCULINE, Case.INSTRUMENTAL, "сто первым"),
        (900, FEMININE, Case.ACCUSATIVE, "девятисотую"),
        (1999, MASCULINE, Case.GENITIVE, "тысяча девятьсот девяносто девятого"),
        (2000, MASCULINE, Case.GENITIVE, "двухтысячного"),
        (2020, MASCULINE, Case.PREPOSITIONAL, "две тысячи двадцатом"),
    ],
)
def test_ordinal_in_words(number: int, gender: NounGender, case: Case, expected: str):
    assert ordinal_in_words(number, gender=gender, case=case) == expected


def test_date_spelled_out():
    assert date_spelled_out(date(2024, 2, 29)) == (
        "двадцать девятое февраля две тысячи двадцать четвёртого года"
    )
    assert date_spelled_out(date(2026, 11, 3), case=Case.GENITIVE) == (
        "третьего ноября две тысячи двадцать шестого года"
    )


def test_every_ordinal_and_every_case_has_words():
    said = {ordinal_in_words(number, case=case) for number in range(1, 3000) for case in Case}

    assert len(said) == 2999 * 5  # the accusative of things is the nominative


@pytest.mark.parametrize("number", [MOST + 1, -MOST - 1])
def test_number_too_large_for_words_is_refused(number: int):
    with pytest.raises(ValueError):
        number_in_words(number)


@pytest.mark.parametrize("number", [0, -1, 3000])
def test_ordinal_out_of_range_is_refused(number: int):
    with pytest.raises(ValueError):
        ordinal_in_words(number)
