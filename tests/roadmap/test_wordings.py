"""Comparing texts word by word, whatever the grammatical case."""

import pytest

from navstrechu.roadmap.wordings import (
    WordDifference,
    approved_object,
    is_same_word,
    object_of_order,
    word_difference,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("порядок", "порядка", True),
        ("правила", "правил", True),
        ("план", "плана", True),
        ("с", "с", True),
        ("с", "со", False),
        ("план", "порядок", False),
        ("модель", "методика", False),
    ],
)
def test_forms_of_a_word_are_one_word(one: str, other: str, *, same: bool) -> None:
    assert is_same_word(one, other) is same


@pytest.mark.parametrize(
    ("title", "result", "difference"),
    [
        ("порядок (правила) взаимодействия", "порядка (правил) взаимодействия", WordDifference("", "")),
        ("план по реинжинирингу процессов", "плана процессов", WordDifference("по реинжинирингу", "")),
        ("план процессов", "плана отраслевых процессов", WordDifference("", "отраслевых")),
        ("порядок сбора", "методики сбора", WordDifference("порядок", "методики")),
        ("план " * 301, "другое", WordDifference("", "")),
    ],
)
def test_difference_names_the_words(title: str, result: str, difference: WordDifference) -> None:
    assert word_difference(title, result) == difference


def test_object_is_what_stands_behind_the_verb_without_the_body() -> None:
    assert approved_object("Утверждён план Департамента") == "план"
    assert approved_object("Проведён реинжиниринг") == ""
    assert object_of_order("Утвержден приказ Департамента об утверждении плана в Департаменте") == "плана"
    assert object_of_order("Подготовлен отчет о плане") == ""
