"""Posts, bodies and names against hand-written expectations; `pytest -s` prints both shares."""

from collections import Counter

from navstrechu.core.text.grammar import Case, PhraseKind
from tests.core.text.grammar.declension_cases import declension_cases, share_right


def test_cases_with_the_shipped_dictionary():
    cases = declension_cases()

    share, wrong = share_right(cases, use_shipped=True)

    print(f"\n{len(cases)} declension cases, shipped dictionary: {share:.1%} right", *wrong, sep="\n  ")
    assert share >= 0.98


def test_cases_without_the_shipped_dictionary():
    cases = declension_cases()

    share, wrong = share_right(cases, use_shipped=False)

    print(f"\n{len(cases)} declension cases, rules alone: {share:.1%} right", *wrong, sep="\n  ")
    assert share >= 0.90


def test_forms_told_to_be_certain_are_right():
    found = [(case, case.inflected(use_shipped=True)) for case in declension_cases()]

    assert [case for case, form in found if form.is_certain and form.text != case.expected] == []


def test_file_covers_every_kind_and_case():
    cases = declension_cases()

    assert len(set(cases)) == len(cases) >= 240
    assert {case.kind for case in cases} == set(PhraseKind)
    assert set(Case) - {case.case for case in cases} == {Case.NOMINATIVE}
    assert min(Counter(case.kind for case in cases).values()) >= 10
