"""Editions: frozen, approved by an order, kept for ever."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act
from navstrechu.acts.services import annul_act
from navstrechu.core.errors import Conflict, DomainError, HasFindings, InputRefused, NotAllowed
from navstrechu.history.services import SYSTEM
from navstrechu.jobs.running import Run, run_job
from navstrechu.jobs.services import claim_next
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import forget_memberships
from navstrechu.registers import kinds
from navstrechu.registers.kinds import FrozenRow, kind_of
from navstrechu.registers.models import EditionFile, RegisterEdition
from navstrechu.registers.printing import FORMATS, edition_file_of
from navstrechu.registers.queries import edition_order
from navstrechu.registers.services import (
    approve_edition,
    freeze_edition,
    keep_edition_file,
    withdraw_edition,
)
from navstrechu.registers.workflow import Status
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.services.rows import change_row
from navstrechu.touchpoints.values import RowContent
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, membership
from tests.factories.processes import process
from tests.factories.registers import approved, order, register_edition, register_procedure
from tests.factories.touchpoints import content, row

pytestmark = pytest.mark.django_db


def test_edition_holds_every_row_as_it_is_printed():
    held = row(process(title="Назначение пособия"), says=content("Приём", "Выдача", peculiarities="Лично"))

    edition = register_edition(held.process.agency)

    frozen = edition.rows.get()
    assert (edition.number, edition.row_count, edition.status) == (1, 1, Status.FROZEN)
    assert frozen.cells == {
        "group_number": "1",
        "group": held.process.group.title,
        "process": "Назначение пособия",
        "touchpoint": f"{held.touchpoint.name} (цифровая)",
        "interactions": ["Приём", "Выдача"],
        "peculiarities": ["Лично"],
        "touchpoint_name": held.touchpoint.name,
        "channel": "цифровая",
    }


def test_empty_register_is_not_frozen():
    of = agency()

    with pytest.raises(HasFindings, match="нет ни одной строки"):
        freeze_edition(agency=of, register="touchpoints", by=member(Role.COORDINATOR, of), at=NOON)


def test_row_that_says_nothing_blocks_the_freezing():
    held = row(process(), says=content())
    change_row(row=held, version=1, content=RowContent(), by=SYSTEM, at=NOON)

    with pytest.raises(HasFindings, match="не указано осуществляемое взаимодействие"):
        register_edition(held.process.agency)


def test_one_edition_awaits_its_order_at_a_time():
    edition = register_edition(agency())

    with pytest.raises(Conflict, match="ещё не утверждена"):
        register_edition(edition.agency)


def test_live_row_goes_on_while_the_edition_stays():
    held = row(process(), says=content("Приём"))
    edition = register_edition(held.process.agency)

    change_row(row=held, version=1, content=content("Выдача"), by=SYSTEM, at=NOON)

    assert edition.rows.get().cells["interactions"] == ["Приём"]


def test_order_puts_the_edition_in_force_and_closes_the_previous_one_the_day_before():
    first = approved(register_edition(agency()), TODAY)
    later = TODAY + timedelta(days=5)

    second = approved(register_edition(first.agency), later)

    first.refresh_from_db()
    assert (first.status, first.closed_on) == (Status.SUPERSEDED, later - timedelta(days=1))
    assert (second.status, second.in_force_from, second.closed_on) == (Status.APPROVED, later, None)
    assert list(RegisterEdition.objects.in_force_on(TODAY)) == [first]
    assert list(RegisterEdition.objects.in_force_on(later)) == [second]


def test_who_formed_the_edition_does_not_approve_it():
    of = agency()
    both = member(Role.COORDINATOR, of)
    membership(both, Role.RESPONSIBLE, of)
    forget_memberships(both)
    edition = register_edition(of, by=both)

    with pytest.raises(NotAllowed, match="не тот, кто её сформировал"):
        approve_edition(edition=edition, order=order(), today=TODAY, by=both, at=NOON)

    assert Act.objects.count() == 0


def test_order_dated_before_the_forming_is_refused():
    edition = register_edition(agency())

    with pytest.raises(InputRefused, match="раньше, чем сформирована"):
        approved(edition, date(2024, 3, 14))


def test_next_order_is_later_than_that_of_the_edition_in_force():
    first = approved(register_edition(agency()), TODAY)

    with pytest.raises(InputRefused, match="более поздней датой"):
        approved(register_edition(first.agency), TODAY)


def test_withdrawn_edition_keeps_its_number():
    edition = register_edition(agency())
    withdraw_edition(
        edition=edition, reason="Ошибка в строке", by=member(Role.COORDINATOR, edition.agency), at=NOON
    )

    assert register_edition(edition.agency).number == 2


def test_order_of_an_edition_is_not_annulled():
    edition = approved(register_edition(agency()))

    with pytest.raises(HasFindings, match="утверждена редакция № 1"):
        annul_act(
            act=edition.act, reason="Ошибка", on=TODAY, by=member(Role.COORDINATOR, edition.agency), at=NOON
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registers_registeredition SET note = 'x'",
        "UPDATE registers_registeredition SET status = 'frozen', act_id = NULL, in_force_from = NULL,"
        " approved_by_name = NULL",
        "UPDATE registers_registeredition SET in_force_from = '2020-01-01'",
        "DELETE FROM registers_registeredition",
        "UPDATE registers_editionrow SET cells = '{}'",
        "DELETE FROM registers_editionrow",
        "UPDATE registers_editionfile SET format = 'x'",
        "DELETE FROM registers_editionfile",
    ],
)
def test_database_refuses_to_change_an_approved_edition(statement: str):
    keep_edition_file(edition=approved(register_edition(agency())), format="json", at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_files_of_an_edition_are_the_same_after_the_next_one():
    first = approved(register_edition(agency()), TODAY)
    before = {
        name: keep_edition_file(edition=first, format=name, at=NOON).file.path.read_bytes()
        for name in FORMATS
    }

    approved(register_edition(first.agency), TODAY + timedelta(days=3))

    again = RegisterEdition.objects.get(pk=first.pk)
    kept = {
        name: keep_edition_file(edition=again, format=name, at=NOON).file.path.read_bytes()
        for name in FORMATS
    }
    assert kept == before
    assert {name: edition_file_of(again, name).content for name in FORMATS} == before
    assert EditionFile.objects.count() == len(FORMATS)


def test_file_of_an_unapproved_edition_is_not_kept():
    with pytest.raises(Conflict, match="ещё не утверждена"):
        keep_edition_file(edition=register_edition(agency()), format="json", at=NOON)


def test_open_data_tell_order_columns_and_rows():
    edition = approved(register_edition(agency()), number="15-р")

    data = json.loads(edition_file_of(edition, "json").content)

    assert data["order"] == {"number": "15-р", "date": "2024-03-15"}
    assert [column["title"] for column in data["columns"]] == [
        "№",
        "Направление деятельности",
        "Наименование конкретного процесса",
        "Точка взаимодействия",
        "Осуществляемое взаимодействие с клиентом",
        "Особенности взаимодействия с клиентом",
    ]
    assert data["rows"] == [row.cells for row in edition.rows.all()]


@pytest.mark.django_db(transaction=True)
def test_fifty_approvals_at_once_give_one_edition_in_force():
    edition = register_edition(agency())
    approvers = [member(Role.RESPONSIBLE, edition.agency) for _ in range(5)]

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(lambda place: _approve(edition.pk, approvers[place % 5], place), range(50)))

    assert outcomes.count("approved") == 1
    assert RegisterEdition.objects.get().status == Status.APPROVED
    assert Act.objects.count() == 1


def _approve(pk: int, by: object, place: int) -> str:
    try:
        edition = RegisterEdition.objects.select_related("agency").get(pk=pk)
        approve_edition(edition=edition, order=order(f"{place}-о"), today=TODAY, by=by, at=NOON)
    except DomainError as refusal:
        return type(refusal).__name__
    finally:
        connections.close_all()
    return "approved"


def test_annulled_order_on_the_procedure_is_cited_no_more():
    edition = register_edition(agency())
    named = register_procedure(edition.agency)
    annul_act(act=named.act, reason="Ошибка", on=TODAY, by=member(Role.COORDINATOR, edition.agency), at=NOON)

    assert edition_order(edition).procedure is None


def test_format_that_cannot_hold_so_much_keeps_no_other_back():
    longest = [f"{number}" + "а" * 3_990 for number in range(10)]
    edition = approved(register_edition(row(process(), says=content(*longest)).process.agency))
    run = Run(claim_next(token="tests", at=NOON))

    run_job(run)

    run.job.refresh_from_db()
    assert run.job.text.startswith("XLSX: ")
    assert set(edition.files.values_list("format", flat=True)) == {*FORMATS} - {"xlsx"}


@pytest.mark.django_db(transaction=True)
def test_rows_are_those_of_one_moment_while_others_go_on_writing(monkeypatch: pytest.MonkeyPatch):
    held = row(process(), says=content("Приём"))
    usual = kind_of("touchpoints")

    def rows_after_somebody_wrote(agency: Agency) -> list[FrozenRow]:
        with ThreadPoolExecutor(1) as others:
            others.submit(_rewritten, held).result()
        return list(usual.rows(agency))

    monkeypatch.setitem(kinds._KINDS, "touchpoints", replace(usual, rows=rows_after_somebody_wrote))

    edition = register_edition(held.process.agency)

    assert edition.rows.get().cells["interactions"] == ["Приём"]
    assert held.interactions.get().text == "Выдача"


def _rewritten(held: ProcessTouchpoint) -> None:
    change_row(row=held, version=1, content=content("Выдача"), by=SYSTEM, at=NOON)
    connections.close_all()
