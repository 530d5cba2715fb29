"""Pages of proposals: handed in by a unit head, decided by the coordinator or the responsible."""

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Unit
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint
from navstrechu.touchpoints.queries.content import row_content, touchpoint_content
from navstrechu.touchpoints.services.proposals import ProposalDraft, submit_proposal
from navstrechu.touchpoints.vocabulary import Action, Trigger
from navstrechu.touchpoints.workflow import Status
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, membership
from tests.factories.processes import process
from tests.factories.touchpoints import content, proposal, row, update_task
from tests.sessions import sign_in
from tests.web.visiting import errors, toast, tree, words

pytestmark = pytest.mark.django_db


def text_of(response: HttpResponse) -> str:
    return words(tree(response))


@pytest.fixture
def held() -> ProcessTouchpoint:
    of = agency()
    unit = Unit.objects.create(agency=of, name="Отдел выплат")
    return row(process(of, unit=unit), says=content("Приём"))


def head_of(unit: Unit) -> Client:
    user = member(Role.EMPLOYEE, unit.agency)
    made = membership(user, Role.UNIT_HEAD, unit.agency)
    type(made).objects.filter(pk=made.pk).update(unit=unit)
    return sign_in(user)


def base(held: ProcessTouchpoint) -> str:
    return f"/agency/{held.process.agency.code}/touchpoints/"


def filled(held: ProcessTouchpoint, text: str, **more: str) -> dict[str, str]:
    return {
        "place": held.touchpoint.name,
        "interactions": text,
        "bases-TOTAL_FORMS": "1",
        "bases-INITIAL_FORMS": "0",
        "bases-0-act": "Приказ № 5",
        "bases-0-kind": "internal",
        "trigger": "needs",
        "happened_on": "15.03.2024",
        "reason": "Изменён регламент",
        **more,
    }


def test_unit_head_proposes_and_coordinator_accepts(held: ProcessTouchpoint):
    url = f"{base(held)}proposals/new/?action=change_link&row={held.pk}"

    sent = head_of(held.process.unit).post(url, filled(held, "Консультация"))
    made = ChangeProposal.objects.get()
    coordinator = sign_in(member(Role.COORDINATOR, held.process.agency))
    shown = text_of(coordinator.get(sent.url))
    coordinator.post(f"{sent.url}decide/", {"decision": "accept"})

    assert sent.url == f"{base(held)}proposals/{made.pk}/"
    assert [word for word in ("Приём", "Консультация", "Изменён регламент") if word not in shown] == []
    made.refresh_from_db()
    assert made.status == Status.ACCEPTED
    assert row_content(ProcessTouchpoint.objects.get()).interactions[0].text == "Консультация"


def test_head_of_another_unit_is_told_whose_it_is(held: ProcessTouchpoint):
    other = Unit.objects.create(agency=held.process.agency, name="Отдел кадров")

    refused = head_of(other).get(f"{base(held)}proposals/new/?action=change_link&row={held.pk}")

    assert refused.status_code == 403
    assert "другое подразделение" in text_of(refused)


def test_empty_interaction_keeps_what_was_typed(held: ProcessTouchpoint):
    url = f"{base(held)}proposals/new/?action=change_link&row={held.pk}"

    refused = head_of(held.process.unit).post(url, filled(held, "Консультация", reason=""))

    assert refused.status_code == 422
    assert list(errors(refused).values()) == ["Поясните, что изменилось и почему."]
    assert "Консультация" in text_of(refused)
    assert ChangeProposal.objects.count() == 0


def test_rejection_without_a_reason_is_refused(held: ProcessTouchpoint):
    made = proposal(member(Role.COORDINATOR, held.process.agency), held)
    responsible = sign_in(member(Role.RESPONSIBLE, held.process.agency))

    refused = responsible.post(f"{base(held)}proposals/{made.pk}/decide/", {"decision": "reject"})

    assert refused.status_code == 422
    assert list(errors(refused).values()) == ["Напишите, что исправить или почему предложение отклонено."]


def test_overtaken_proposal_is_told_of_and_not_accepted(held: ProcessTouchpoint):
    made = proposal(member(Role.COORDINATOR, held.process.agency), held)
    ProcessTouchpoint.objects.filter(pk=held.pk).update(version=7)
    responsible = sign_in(member(Role.RESPONSIBLE, held.process.agency))

    shown = text_of(responsible.get(f"{base(held)}proposals/{made.pk}/"))
    refused = responsible.post(f"{base(held)}proposals/{made.pk}/decide/", {"decision": "accept"})

    assert "Запись изменилась после представления" in shown
    assert refused.status_code == 409
    assert ChangeProposal.objects.get().status == Status.SUBMITTED


def test_returned_proposal_is_handed_in_again(held: ProcessTouchpoint):
    author = member(Role.COORDINATOR, held.process.agency)
    made = proposal(author, held)
    responsible = sign_in(member(Role.RESPONSIBLE, held.process.agency))
    responsible.post(
        f"{base(held)}proposals/{made.pk}/decide/", {"decision": "return", "remark": "Уточните этап"}
    )

    again = sign_in(author).post(f"{base(held)}proposals/{made.pk}/resubmit/", filled(held, "Справка"))

    assert again.status_code == 302
    made.refresh_from_db()
    assert (made.status, made.round) == (Status.SUBMITTED, 2)


