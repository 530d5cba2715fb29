"""Who may what with the register of touchpoints: role × state of the thing × verb, written by hand."""

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.services.membership import grant_role
from navstrechu.processes.models import Process
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import Touchpoint
from tests.factories import NOON
from tests.factories.accounts import user
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import proposal, row, touchpoint

pytestmark = pytest.mark.django_db
COLUMNS = ("register", "fill", "own rows", "others' rows", "propose", "for own", "for others")
# While no edition is approved, heads of units fill in their own rows (order 201, clause 2.4).
FILLING = {
    Role.COORDINATOR: "+ + + + + + +",
    Role.UNIT_HEAD: "- + + - + + -",
    Role.RESPONSIBLE: "- - - - - - -",
    Role.ANALYST: "- - - - - - -",
    Role.EMPLOYEE: "- - - - - - -",
    Role.WORKING_GROUP: "- - - - - - -",
    Role.ADMINISTRATOR: "- - - - - - -",
}
# Afterwards they report changes (clause 3.3).
APPROVED = FILLING | {Role.UNIT_HEAD: "- - - - + + -"}


def person(role: Role, of: Agency, place: Unit) -> User:
    """Somebody with a role; the head of a unit heads ``place``."""
    if role is not Role.UNIT_HEAD:
        return member(role, of)
    account = user()
    grant_role(user=account, role=role, agency=of, unit=place, by=SYSTEM, at=NOON)
    return account


def verbs(who: User, own: Process, others: Process) -> str:
    """What somebody may, in the order of the columns."""
    of = own.agency
    found = (
        permissions.can_edit_register(who, of),
        permissions.can_fill(who, of),
        permissions.can_edit_rows(who, own),
        permissions.can_edit_rows(who, others),
        permissions.can_propose(who, of),
        permissions.can_propose_for(who, own),
        permissions.can_propose_for(who, others),
    )
    return " ".join("+" if decision else "-" for decision in found)


@pytest.mark.parametrize(("table", "is_approved"), [(FILLING, False), (APPROVED, True)])
def test_who_may_what_with_rows(table, is_approved):
    of = agency()
    place = unit(of)
    own, others = process(of, unit=place), process(of, unit=unit(of))
    row(own)
    if is_approved:
        approved(register_edition(of))

    found = {role: verbs(person(role, of, place), own, others) for role in Role}

    assert found == table


def test_rights_of_a_whole_page_are_those_of_each_row():
    of = agency()
    place = unit(of)
    own, others = process(of, unit=place), process(of, unit=unit(of))

    for role in Role:
        who = person(role, of, place)
        rights = permissions.row_rights(who, of)
        for listed in (own, others):
            assert bool(rights.edit(listed.unit_id)) == bool(permissions.can_edit_rows(who, listed))
            assert bool(rights.propose(listed.unit_id)) == bool(permissions.can_propose_for(who, listed))


def test_head_answers_for_units_below():
    of = agency()
    place = unit(of)
    below = process(of, unit=unit(of, parent=place))

    assert permissions.can_propose_for(person(Role.UNIT_HEAD, of, place), below)


def test_who_decides_on_a_proposal():
    of = agency()
    place = unit(of)
    author = person(Role.UNIT_HEAD, of, place)
    made = proposal(author, row(process(of, unit=place)))

    deciding = {role for role in Role if permissions.can_decide(person(role, of, place), made)}

    assert deciding == {Role.COORDINATOR, Role.RESPONSIBLE}


def test_author_corrects_and_withdraws_and_never_decides():
    of = agency()
    author, other = member(Role.COORDINATOR, of), member(Role.COORDINATOR, of)
    made = proposal(author, row(process(of)))

    assert permissions.can_correct(author, made)
    assert "рассматривает не автор" in str(permissions.can_decide(author, made).reason)
    assert permissions.can_decide(other, made)
    assert "представил другой сотрудник" in str(permissions.can_correct(other, made).reason)


def test_people_of_another_agency_may_nothing():
    of, strange = agency(), agency()
    own, others = process(of), process(of)
    who = member(Role.COORDINATOR, strange)

    assert verbs(who, own, others) == "- - - - - - -"
    assert not permissions.can_decide(who, proposal(member(Role.COORDINATOR, of), row(own)))


@pytest.mark.parametrize(
    ("behind", "listed", "filling", "later"),
    [
        ("own", False, "+ +", "- +"),
        ("nobody", False, "+ +", "- +"),
        ("other", False, "- -", "- -"),
        ("other", True, "- +", "- +"),
    ],
)
def test_head_and_a_touchpoint_by_the_unit_behind_it(behind: str, listed: bool, filling: str, later: str):
    """Changing it directly, proposing to change it."""
    of = agency()
    place, other = unit(of), unit(of)
    head = person(Role.UNIT_HEAD, of, place)
    held = touchpoint(of, unit={"own": place, "nobody": None, "other": other}[behind])
    row(process(of, unit=place if listed else other), held)

    before = verbs_at(head, held)
    approved(register_edition(of))

    assert (before, verbs_at(head, held)) == (filling, later)
    assert verbs_at(member(Role.COORDINATOR, of), held) == "+ +"


def verbs_at(who: User, held: Touchpoint) -> str:
    found = (permissions.can_change_touchpoint(who, held), permissions.can_propose_at(who, held))
    return " ".join("+" if decision else "-" for decision in found)
