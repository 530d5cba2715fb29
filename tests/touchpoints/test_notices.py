"""Who is told of proposals, of owed reports, of editions."""

from datetime import timedelta

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.notices.models import Notification
from navstrechu.organisation.models import Unit
from navstrechu.touchpoints.notices import remind_of_reports
from navstrechu.touchpoints.services.proposals import return_proposal
from navstrechu.touchpoints.services.tasks import close_task
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, membership
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import proposal, row, update_task

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("user__display_name", flat=True))


def test_proposal_is_told_to_the_responsible_and_the_coordinator_and_the_answer_to_its_author():
    held = row(process())
    of = held.process.agency
    Notification.objects.all().delete()
    author, responsible, coordinator = (
        member(Role.COORDINATOR, of), member(Role.RESPONSIBLE, of), member(Role.COORDINATOR, of),
    )  # fmt: skip
    everybody = {responsible.display_name, coordinator.display_name}

    made = proposal(author, held)
    return_proposal(proposal=made, remark="Уточните", by=responsible, at=NOON)

    assert everybody <= told("proposal_submitted")
    assert Notification.objects.filter(kind="proposal_submitted", user=author).count() == 0
    assert Notification.objects.get(kind="proposal_returned").user == author


def test_overdue_report_is_told_of_once_to_the_head_and_the_coordinator():
    of = agency()
    unit = Unit.objects.create(agency=of, name="Отдел выплат")
    head = member(Role.EMPLOYEE, of)
    made = membership(head, Role.UNIT_HEAD, of)
    type(made).objects.filter(pk=made.pk).update(unit=unit)
    task = update_task(process(of, unit=unit))
    late = task.due_on + timedelta(days=1)

    first = remind_of_reports(agency=of, on=late, at=NOON)
    again = remind_of_reports(agency=of, on=late + timedelta(days=1), at=NOON)

    assert (first, again) == (2, 0)
    assert head.display_name in told("report_overdue")


def test_closed_report_is_not_reminded_of():
    of = agency()
    task = update_task(process(of, unit=Unit.objects.create(agency=of, name="Отдел")))
    close_task(task=task, because="Не нужен", on=TODAY, by=SYSTEM, at=NOON)

    assert remind_of_reports(agency=of, on=task.due_on + timedelta(days=5), at=NOON) == 0


def test_edition_is_told_to_the_responsible_and_its_approval_to_everybody():
    of = agency()
    responsible, employee = member(Role.RESPONSIBLE, of), member(Role.EMPLOYEE, of)

    approved(register_edition(of))

    assert told("edition_awaits") == {responsible.display_name}
    assert employee.display_name in told("edition_approved")
