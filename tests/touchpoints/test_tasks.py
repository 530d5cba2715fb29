"""Reports that units owe: asked for only once there is an approved register to keep up to date."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import InputRefused, NotAllowed
from navstrechu.touchpoints.models import Touchpoint, UpdateTask
from navstrechu.touchpoints.services.tasks import open_touchpoint_task
from navstrechu.touchpoints.vocabulary import Trigger
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import touchpoint

pytestmark = pytest.mark.django_db


def asked(of: Touchpoint, role: Role = Role.COORDINATOR, reason: str = "Точка переезжает") -> UpdateTask:
    return open_touchpoint_task(
        touchpoint=of, trigger=Trigger.KIND, reason=reason, on=TODAY, by=member(role, of.agency), at=NOON
    )


def test_nothing_is_owed_at_the_first_filling():
    process()

    assert UpdateTask.objects.count() == 0


def test_a_process_included_after_an_edition_asks_its_unit_for_rows():
    of = agency()
    approved(register_edition(of))

    included = process(of, title="Выдача удостоверений")

    [task] = UpdateTask.objects.all()
    assert (task.process, task.unit, task.opened_on) == (included, included.unit, included.included_on)


def test_unit_of_a_touchpoint_is_asked_with_the_term_of_the_agency():
    task = asked(touchpoint(agency()))

    assert (task.opened_on, task.due_on, task.trigger) == (TODAY, date(2024, 3, 22), "kind")
    assert task.unit == task.touchpoint.unit


def test_asking_needs_a_reason():
    with pytest.raises(InputRefused, match="Поясните"):
        asked(touchpoint(agency()), reason=" ")


def test_only_the_coordinator_asks():
    with pytest.raises(NotAllowed):
        asked(touchpoint(agency()), role=Role.UNIT_HEAD)

    assert UpdateTask.objects.count() == 0