@pytest.mark.parametrize(
    ("query", "data"),
    [
        ("action=remove_link&row={row}", {}),
        ("action=exclude_process&process={process}", {"basis": "Утратил силу закон"}),
    ],
)
def test_other_actions_are_proposed(held: ProcessTouchpoint, query: str, data: dict[str, str]):
    url = f"{base(held)}proposals/new/?{query.format(row=held.pk, process=held.process_id)}"
    reasons = {"trigger": "process", "happened_on": "15.03.2024", "reason": "Так решено"}

    sent = sign_in(member(Role.COORDINATOR, held.process.agency)).post(url, reasons | data)

    assert sent.status_code == 302
    assert ChangeProposal.objects.get().reason == "Так решено"


def test_inclusion_of_a_process_is_proposed_and_accepted(held: ProcessTouchpoint):
    own = held.process
    data = {
        "trigger": "process", "happened_on": "15.03.2024", "reason": "Принят закон", "group": own.group_id,
        "title": "Выдача удостоверений", "unit": own.unit_id, "object_kind": "service", "scope": "sectoral",
        "reach": "internal", "basis": "Закон № 5-ОЗ",
    }  # fmt: skip

    sent = head_of(own.unit).post(f"{base(held)}proposals/new/?action=include_process", data)
    sign_in(member(Role.RESPONSIBLE, own.agency)).post(f"{sent.url}decide/", {"decision": "accept"})

    assert Process.objects.get(title="Выдача удостоверений").inclusion_basis == "Закон № 5-ОЗ"


def test_touchpoint_change_is_proposed_and_accepted(held: ProcessTouchpoint):
    place = held.touchpoint
    data = {
        "trigger": "kind", "happened_on": "15.03.2024", "reason": "Переезд", "name": place.name,
        "channel": place.channel_id, "address": "ул. Ленина, 5", "agreements-TOTAL_FORMS": "0",
        "agreements-INITIAL_FORMS": "0",
    }  # fmt: skip
    author = sign_in(member(Role.COORDINATOR, held.process.agency))

    sent = author.post(f"{base(held)}proposals/new/?action=change_touchpoint&touchpoint={place.pk}", data)
    sign_in(member(Role.RESPONSIBLE, held.process.agency)).post(f"{sent.url}decide/", {"decision": "accept"})

    place.refresh_from_db()
    assert place.address == "ул. Ленина, 5"


def test_list_shows_those_that_wait(held: ProcessTouchpoint):
    made = proposal(member(Role.COORDINATOR, held.process.agency), held)

    shown = text_of(sign_in(member(Role.EMPLOYEE, held.process.agency)).get(f"{base(held)}proposals/"))

    assert f"{held.process.title} – {held.touchpoint.name}" in shown
    assert made.author_name in shown


def test_owed_report_is_listed_and_closed_with_a_reason(held: ProcessTouchpoint):
    task = update_task(held.process)
    coordinator = sign_in(member(Role.COORDINATOR, held.process.agency))

    listed = text_of(coordinator.get(f"{base(held)}reports/"))
    closed = coordinator.post(f"{base(held)}reports/{task.pk}/close/", {"because": "Точки не изменились"})

    assert task.reason in listed
    assert toast(coordinator.get(closed.url)) == ["Отчёт больше не ожидается."]
    assert "Все отчёты представлены" in text_of(coordinator.get(f"{base(held)}reports/"))


def test_page_shows_everything_that_acceptance_would_change(held: ProcessTouchpoint):
    of, other = held.process.agency, Unit.objects.create(agency=held.process.agency, name="Отдел связи")
    coordinator = member(Role.COORDINATOR, of)
    place = touchpoint_content(held.touchpoint)
    moved = replace(place, unit_id=other.pk).as_json()
    included = {
        "group": held.process.group_id, "title": "Выдача справок", "unit": other.pk, "basis": "Закон № 5",
        "object_kind": "service", "scope": "main", "reach": "internal",
    }  # fmt: skip
    facts = {"reason": "Приказ № 5", "happened_on": TODAY, "trigger": Trigger.PROCESS}

    texts = [
        words(tree(sign_in(coordinator).get(f"{base(held)}proposals/{made.pk}/")))
        for made in (
            submit_proposal(
                agency=of, draft=ProposalDraft(**facts, **told), today=TODAY, by=coordinator, at=NOON
            )
            for told in (
                {"action": Action.CHANGE_TOUCHPOINT, "touchpoint": held.touchpoint, "becomes": moved},
                {"action": Action.INCLUDE_PROCESS, "becomes": included},
                {"action": Action.CHANGE_LINK, "row": held, "becomes": content("Справка").as_json()},
            )
        )
    ]

    assert "подразделение стало: Отдел связи" in texts[0]
    assert "Подразделение-владелец стало: Отдел связи Вид стало: услуга" in texts[1]
    assert held.touchpoint.name not in texts[2].partition("Было и становится")[2].partition("Обоснование")[0]
