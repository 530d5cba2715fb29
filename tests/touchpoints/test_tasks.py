"""Reports that units owe: asked for only once there is an approved register to keep up to date."""

from dataclasses import replace
from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.processes.models import Process
from navstrechu.processes.queries.card import values_of
from navstrechu.processes.services.register import change_process, exclude_process, restore_process
from navstrechu.touchpoints.models import Touchpoint, UpdateTask
from navstrechu.touchpoints.services.tasks import open_touchpoint_task
from navstrechu.touchpoints.services.touchpoints import close_touchpoint, merge_touchpoints
from navstrechu.touchpoints.vocabulary import Trigger
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import row, touchpoint

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


def test_exclusion_overtakes_what_the_inclusion_asked():
    of = agency()
    approved(register_edition(of))
    included = process(of, title="Выдача удостоверений")

    excluded(included)

    assert list(UpdateTask.objects.values_list("closed_on", "closed_because")) == [
        (TODAY, "процесс исключён из реестра")
    ]


def test_return_of_a_process_asks_for_its_rows_instead_of_those_that_left():
    of = agency()
    approved(register_edition(of))
    held = row(process(of)).process
    excluded(held)

    restore_process(
        process=held,
        version=2,
        included_on=TODAY,
        basis="Решение суда",
        by=member(Role.COORDINATOR, of),
        at=NOON,
    )

    [asked_now] = UpdateTask.objects.filter(closed_on=None)
    assert "включён процесс" in asked_now.reason
    assert UpdateTask.objects.filter(closed_because="процесс снова включён в реестр").count() == 1


def excluded(own: Process) -> None:
    by = member(Role.COORDINATOR, own.agency)
    exclude_process(process=own, version=1, excluded_on=TODAY, basis="Закон утратил силу", by=by, at=NOON)


def test_report_is_owed_by_the_unit_that_the_process_went_to():
    of = agency()
    approved(register_edition(of))
    held, other = process(of), unit(of)
    values = replace(values_of(held), unit=other)

    change_process(process=held, version=1, values=values, by=member(Role.COORDINATOR, of), at=NOON)

    assert UpdateTask.objects.get().unit == other
    assert Event.objects.get(verb="update_task_passed_on").changes == {"unit": ["", str(other)]}


def test_closed_touchpoint_owes_no_report_and_a_merged_one_leaves_it_to_the_kept():
    of = agency()
    kept, duplicate, gone = (touchpoint(of, name) for name in ("МФЦ", "Центр услуг", "Киоск"))
    for one in (duplicate, gone):
        asked(one)

    merge_touchpoints(kept=kept, duplicate=duplicate, on=TODAY, by=SYSTEM, at=NOON)
    close_touchpoint(touchpoint=gone, on=TODAY, by=SYSTEM, at=NOON)

    told = UpdateTask.objects.order_by("pk").values_list("touchpoint", "closed_because")
    assert list(told) == [(kept.pk, ""), (gone.pk, "точка взаимодействия закрыта")]
