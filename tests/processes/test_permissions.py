"""Who keeps the register: the coordinator always, a unit head the own units until the first approval."""

from dataclasses import replace

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import NotAllowed
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.services.membership import grant_role
from navstrechu.processes import permissions
from navstrechu.processes.models import Process
from navstrechu.processes.permissions import Filling
from navstrechu.processes.queries.card import values_of
from navstrechu.processes.queries.filling import REGISTER, filling_of
from navstrechu.processes.services.register import change_process, exclude_process, include_process
from navstrechu.registers.models import RegisterEdition
from tests.factories import NOON, TODAY
from tests.factories.accounts import user
from tests.factories.evidence import act
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import process, process_group, values

pytestmark = pytest.mark.django_db
FIRST, LATER = Filling(True, {1}), Filling(False, {1})


def head_of(own: Agency, place: Unit) -> User:
    account = user()
    grant_role(user=account, role=Role.UNIT_HEAD, agency=own, unit=place, by=SYSTEM, at=NOON)
    return account


def approved_edition(own: Agency) -> RegisterEdition:
    """An edition in force, stored as the register keeps it."""
    return RegisterEdition.objects.create(
        agency=own, register=REGISTER, number=1, row_count=0, frozen_at=NOON, frozen_by_name="Петрова",
        status="approved", act=act(own), in_force_from=TODAY, approved_by_name="Иванов", changed_at=NOON,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "unit_id", "filling", "allowed"),
    [
        (Role.COORDINATOR, None, LATER, True),
        (Role.COORDINATOR, 2, LATER, True),
        (Role.UNIT_HEAD, 1, FIRST, True),
        (Role.UNIT_HEAD, 2, FIRST, False),
        (Role.UNIT_HEAD, None, FIRST, False),
        (Role.UNIT_HEAD, 1, LATER, False),
        (Role.RESPONSIBLE, 1, FIRST, False),
        (Role.ANALYST, 1, FIRST, False),
        (Role.EMPLOYEE, 1, FIRST, False),
        (Role.WORKING_GROUP, 1, FIRST, False),
        (Role.ADMINISTRATOR, 1, FIRST, False),
    ],
)
def test_who_may_edit_a_process(role, unit_id, filling, allowed):
    own = agency()

    assert bool(permissions.can_edit_process(member(role, own), own, unit_id, filling)) is allowed


def test_head_without_a_unit_includes_nothing():
    own = agency()
    head = member(Role.UNIT_HEAD, own)

    assert permissions.can_include_process(head, own, FIRST)
    assert not permissions.can_include_process(head, own, Filling(True, frozenset()))
    assert not permissions.can_include_process(head, own, LATER)


def test_head_fills_the_own_units_and_no_others():
    own = agency()
    top, strange = unit(own), unit(own)
    below, head = unit(own, parent=top), head_of(own, top)
    group = process_group(own)

    made = include_process(
        agency=own, values=values(group, unit=below), included_on=TODAY, basis="Приказ", by=head, at=NOON
    )
    for place in (strange, None):
        with pytest.raises(NotAllowed, match="ведёт другое подразделение"):
            include_process(
                agency=own,
                values=values(group, unit=place),
                included_on=TODAY,
                basis="Приказ",
                by=head,
                at=NOON,
            )
        with pytest.raises(NotAllowed, match="ведёт другое подразделение"):
            change_process(
                process=made, version=1, values=replace(values_of(made), unit=place), by=head, at=NOON
            )
    assert Process.objects.get().unit == below


def test_after_the_first_approval_heads_propose():
    own = agency()
    place = unit(own)
    made, head = process(own, unit=place), head_of(own, place)
    assert filling_of(head, own, TODAY) == Filling(True, frozenset({place.pk}))

    approved_edition(own)

    assert filling_of(head, own, TODAY) == Filling(False, frozenset({place.pk}))
    with pytest.raises(NotAllowed, match="Сообщите ему об изменении предложением"):
        exclude_process(process=made, version=1, excluded_on=TODAY, basis="Закон", by=head, at=NOON)


def test_filling_costs_the_same_for_any_number_of_units(django_assert_num_queries):
    own = agency()
    place = unit(own)
    head = head_of(own, place)
    with django_assert_num_queries(4):
        filling_of(head, own, TODAY)
    for _number in range(3):
        unit(own, parent=place)
    with django_assert_num_queries(4):
        assert len(filling_of(head, own, TODAY).own_units) == 4
