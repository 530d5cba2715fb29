"""The registers of the demonstration department as they are on its opening day."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Q

from navstrechu.acts.models import Act
from navstrechu.demonstration.content import AGENCY_CODE, OPENS_ON
from navstrechu.demonstration.registers import load_registers
from navstrechu.history.queries import verify
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ChannelKind, Process, ProcessGroup
from navstrechu.processes.seeds import GROUPS
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.queries import edition_order, rows_of
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint, UpdateTask
from navstrechu.touchpoints.queries.checks import register_findings
from navstrechu.touchpoints.queries.coverage import edition_line

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]


def agency() -> Agency:
    return Agency.objects.get(code=AGENCY_CODE)


def edition(register: str, number: int) -> RegisterEdition:
    return RegisterEdition.objects.get(register=register, number=number)


def cells(number: int, *columns: str) -> set[tuple[object, ...]]:
    rows = rows_of(edition("touchpoints", number))
    return {tuple(str(row.cells[column]) for column in columns) for row in rows}


def test_live_register_holds_the_content():
    content = load_registers()

    assert set(Process.objects.values_list("code", "title")) == {
        (process.code, process.title) for process in content.processes.values()
    }
    assert ProcessTouchpoint.objects.live().count() == 424
    assert Touchpoint.objects.open().count() == len(content.touchpoints)
    assert {(channel.title, channel.category) for channel in content.channels} <= set(
        ChannelKind.objects.values_list("title", "category")
    )


def test_groups_of_the_content_are_those_an_agency_starts_with():
    content = load_registers()

    assert [(group.number, group.client, group.direction) for group in content.groups] == [
        (group.number, group.client, group.direction) for group in GROUPS
    ]
    assert [group.title for group in content.groups] == list(
        ProcessGroup.objects.order_by("number").values_list("title", flat=True)
    )


def test_editions_and_their_orders():
    found = RegisterEdition.objects.order_by("in_force_from").values_list(
        "register", "number", "status", "act__number", "in_force_from", "closed_on"
    )

    assert list(found) == [
        ("processes", 1, "superseded", "984", date(2023, 12, 21), date(2024, 3, 10)),
        ("touchpoints", 1, "superseded", "211", date(2024, 3, 4), date(2024, 3, 11)),
        ("processes", 2, "approved", "229", date(2024, 3, 11), None),
        ("touchpoints", 2, "approved", "233", date(2024, 3, 12), None),
    ]


def test_orders_on_touchpoints_cite_the_order_on_the_procedure():
    order = edition_order(edition("touchpoints", 2))

    assert order.procedure == Act.objects.get(number="201")
    assert order.previous == edition("touchpoints", 1)


def test_every_group_stands_in_every_edition():
    for held in RegisterEdition.objects.all():
        assert {row.group_number for row in rows_of(held)} == set(range(1, 10))


def test_edition_2_differs_from_edition_1_by_what_was_accepted():
    one, two = cells(1, "process"), cells(2, "process")
    titles = {key: process.title for key, process in load_registers().processes.items()}

    assert two - one == {(titles["large-family-status"],), (titles["room-booking"],)}
    assert one - two == {(titles["paper-vacancies"],)}
    rows_1, rows_2 = cells(1, "process", "touchpoint"), cells(2, "process", "touchpoint")
    kept = one & two
    assert {row for row in rows_2 - rows_1 if row[:1] in kept} == {
        (titles["display-information"], "Информационный киоск в холле Департамента (цифровая)"),
        (titles["urgent-care"], "Канал Департамента в мессенджере Telegram (цифровая)"),
    }
    assert {row for row in rows_1 - rows_2 if row[:1] in kept} == {
        (titles["display-information"], "Информационный стенд в холле Департамента (офлайн)"),
        (titles["hardship-aid"], "Единый портал государственных и муниципальных услуг (цифровая)"),
    }
    full = ("process", "touchpoint", "interactions")
    changed = {row[0] for row in cells(2, *full) - cells(1, *full) if row[:2] in rows_1}
    assert changed == {titles["utility-subsidy"], titles["job-search"], titles["care-control"]}


def test_checks_find_what_was_left_on_purpose_and_nothing_else():
    found = Counter(finding.code for finding in register_findings(agency(), OPENS_ON))

    assert found == {
        "process_without_touchpoint": 1,
        "row_without_basis": 1,
        "duplicate_in_process": 1,
        "near_duplicate": 2,
        "touchpoint_unconfirmed": 1,
        "report_overdue": 1,
    }


def test_proposals_stand_in_every_state():
    states = Counter(ChangeProposal.objects.values_list("status", flat=True))

    assert states == {"accepted": 12, "submitted": 3, "returned": 2, "rejected": 1, "withdrawn": 1}
    assert ChangeProposal.objects.filter(round=2).count() == 1


def test_reports_that_are_waited_for():
    owed = UpdateTask.objects.filter(closed_on=None).order_by("due_on").values_list("due_on", "opened_on")

    assert list(owed) == [
        (date(2024, 3, 12), date(2024, 3, 4)),
        (date(2024, 3, 20), date(2024, 3, 13)),
        (date(2024, 3, 21), date(2024, 3, 14)),
    ]


def test_every_process_has_a_full_card():
    lacking = Q(clients="") | Q(result="") | Q(unit=None) | Q(curator=None) | Q(bases=None)

    assert list(Process.objects.filter(lacking)) == []
    assert Process.objects.filter(volumes=None).count() == 3


def test_history_of_the_department_is_whole():
    assert verify(agency().pk) == []


def test_edition_of_processes_covers_the_measure_that_demands_it():
    processes = list(Process.objects.in_register())
    line = edition_line(agency(), "processes", processes, OPENS_ON)

    assert (line.done, line.total) == (83, 84)
    assert [finding.subject for finding in line.missing] == [f"process:{Process.objects.get(code='2.15').pk}"]
