"""The shipped exceptions: each is needed, each is well-formed."""

import pytest

from navstrechu.core.text.grammar import Case, Gender, PhraseKind, inflect
from navstrechu.core.text.grammar.cases import OBLIQUE
from navstrechu.core.text.grammar.dictionary import shipped

ENTRIES = [
    pytest.param(gender, *key, forms, id=f"{key[1]} {gender}")
    for gender in Gender
    for key, forms in shipped(gender).items()
]


@pytest.mark.parametrize(("gender", "kind", "phrase", "forms"), ENTRIES)
def test_shipped_exception_names_all_cases(gender, kind, phrase, forms):
    assert tuple(forms) == OBLIQUE
    assert all(form.strip() == form != "" for form in forms.values())


@pytest.mark.parametrize(("gender", "kind", "phrase", "forms"), ENTRIES)
def test_shipped_exception_says_more_than_the_rules(gender, kind, phrase, forms):
    written = phrase[:1].upper() + phrase[1:]
    found = [inflect(kind, written, case, gender=gender, use_shipped=False) for case in OBLIQUE]
    known = [inflect(kind, written, case, gender=gender) for case in OBLIQUE]

    assert found != known


def test_entry_of_a_gender_is_there_for_it_alone():
    assert [key for key in shipped(Gender.FEMININE) if key[1] == "чаплин"] == []
    assert len([key for key in shipped(Gender.MASCULINE) if key[1] == "чаплин"]) == 1
    assert [key for key in shipped(None) if key[1] == "чаплин"] == []


def test_surname_of_a_man_is_told_without_his_gender_given():
    # «Чаплин» looks like a Russian name in -ин, whose instrumental would be -ым.
    assert inflect(PhraseKind.SURNAME, "Чаплин", Case.INSTRUMENTAL).text == "Чаплином"
