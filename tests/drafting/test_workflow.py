"""States of a draft as data: each is worded, each arrow leads between them, four eyes."""

from navstrechu.drafting.workflow import DRAFT, EDITABLE, OPEN, Status
from navstrechu.history import wording
from navstrechu.workflow.flow import Owner


def test_every_state_is_worded_and_every_arrow_leads_between_them():
    assert set(DRAFT.labels) == set(Status)
    for arrow in DRAFT.transitions:
        assert {*arrow.sources, arrow.target} <= set(Status)
        assert arrow.verb in wording.registered_verbs()


def test_open_transitions_of_each_state_are_these():
    assert {state: [arrow.name for arrow in DRAFT.open_from(state)] for state in Status} == {
        Status.DRAFT: ["send", "send_to_sign", "withdraw"],
        Status.AGREEMENT: ["agree", "return", "recall", "withdraw"],
        Status.RETURNED: ["send", "send_to_sign", "withdraw"],
        Status.AGREED: ["return", "recall", "sign", "register_signed_on_paper", "withdraw"],
        Status.SIGNED: ["register", "withdraw"],
        Status.REGISTERED: [],
        Status.WITHDRAWN: [],
    }


def test_whoever_decides_is_not_the_author():
    owners = {arrow.name: arrow.owner for arrow in DRAFT.transitions}

    assert {name for name, owner in owners.items() if owner is Owner.REVIEWER} == {
        "return",
        "sign",
        "register_signed_on_paper",
    }


def test_every_state_is_reached_and_lists_of_states_are_whole():
    reached = {str(arrow.target) for arrow in DRAFT.transitions} | {DRAFT.initial}

    assert reached == set(Status)
    assert set(OPEN) == {state for state in Status if DRAFT.open_from(state)}
    assert set(EDITABLE) == {state for state in Status if "send" in {a.name for a in DRAFT.open_from(state)}}
