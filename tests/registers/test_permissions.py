"""Who forms, takes back and approves editions: role × state of the edition × verb, written by hand."""

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, NotAllowed
from navstrechu.organisation.permissions import forget_memberships
from navstrechu.registers import permissions
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.services import approve_edition, withdraw_edition
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, membership
from tests.factories.registers import approved, order, register_edition

pytestmark = pytest.mark.django_db
# form and take back, approve, name the order on the procedure
TABLE = {
    Role.COORDINATOR: "+ - +",
    Role.RESPONSIBLE: "- + -",
    Role.UNIT_HEAD: "- - -",
    Role.ANALYST: "- - -",
    Role.EMPLOYEE: "- - -",
    Role.WORKING_GROUP: "- - -",
    Role.ADMINISTRATOR: "- - -",
}


def verbs(who: User, edition: RegisterEdition) -> str:
    """What somebody may, in the order of the table."""
    found = (
        permissions.can_freeze(who, edition.agency),
        permissions.can_approve(who, edition),
        permissions.can_name_procedure(who, edition.agency),
    )
    return " ".join("+" if decision else "-" for decision in found)


def test_who_may_what_with_editions():
    edition = register_edition(agency())

    assert {role: verbs(member(role, edition.agency), edition) for role in Role} == TABLE


def test_people_of_another_agency_may_nothing():
    edition, strange = register_edition(agency()), agency()

    assert {verbs(member(role, strange), edition) for role in Role} == {"- - -"}


def test_who_has_both_roles_approves_what_others_formed():
    of = agency()
    both = member(Role.COORDINATOR, of)
    membership(both, Role.RESPONSIBLE, of)
    forget_memberships(both)

    own = register_edition(of, by=both)

    assert "не тот, кто её сформировал" in str(permissions.can_approve(both, own).reason)
    withdraw_edition(edition=own, reason="Опечатка", by=both, at=NOON)
    assert permissions.can_approve(both, register_edition(of))


# state of the edition × verb: what its state leaves open to those who may
@pytest.mark.parametrize(
    ("state", "approve", "withdraw"),
    [("frozen", None, None), ("approved", Conflict, Conflict), ("withdrawn", Conflict, Conflict)],
)
def test_state_leaves_open(state, approve, withdraw):
    for verb, refusal in (("approve", approve), ("withdraw", withdraw)):
        edition = in_state(state)
        of = edition.agency
        coordinator, responsible = member(Role.COORDINATOR, of), member(Role.RESPONSIBLE, of)

        def act(verb=verb, edition=edition, coordinator=coordinator, responsible=responsible):
            if verb == "approve":
                return approve_edition(
                    edition=edition, order=order(), today=TODAY, by=responsible, at=NOON
                ).status
            return withdraw_edition(edition=edition, reason="Опечатка", by=coordinator, at=NOON).status

        if refusal is None:
            assert act() in {"approved", "withdrawn"}
        else:
            with pytest.raises(refusal):
                act()


def test_service_asks_for_the_permission():
    edition = register_edition(agency())
    coordinator = member(Role.COORDINATOR, edition.agency)

    with pytest.raises(NotAllowed):
        approve_edition(edition=edition, order=order(), today=TODAY, by=coordinator, at=NOON)
    with pytest.raises(NotAllowed):
        withdraw_edition(
            edition=edition, reason="Опечатка", by=member(Role.RESPONSIBLE, edition.agency), at=NOON
        )


def in_state(state: str) -> RegisterEdition:
    """An edition of a new agency."""
    edition = register_edition(agency())
    if state == "approved":
        return approved(edition)
    if state == "withdrawn":
        by = member(Role.COORDINATOR, edition.agency)
        return withdraw_edition(edition=edition, reason="Опечатка", by=by, at=NOON)
    return edition
