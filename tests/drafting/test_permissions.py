"""Who drafts, agrees, signs and registers: role × verb and role × state × verb, written by hand."""

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, DomainError, NotAllowed
from navstrechu.drafting import permissions
from navstrechu.drafting.models import Draft
from navstrechu.drafting.services.agreement import recall_draft, return_draft, send_draft, sign_draft
from navstrechu.drafting.services.drafts import withdraw_draft
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.vocabulary import VisaOrder
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import forget_memberships
from tests.factories import NOON, TODAY
from tests.factories.drafting import (
    agreed_draft,
    agreement_round,
    decided,
    draft,
    signed_draft,
    visa,
    written_act,
)
from tests.factories.organisation import agency, member, membership

pytestmark = pytest.mark.django_db
# start a draft, edit somebody's draft, sign, register a signed one, set templates
TABLE = {
    Role.RESPONSIBLE: "+ - + + -",
    Role.COORDINATOR: "+ + - + +",
    Role.UNIT_HEAD: "+ - - + -",
    Role.ANALYST: "+ - - - -",
    Role.EMPLOYEE: "- - - - -",
    Role.WORKING_GROUP: "- - - - -",
    Role.ADMINISTRATOR: "- - - - -",
}
# What the author alone may with the own draft that is signed: never sign it.
OF_AUTHOR = {
    Role.RESPONSIBLE: "+ + - + -",
    Role.COORDINATOR: "+ + - + +",
    Role.UNIT_HEAD: "+ + - + -",
    Role.ANALYST: "+ + - - -",
}


def verbs(who: User, made: Draft) -> str:
    """What somebody may, in the order of the table."""
    found = (
        permissions.can_draft(who, made.agency),
        permissions.can_edit_draft(who, made),
        permissions.can_sign(who, made),
        permissions.can_register_draft(who, made),
        permissions.can_edit_templates(who, made.agency),
    )
    return " ".join("+" if decision else "-" for decision in found)


def test_who_may_what_with_drafts_of_others():
    made = signed_draft(agency())

    assert {role: verbs(member(role, made.agency), made) for role in Role} == TABLE


def test_who_may_what_with_the_own_draft():
    of = agency()
    authors = {role: member(role, of) for role in OF_AUTHOR}

    assert {role: verbs(by, signed_draft(of, by)) for role, by in authors.items()} == OF_AUTHOR


def test_people_of_another_agency_may_nothing():
    made, strange = signed_draft(agency()), agency()

    assert {verbs(member(role, strange), made) for role in Role} == {"- - - - -"}


def test_author_with_both_roles_still_needs_a_second_person():
    of = agency()
    both = member(Role.COORDINATOR, of)
    membership(both, Role.RESPONSIBLE, of)
    forget_memberships(both)
    made = agreed_draft(of, both)

    assert "Автор не визирует" in str(permissions.can_sign(both, made).reason)
    assert "регистрирует не его автор" in str(permissions.can_register_draft(both, made).reason)
    assert permissions.can_sign(both, agreed_draft(of))


# state × verb: what the state leaves open to those who may, «+» done, «-» a conflict
OPEN = {
    #            send recall return sign register withdraw
    "draft": "+ - - - - +",
    "agreement": "- + - - - +",
    "returned": "+ - - - - +",
    "agreed": "- + + + - +",
    "signed": "- - - - + +",
    "registered": "- - - - - -",
    "withdrawn": "- - - - - -",
}
VERBS = ("send", "recall", "return", "sign", "register", "withdraw")


@pytest.mark.parametrize("state", OPEN)
def test_state_leaves_open(state):
    of = agency()

    assert " ".join(done(verb, in_state(state, of)) for verb in VERBS) == OPEN[state]


def done(verb: str, made: Draft) -> str:
    """«+» when the verb went through, «-» when the state does not lead there."""
    try:
        act(verb, made)
    except Conflict:
        return "-"
    except DomainError as error:
        # Agreed and signed by nobody: registration asks for the scan of what was signed on paper.
        if verb == "register" and made.status == "agreed":
            return "-"
        raise AssertionError(f"{verb}: {error}") from error
    return "+"


def act(verb: str, made: Draft) -> object:
    coordinator, signer = member(Role.COORDINATOR, made.agency), member(Role.RESPONSIBLE, made.agency)
    if verb == "send":
        order = VisaOrder.SEQUENTIAL
        return send_draft(draft=made, visas=[], order=order, today=TODAY, by=coordinator, at=NOON)
    if verb == "recall":
        return recall_draft(draft=made, reason="Ошибка.", by=coordinator, at=NOON)
    if verb == "return":
        return return_draft(draft=made, remarks="Ошибка.", by=signer, at=NOON)
    if verb == "sign":
        return sign_draft(draft=made, by=signer, at=NOON)
    if verb == "withdraw":
        return withdraw_draft(draft=made, reason="Не нужен.", by=coordinator, at=NOON)
    return register_draft(draft=made, dated=TODAY, today=TODAY, by=coordinator, at=NOON)


def in_state(state: str, of: Agency) -> Draft:
    """A draft in the state."""
    if state == "agreement":
        return agreement_round(of).draft
    if state == "returned":
        made = agreed_draft(of)
        return return_draft(draft=made, remarks="Ошибка.", by=member(Role.RESPONSIBLE, of), at=NOON)
    if state == "registered":
        return Draft.objects.select_related("agency").get(act=written_act(of))
    if state == "withdrawn":
        made = draft(of)
        return withdraw_draft(draft=made, reason="Не нужен.", by=made.author, at=NOON)
    makers = {"draft": draft, "agreed": agreed_draft, "signed": signed_draft}
    return makers[state](of)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RESPONSIBLE])
def test_service_asks_for_the_right_to_sign(role):
    made = agreed_draft(agency())

    with pytest.raises(NotAllowed):
        sign_draft(draft=made, by=member(role, made.agency), at=NOON)


def test_services_ask_for_the_right_to_send_and_register():
    of = agency()
    employee, order = member(Role.EMPLOYEE, of), VisaOrder.SEQUENTIAL

    with pytest.raises(NotAllowed):
        send_draft(draft=draft(of), visas=[], order=order, today=TODAY, by=employee, at=NOON)
    with pytest.raises(NotAllowed):
        recall_draft(draft=agreed_draft(of), reason="Нет.", by=employee, at=NOON)
    with pytest.raises(NotAllowed):
        register_draft(draft=signed_draft(of), dated=TODAY, today=TODAY, by=employee, at=NOON)


def test_holder_of_the_post_decides_whatever_the_role():
    made = visa(agency())

    assert permissions.can_decide_visa(made.round.draft.author, made, [made.post_id]).allowed is False
    assert permissions.can_decide_visa(member(Role.EMPLOYEE, made.post.agency), made, []).allowed is False
    assert decided(made).decision == "agreed"
