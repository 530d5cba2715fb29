"""Many rows at once: all or nothing, and taken back the same way; rights decided once for a page."""

from dataclasses import replace

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, NotAllowed, StaleObject
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.organisation.services.membership import grant_role
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.services.batches import RowEdit, after, apply_edits, remove_rows, take_back
from navstrechu.touchpoints.values import TouchpointContent
from tests.factories import NOON
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import channel_kind, process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import content, row, touchpoint

WHO = {"by": SYSTEM, "at": NOON}


@pytest.fixture
def own(db) -> Agency:
    return agency()


def texts(of: ProcessTouchpoint) -> list[str]:
    stored = row_content(ProcessTouchpoint.objects.get(pk=of.pk))
    return [item.text for item in stored.interactions]


def test_one_stale_row_leaves_all_as_they_were(own: Agency):
    first, second = row(process(own), says=content("Было")), row(process(own), says=content("Было"))
    edits = [
        RowEdit(first.process, content("Стало"), first, 1),
        RowEdit(second.process, content("Стало"), second, 7),
    ]

    with pytest.raises(StaleObject):
        apply_edits(agency=own, edits=edits, **WHO)

    assert (texts(first), texts(second)) == (["Было"], ["Было"])


def test_new_touchpoint_named_twice_is_made_once(own: Agency):
    place = TouchpointContent(name="Инфомат", channel_id=channel_kind(own).pk)
    edits = [
        RowEdit(process(own), content("Справка"), place=place),
        RowEdit(process(own), content("Талон"), place=replace(place, name="ИНФОМАТ")),
    ]

    apply_edits(agency=own, edits=edits, **WHO)

    assert [one.links.count() for one in Touchpoint.objects.all()] == [2]


def test_new_row_needs_a_touchpoint(own: Agency):
    with pytest.raises(Conflict):
        apply_edits(agency=own, edits=[RowEdit(process(own), content("Справка"))], **WHO)


def test_steps_are_taken_back_in_turn(own: Agency):
    held, other = row(process(own), says=content("Первое")), touchpoint(own)
    was = held.touchpoint
    one = apply_edits(agency=own, edits=[RowEdit(held.process, content("Второе"), held, 1)], **WHO)
    two = apply_edits(agency=own, edits=[RowEdit(held.process, content("Третье"), held, 2, other)], **WHO)
    three = remove_rows(rows=[(held, 3)], **WHO)

    stands = take_back(agency=own, steps=three, **WHO)
    one, two = after(one, stands), after(two, stands)
    assert (texts(held), ProcessTouchpoint.objects.live().count()) == (["Третье"], 1)
    stands = take_back(agency=own, steps=two, **WHO)
    take_back(agency=own, steps=after(one, stands), **WHO)

    held.refresh_from_db()
    assert (texts(held), held.touchpoint, held.removed_at) == (["Первое"], was, None)


def test_rights_of_a_page_are_those_of_each_process(own: Agency):
    department = unit(own)
    head = member(Role.EMPLOYEE, own)
    grant_role(user=head, role=Role.UNIT_HEAD, agency=own, unit=department, **WHO)
    people = [head, member(Role.COORDINATOR, own), member(Role.EMPLOYEE, own)]
    processes = [process(own, unit=department), process(own, unit=unit(own)), process(own)]

    assert answers(people, own, processes) == [
        [True, False, False, True, False, False], [True] * 6, [False] * 6,
    ]  # fmt: skip
    row(processes[0])
    approved(register_edition(own))
    assert answers(people, own, processes) == [
        [False, False, False, True, False, False], [True] * 6, [False] * 6,
    ]  # fmt: skip


def answers(people: list[User], own: Agency, processes: list) -> list[list[bool]]:
    """Who may edit and propose, by the rights of a page; those of each process must be the same."""
    found = []
    for person in people:
        rights = permissions.row_rights(person, own)
        edit = [bool(rights.edit(one.unit_id)) for one in processes]
        propose = [bool(rights.propose(one.unit_id)) for one in processes]
        assert edit == [bool(permissions.can_edit_rows(person, one)) for one in processes]
        assert propose == [bool(permissions.can_propose_for(person, one)) for one in processes]
        found.append(edit + propose)
    return found


def test_step_back_needs_the_right_to_the_row(own: Agency):
    held = row(process(own))
    steps = apply_edits(agency=own, edits=[RowEdit(held.process, content("Иное"), held, 1)], **WHO)

    with pytest.raises(NotAllowed):
        take_back(agency=own, steps=steps, by=member(Role.UNIT_HEAD, own), at=NOON)
