"""Flows as data: each state is worded, each transition leads between known states, four eyes."""

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.workflow import ACT, Status
from navstrechu.core.errors import NotAllowed
from navstrechu.history import wording
from navstrechu.workflow.flow import Owner, Transition, move
from tests.factories import NOON
from tests.factories.evidence import act
from tests.factories.organisation import agency, member


def test_every_state_is_worded_and_every_arrow_leads_between_them():
    assert set(ACT.labels) == set(Status)
    for arrow in ACT.transitions:
        assert {*arrow.sources, arrow.target} <= set(Status)
        assert arrow.verb in wording.registered_verbs()


def test_open_transitions_of_each_state_are_these():
    assert {state: [arrow.name for arrow in ACT.open_from(state)] for state in Status} == {
        Status.REGISTERED: ["annul"],
        Status.ANNULLED: [],
    }


def test_diagram_shows_every_arrow():
    assert "registered --> annulled : annul" in ACT.diagram()


@pytest.mark.django_db
def test_author_does_not_decide_on_the_own_work():
    owner = agency()
    by = member(Role.COORDINATOR, owner)
    approve = Transition("approve", frozenset({"registered"}), "annulled", Owner.REVIEWER, "act_annulled")

    with pytest.raises(NotAllowed, match="Автор не принимает решение"):
        move(act(owner, by), approve, by=by, at=NOON, author_id=by.pk)
