"""Filling of texts from live data."""

from datetime import date

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting.filling import Filled, fill
from navstrechu.drafting.kinds import Scene
from tests.drafting.samples import SAMPLE, TABLE, template
from tests.factories.organisation import agency

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 15)


def filled(text: OfficialText, forms: dict[str, str] | None = None, exceptions=None) -> Filled:
    made = agency()
    made.called, made.called_genitive = "Департамент", "Департамента"
    known = {(PhraseKind.BODY, "департамент"): {Case.GENITIVE: "Департамента"}, **(exceptions or {})}
    return fill(text, SAMPLE, Scene(made, DAY), forms=forms or {}, exceptions=known)


def test_fill_whole_template():
    done = filled(template())

    assert done.text.title == "О проверке работы Департамента"
    assert [clause.text for clause in done.text.clauses] == [
        "Проверить работу отдела кадров.",
        "Доложить в 2024 году.",
        "Контроль оставляю за собой.",
    ]
    assert done.data == {"проверки": (TABLE,)}


def test_fill_leaves_out_a_clause_whose_places_are_all_empty():
    done = filled(
        OfficialText("Заголовок", clauses=read_outline("1. Отменить {прежний приказ}.\n2. Остальное."))
    )

    assert [clause.text for clause in done.text.clauses] == ["Остальное."]


def test_fill_keeps_the_correction_of_the_author():
    done = filled(template(), forms={"отдела": "отдела по работе с кадрами"})

    [place] = [place for place in done.places if place.name == "отдела"]
    assert place.is_corrected
    assert done.text.clauses[0].text == "Проверить работу отдела по работе с кадрами."


def test_fill_follows_the_dictionary_of_the_agency():
    known = {(PhraseKind.BODY, "отдел кадров"): {Case.GENITIVE: "отдела персонала"}}

    assert filled(template(), exceptions=known).text.clauses[0].text == "Проверить работу отдела персонала."


def test_fill_names_forms_that_are_guessed():
    done = filled(OfficialText("О {странное слово}"))

    assert [place.name for place in done.doubtful] == ["странное слово"]


def test_fill_place_that_does_not_exist_is_refused():
    with pytest.raises(InputRefused, match=r"Подстановки «\{нет такой\}» нет\. Есть: \{орган\}, \{органа\}"):
        filled(OfficialText("О {нет такой}"))


def test_fill_data_part_that_does_not_exist_is_refused():
    with pytest.raises(
        InputRefused, match=r"Вставки «\[\[дюны\]\]» нет\. Есть: \[\[поручения\]\], \[\[проверки\]\]"
    ):
        filled(OfficialText("О песке", clauses=read_outline("[[дюны]]")))


def test_fill_writes_one_stop_behind_a_form_that_ends_with_one():
    clauses = read_outline("1. Сведения на {день}.\n2. О работе {органа}.")

    assert [clause.text for clause in filled(OfficialText("О {день}", clauses=clauses)).text.clauses] == [
        "Сведения на 15\u00a0марта 2024\u00a0г.",
        "О работе Департамента.",
    ]
