"""People in cases: order of the names, gender, what stays when it is not known."""

import pytest

from navstrechu.core.text.grammar import (
    Case,
    Gender,
    Inflected,
    NameOrder,
    PhraseKind,
    gender_of,
    inflect,
    inflect_person,
)

VOSTRIKOV = ("Востриков", "Андрей", "Владимирович")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (NameOrder.SURNAME_FIRST, "Вострикова А. В."),
        (NameOrder.INITIALS_FIRST, "А. В. Вострикова"),
        (NameOrder.FULL, "Вострикова Андрея Владимировича"),
    ],
)
def test_person_to_appoint(order: NameOrder, expected: str):
    assert inflect_person(*VOSTRIKOV, Case.ACCUSATIVE, order=order) == Inflected(expected, True)


def test_initials_are_enough_where_the_surname_tells_the_gender():
    assert inflect_person("Соколова", "М.", "А.", Case.DATIVE) == Inflected("Соколовой М. А.", True)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Мамедов", "Али", "Гасан оглы"), "Мамедову Али Гасан оглы"),
        (("Алиева", "Лейла", "Гасан кызы"), "Алиевой Лейле Гасан кызы"),
        (("Толстой", "Лев", "Игоревич"), "Толстому Льву Игоревичу"),
        (("Заяц", "Пётр", "Ильич"), "Зайцу Петру Ильичу"),
        (("Ткач", "Анна", "Ильинична"), "Ткач Анне Ильиничне"),
        (("Ли", "Анна-Мария", ""), "Ли Анне-Марии"),
        (("Римская-Корсакова", "Любовь", "Юрьевна"), "Римской-Корсаковой Любови Юрьевне"),
        (("ван Бетховен", "Людвиг", ""), "ван Бетховену Людвигу"),
    ],
)
def test_full_name_in_the_dative(names: tuple[str, str, str], expected: str):
    assert inflect_person(*names, Case.DATIVE, order=NameOrder.FULL) == Inflected(expected, True)


def test_surname_of_unknown_gender_stays_and_is_not_certain():
    assert inflect_person("Ткач", "А.", "В.", Case.GENITIVE) == Inflected("Ткач А. В.", False)
    assert inflect_person("Ткач", "А.", "В.", Case.GENITIVE, gender=Gender.MASCULINE) == Inflected(
        "Ткача А. В.", True
    )


@pytest.mark.parametrize(
    ("surname", "expected"), [("Черных", "Черных"), ("Шевченко", "Шевченко"), ("Сковорода", "Сковороды")]
)
def test_surname_that_is_one_for_both_needs_no_gender(surname: str, expected: str):
    assert inflect(PhraseKind.SURNAME, surname, Case.GENITIVE) == Inflected(expected, True)


def test_fleeting_vowel_is_a_guess_without_the_dictionary():
    found = inflect(PhraseKind.SURNAME, "Заяц", Case.GENITIVE, gender=Gender.MASCULINE, use_shipped=False)

    assert found == Inflected("Зайца", False)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Ткач", "Саша", "Петрович"), Gender.MASCULINE),
        (("Ткач", "Саша", "Петровна"), Gender.FEMININE),
        (("Алиев", "А.", "Гасан оглы"), Gender.MASCULINE),
        (("Ткач", "Анна", ""), Gender.FEMININE),
        (("Ткач", "Никита", ""), Gender.MASCULINE),
        (("Достоевский", "", ""), Gender.MASCULINE),
        (("Крупская", "Н.", "К."), Gender.FEMININE),
        (("Вострикова", "А.", "В."), Gender.FEMININE),
        (("Калина", "А.", "В."), None),
        (("Черных", "А.", "В."), None),
        (("Прибой", "А.", "В."), None),
        (("Ткач", "Саша", ""), None),
        (("", "", ""), None),
    ],
)
def test_gender_is_told_by_the_surest_name(names: tuple[str, str, str], expected: Gender | None):
    assert gender_of(*names) == expected


def test_names_that_are_missing_leave_no_spaces():
    assert inflect_person("Ким", "Анна", "", Case.GENITIVE, order=NameOrder.FULL).text == "Ким Анны"


def test_exception_of_the_agency_holds_within_a_full_name():
    own = {(PhraseKind.SURNAME, "востриков"): {Case.DATIVE: "Вострикову-мл."}}

    assert inflect_person(*VOSTRIKOV, Case.DATIVE, exceptions=own).text == "Вострикову-мл. А. В."
