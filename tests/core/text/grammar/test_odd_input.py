"""Nothing that people type makes the grammar fail or lose text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from navstrechu.core.text.grammar import (
    Case,
    Gender,
    NameOrder,
    PhraseKind,
    gender_of,
    inflect,
    inflect_person,
)

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяёАЯЁй -–—«»().,№1IVabc’\u00a0\n🙂"
TEXTS = st.one_of(st.text(max_size=60), st.text(LETTERS, max_size=60))
ODD = [
    "", " ", "-", "–", " – ", "«»", "(", ".", "1", "2024", "№ 5", "ABC", "🙂", "а", "А.", "й", "ь", "я", "ий",
    "-оглы", "оглы", "\U00017000", "и. о. ", "и. о.", "врио ", "1-й ", "1-й 1-й",
    "ё" * 400, "отдел " * 80, "а-" * 200,
    "главный " * 60, "старший и " * 60, "\x00отдел", "ОТДЕЛ", "Ы", "ая", "цая", "шья", "ой", "их", "ец", "ин",
]  # fmt: skip


@pytest.mark.parametrize("kind", PhraseKind)
@pytest.mark.parametrize("phrase", ODD, ids=lambda phrase: phrase[:12] or "empty")
def test_odd_phrases_come_back(kind: PhraseKind, phrase: str):
    for case in Case:
        for gender in (None, *Gender):
            found = inflect(kind, phrase, case, gender=gender)

            assert bool(found.text.strip()) == bool(phrase.strip())


@given(kind=st.sampled_from(PhraseKind), phrase=TEXTS, case=st.sampled_from(Case))
@example(PhraseKind.POST, "İ ", Case.GENITIVE)
@settings(deadline=None)
def test_any_text_is_answered(kind: PhraseKind, phrase: str, case: Case):
    found = inflect(kind, phrase, case)

    assert bool(found.text.strip()) == bool(phrase.strip())


@given(surname=TEXTS, first_name=TEXTS, patronymic=TEXTS, case=st.sampled_from(Case))
@settings(deadline=None)
def test_any_names_are_answered(surname: str, first_name: str, patronymic: str, case: Case):
    gender_of(surname, first_name, patronymic)
    for order in NameOrder:
        inflect_person(surname, first_name, patronymic, case, order=order)


@given(kind=st.sampled_from(PhraseKind), phrase=TEXTS)
def test_nominative_of_any_text_is_the_text(kind: PhraseKind, phrase: str):
    assert inflect(kind, phrase, Case.NOMINATIVE).text == phrase


@given(phrase=st.text("«»( )1.,-–abc🙂№", max_size=40), case=st.sampled_from(Case))
def test_signs_alone_stay(phrase: str, case: Case):
    assert inflect(PhraseKind.POST, phrase, case).text == phrase
