"""How phrases decline beyond single cases: what is certain, what stays, whose exceptions win."""

import pytest

from navstrechu.core.text.grammar import Case, Gender, Inflected, PhraseKind, inflect

GENITIVE = Case.GENITIVE


def genitive(kind: PhraseKind, phrase: str, **given) -> Inflected:
    return inflect(kind, phrase, GENITIVE, **given)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("сотрудник, ответственный за приём", "сотрудника, ответственного за приём"),
        ("лицо, ответственное за обработку данных", "лица, ответственного за обработку данных"),
        ("главный специалист (юрист)", "главного специалиста (юриста)"),
        ("заместитель министра (по социальным вопросам)", "заместителя министра (по социальным вопросам)"),
        ("директор «Центра – дома»", "директора «Центра – дома»"),
        ("IT-специалист", "IT-специалиста"),
        ("начальник\u00a0отдела", "начальника\u00a0отдела"),
        ("заместитель начальника – начальник отдела – главный бухгалтер",
         "заместителя начальника – начальника отдела – главного бухгалтера"),
    ],
)  # fmt: skip
def test_post_with_all_that_belongs_to_it(post: str, expected: str):
    assert genitive(PhraseKind.POST, post) == Inflected(expected, True)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("начальника отдела", "начальника отдела"),  # no nominative: nothing to start from
        ("и. о. начальник отдела", "и. о. начальника отдела"),  # a slip put right
        ("гл. специалист", "гл. специалиста"),
        ("зам. начальника", "зам. начальника"),
        ("начальник отдела-заместитель начальника", "начальника отдела-заместитель начальника"),
        ("Chief officer", "Chief officer"),
    ],
)
def test_post_that_a_person_should_look_at(post: str, expected: str):
    assert genitive(PhraseKind.POST, post) == Inflected(expected, False)


def test_post_is_a_living_being_and_a_body_is_not():
    assert inflect(PhraseKind.POST, "оператор", Case.ACCUSATIVE).text == "оператора"
    assert inflect(PhraseKind.BODY, "оператор", Case.ACCUSATIVE).text == "оператор"


def test_letter_yo_is_written_as_the_original_writes_it():
    assert genitive(PhraseKind.BODY, "казённое учреждение").text == "казённого учреждения"
    assert genitive(PhraseKind.BODY, "казенное учреждение").text == "казенного учреждения"


def test_body_in_another_case_is_not_certain():
    assert genitive(PhraseKind.BODY, "Управления труда").is_certain is False


def test_second_name_of_a_body_stays_for_a_person_to_see():
    found = genitive(PhraseKind.BODY, "Отдел № 3 – Мценский")

    assert found == Inflected("Отдела № 3 – Мценский", False)


def test_adjective_of_several_things_in_the_singular():
    assert genitive(PhraseKind.BODY, "Первый и второй отделы").text == "Первого и второго отделов"


def test_several_nouns_in_a_row_decline_together():
    assert genitive(PhraseKind.PHRASE, "цели, задачи и принципы") == Inflected(
        "целей, задач и принципов", True
    )


@pytest.mark.parametrize("kind", PhraseKind)
def test_nominative_is_the_phrase_itself(kind: PhraseKind):
    assert inflect(kind, "Начальник – отдела", Case.NOMINATIVE) == Inflected("Начальник – отдела", True)


class TestExceptions:
    """What the agency says wins over what is shipped, which wins over the rules."""

    def test_exception_of_the_agency_wins(self):
        own = {(PhraseKind.SURNAME, "лев"): {GENITIVE: "Лева"}}

        assert genitive(PhraseKind.SURNAME, "Лев", gender=Gender.MASCULINE, exceptions=own).text == "Лева"
        assert genitive(PhraseKind.SURNAME, "Лев", gender=Gender.MASCULINE).text == "Льва"

    def test_exception_that_names_no_such_case_leaves_it_to_the_rules(self):
        own = {(PhraseKind.BODY, "отдел"): {Case.DATIVE: "Отделению"}}

        assert genitive(PhraseKind.BODY, "Отдел", exceptions=own).text == "Отдела"

    def test_exception_for_a_beginning_holds_for_the_whole(self):
        own = {
            (PhraseKind.BODY, "мфц"): {GENITIVE: "центра"},
            (PhraseKind.BODY, "мфц орла"): {GENITIVE: "центра Орла"},
        }

        assert genitive(PhraseKind.BODY, "МФЦ Ливен", exceptions=own) == Inflected("Центра Ливен", True)
        assert genitive(PhraseKind.BODY, "МФЦ Орла", exceptions=own) == Inflected("Центра Орла", True)
        assert genitive(PhraseKind.BODY, "МФЦентр", exceptions=own).text == "МФЦентра"

    def test_exception_holds_for_one_of_two_posts(self):
        own = {(PhraseKind.POST, "главред"): {GENITIVE: "главного редактора"}}

        found = genitive(PhraseKind.POST, "начальник отдела – главред", exceptions=own)

        assert found == Inflected("начальника отдела – главного редактора", True)
