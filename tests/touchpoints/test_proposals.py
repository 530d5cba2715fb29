"""Proposals: handed in, decided, applied."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.services import SYSTEM
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, UpdateTask
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.services.proposals import (
    ProposalDraft,
    accept_proposal,
    reject_proposal,
    resubmit_proposal,
    return_proposal,
    submit_proposal,
    withdraw_proposal,
)
from navstrechu.touchpoints.services.rows import change_row, remove_row
from navstrechu.touchpoints.vocabulary import Action, Trigger
from navstrechu.touchpoints.workflow import Status
from tests.factories import NOON, TODAY
from tests.factories.organisation import member
from tests.factories.processes import excluded_process, process, process_group
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import content, proposal, row, touchpoint, update_task

pytestmark = pytest.mark.django_db


def handed_in() -> ChangeProposal:
    held = row(process(), says=content("Приём"))
    return proposal(member(Role.COORDINATOR, held.process.agency), held, content("Консультация"))


def draft(action: Action, **values: object) -> ProposalDraft:
    given = {"becomes": {}, "reason": "Изменён регламент", "happened_on": TODAY, "trigger": Trigger.NEEDS}
    return ProposalDraft(action=action, **given | values)


def test_proposal_shows_what_was_and_what_becomes():
    made = handed_in()

    assert made.number == 1
    assert made.was["interactions"] == [{"text": "Приём", "stage": ""}]
    assert made.becomes["interactions"] == [{"text": "Консультация", "stage": ""}]
    assert made.due_on == date(2024, 3, 22)


def test_numbers_follow_each_other():
    first = handed_in()

    second = proposal(first.author, first.link, content("Справка"))

    assert (first.number, second.number) == (1, 2)


def test_accepted_proposal_is_applied_and_answers_what_was_owed():
    made = handed_in()
    update_task(made.link.process)

    accept_proposal(proposal=made, today=TODAY, by=member(Role.RESPONSIBLE, made.agency), at=NOON)

    assert row_content(ProcessTouchpoint.objects.get()).interactions[0].text == "Консультация"
    assert UpdateTask.objects.get().closed_because == "принято предложение № 1"
    assert ChangeProposal.objects.get().status == Status.ACCEPTED


def test_author_does_not_decide():
    made = handed_in()

    with pytest.raises(NotAllowed, match="не автор"):
        accept_proposal(proposal=made, today=TODAY, by=made.author, at=NOON)

    assert row_content(ProcessTouchpoint.objects.get()).interactions[0].text == "Приём"


def test_proposal_for_a_row_that_changed_since_is_refused_and_stays_open():
    made = handed_in()
    change_row(row=made.link, version=1, content=content("Справка"), by=SYSTEM, at=NOON)

    with pytest.raises(StaleObject, match="эту запись изменили"), transaction.atomic():
        accept_proposal(proposal=made, today=TODAY, by=member(Role.RESPONSIBLE, made.agency), at=NOON)

    assert ChangeProposal.objects.get().status == Status.SUBMITTED
    assert row_content(ProcessTouchpoint.objects.get()).interactions[0].text == "Справка"


def test_returned_proposal_is_handed_in_anew_against_the_present_row():
    made = handed_in()
    decider = member(Role.RESPONSIBLE, made.agency)
    return_proposal(proposal=made, remark="Уточните этап", by=decider, at=NOON)
    change_row(row=made.link, version=1, content=content("Справка"), by=SYSTEM, at=NOON)
    again = draft(Action.CHANGE_LINK, row=made.link, becomes=content("Выдача").as_json())

    resubmit_proposal(proposal=made, draft=again, today=TODAY, by=made.author, at=NOON)
    accept_proposal(proposal=made, today=TODAY, by=decider, at=NOON)

    assert row_content(ProcessTouchpoint.objects.get()).interactions[0].text == "Выдача"
    assert ChangeProposal.objects.get().round == 2


def test_rejection_needs_a_reason():
    made = handed_in()

    with pytest.raises(InputRefused, match="Укажите причину"):
        reject_proposal(proposal=made, remark=" ", by=member(Role.RESPONSIBLE, made.agency), at=NOON)


def test_withdrawn_proposal_is_over():
    made = handed_in()
    withdraw_proposal(proposal=made, by=made.author, at=NOON)

    with pytest.raises(Conflict):
        accept_proposal(proposal=made, today=TODAY, by=member(Role.RESPONSIBLE, made.agency), at=NOON)


def test_only_the_author_withdraws():
    made = handed_in()

    with pytest.raises(NotAllowed, match="другой сотрудник"):
        withdraw_proposal(proposal=made, by=member(Role.COORDINATOR, made.agency), at=NOON)


def test_proposal_that_changes_nothing_is_refused():
    held = row(process(), says=content("Приём"))
    same = {"touchpoint": held.touchpoint_id, **row_content(held).as_json()}

    with pytest.raises(InputRefused, match="ничего не меняет"):
        submit_proposal(
            agency=held.process.agency,
            draft=draft(Action.CHANGE_LINK, row=held, becomes=same),
            today=TODAY,
            by=member(Role.COORDINATOR, held.process.agency),
            at=NOON,
        )


def test_decided_proposal_is_frozen_by_the_database():
    made = handed_in()
    reject_proposal(proposal=made, remark="Не нужно", by=member(Role.RESPONSIBLE, made.agency), at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE touchpoints_changeproposal SET status = 'accepted' WHERE id = %s", [made.pk])


def test_accepted_addition_makes_touchpoint_and_row():
    own = process()
    by, place = member(Role.COORDINATOR, own.agency), touchpoint(own.agency)
    new = {"name": "Кабинет 12", "channel_id": place.channel_id}
    becomes = {"new_touchpoint": new, **content("Приём").as_json()}
    wanted = draft(Action.ADD_LINK, process=own, becomes=becomes)
    made = submit_proposal(agency=own.agency, draft=wanted, today=TODAY, by=by, at=NOON)

    accept_proposal(proposal=made, today=TODAY, by=member(Role.RESPONSIBLE, own.agency), at=NOON)

    added = own.links.get()
    assert (added.touchpoint.name, row_content(added)) == ("Кабинет 12", content("Приём"))


def test_accepted_removal_takes_the_row_out():
    held = row(process())
    by = member(Role.COORDINATOR, held.process.agency)
    wanted = draft(Action.REMOVE_LINK, row=held)
    made = submit_proposal(agency=held.process.agency, draft=wanted, today=TODAY, by=by, at=NOON)

    accept_proposal(proposal=made, today=TODAY, by=member(Role.RESPONSIBLE, made.agency), at=NOON)

    assert ProcessTouchpoint.objects.printed().count() == 0


def test_responsible_accepts_inclusion_and_exclusion_of_a_process():
    own = process()
    group = process_group(own.agency, 2)
    by, decider = member(Role.COORDINATOR, own.agency), member(Role.RESPONSIBLE, own.agency)
    new = draft(
        Action.INCLUDE_PROCESS,
        trigger=Trigger.PROCESS,
        becomes={"group": group.pk, "title": "Выдача удостоверений", "basis": "Закон № 5"},
    )
    old = draft(
        Action.EXCLUDE_PROCESS,
        trigger=Trigger.PROCESS,
        process=own,
        becomes={"basis": "Утратил силу закон № 1"},
    )

    for wanted in (new, old):
        made = submit_proposal(agency=own.agency, draft=wanted, today=TODAY, by=by, at=NOON)
        accept_proposal(proposal=made, today=TODAY, by=decider, at=NOON)

    assert list(Process.objects.in_register().values_list("title", "inclusion_basis")) == [
        ("Выдача удостоверений", "Закон № 5")
    ]


def test_returned_proposal_for_a_row_that_is_gone_is_refused_with_the_reason():
    made = handed_in()
    return_proposal(proposal=made, remark="Уточните", by=member(Role.RESPONSIBLE, made.agency), at=NOON)
    remove_row(row=made.link, version=1, by=SYSTEM, at=NOON)
    again = draft(Action.CHANGE_LINK, row=made.link, becomes=content("Выдача").as_json())

    with pytest.raises(Conflict, match="больше нет"), transaction.atomic():
        resubmit_proposal(proposal=made, draft=again, today=TODAY, by=made.author, at=NOON)

    assert ChangeProposal.objects.get().status == Status.RETURNED


@pytest.mark.parametrize("action", [Action.ADD_LINK, Action.EXCLUDE_PROCESS])
def test_nothing_is_proposed_for_an_excluded_process(action: Action):
    gone = excluded_process()
    by = member(Role.COORDINATOR, gone.agency)
    wanted = draft(action, process=gone, becomes=content("Приём").as_json())

    with pytest.raises(Conflict, match="больше нет"):
        submit_proposal(agency=gone.agency, draft=wanted, today=TODAY, by=by, at=NOON)


def test_lateness_goes_by_the_clock_of_the_agency_and_by_the_first_round():
    held = row(process(), says=content("Приём"))
    by, decider = member(Role.COORDINATOR, held.process.agency), member(Role.RESPONSIBLE, held.process.agency)
    change = draft(Action.CHANGE_LINK, row=held, becomes=content("Справка").as_json())
    after_midnight = datetime(2024, 3, 22, 21, 30, tzinfo=UTC)  # 23.03.2024, 00:30 in Moscow

    late = submit_proposal(
        agency=held.process.agency, draft=change, today=date(2024, 3, 23), by=by, at=after_midnight
    )
    in_time = proposal(by, held, content("Выдача"))
    return_proposal(proposal=in_time, remark="Уточните", by=decider, at=NOON)
    resubmit_proposal(
        proposal=in_time, draft=change, today=date(2024, 3, 25), by=by, at=NOON + timedelta(days=10)
    )

    assert [(one.is_late, one.round) for one in (late, in_time)] == [(True, 1), (False, 2)]


def test_accepted_exclusion_asks_the_unit_about_the_rows_that_leave():
    held = row(process())
    approved(register_edition(held.process.agency))
    by, own = member(Role.COORDINATOR, held.process.agency), held.process
    wanted = draft(
        Action.EXCLUDE_PROCESS, trigger=Trigger.PROCESS, process=own, becomes={"basis": "Закон утратил силу"}
    )
    made = submit_proposal(agency=own.agency, draft=wanted, today=TODAY, by=by, at=NOON)

    accept_proposal(proposal=made, today=TODAY, by=member(Role.RESPONSIBLE, own.agency), at=NOON)

    task = UpdateTask.objects.get(closed_on=None)
    assert (task.process, "исключён процесс" in task.reason) == (own, True)
