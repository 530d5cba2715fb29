"""Decisions and findings carry the sentence for the user."""

import pytest

from navstrechu.core.decision import ALLOWED, allowed_if, denied
from navstrechu.core.diff import changes
from navstrechu.core.errors import HasFindings, NotAllowed
from navstrechu.core.findings import Finding, Findings, Level


def test_both_must_allow_and_the_first_refusal_speaks():
    decision = ALLOWED & denied("нет прав") & denied("поздно")

    assert not decision
    assert decision.reason == "нет прав"


def test_one_of_two_is_enough():
    assert denied("нет прав") | ALLOWED
    assert (denied("нет прав") | denied("поздно")).reason == "поздно"


def test_refusal_raises_its_sentence():
    with pytest.raises(NotAllowed, match="нет прав"):
        allowed_if(condition=False, reason="нет прав").require()
    allowed_if(condition=True, reason="нет прав").require()


def test_only_blockers_stop():
    warning = Finding("late", "Срок прошёл.", "1.1")
    blocker = Finding("empty", "Нет ответственного.", "1.2", Level.BLOCKER)

    Findings.of([warning]).require_no_blockers()
    with pytest.raises(HasFindings, match="Нет ответственного") as caught:
        Findings.of([warning, blocker]).require_no_blockers()
    assert caught.value.findings == Findings.of([blocker])


def test_findings_are_found_by_their_place():
    first, second = Finding("a", "а", "1.1"), Finding("b", "б", "1.2")

    assert Findings.of([first, second]).about("1.2") == Findings.of([second])


def test_false_to_nothing_is_a_change():
    assert changes({"a": False, "b": 0, "c": 1}, {"a": None, "b": "", "c": 1}) == {
        "a": [False, None],
        "b": [0, ""],
    }
