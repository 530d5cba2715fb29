"""Inclusion, change, exclusion and return of processes, with what others are told of them."""

from dataclasses import replace
from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, HasFindings, InputRefused, NotAllowed, StaleObject
from navstrechu.core.findings import Finding, Level
from navstrechu.history.models import Event
from navstrechu.processes import hooks
from navstrechu.processes.models import Process
from navstrechu.processes.queries.card import values_of
from navstrechu.processes.services.register import (
    change_process,
    exclude_process,
    include_process,
    restore_process,
)
from navstrechu.processes.values import LegalBasis, Participant, Term
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, appointment, member, person, post, unit
from tests.factories.processes import (
    BASIS,
    INCLUDED,
    excluded_process,
    full_values,
    process,
    process_group,
    values,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch) -> list[tuple[str, object]]:
    """What listeners of processes hear."""
    heard: list[tuple[str, object]] = []
    monkeypatch.setattr(hooks, "_included", [lambda change: heard.append(("included", change))])
    monkeypatch.setattr(hooks, "_excluded", [lambda change: heard.append(("excluded", change))])
    monkeypatch.setattr(hooks, "_changed", [lambda change: heard.append(("changed", change))])
    return heard


def test_included_process_is_stored_told_and_numbered(told):
    own = agency()
    by = member(Role.COORDINATOR, own)
    process(own, code="1.4")

    made = include_process(
        agency=own, values=full_values(process_group(own), title="  Выдача   справки "),
        included_on=INCLUDED, basis=BASIS, by=by, at=NOON,
    )  # fmt: skip

    stored = Process.objects.get(pk=made.pk)
    assert (stored.title, stored.code, stored.status) == ("Выдача справки", "1.05", "active")
    assert (stored.included_on, stored.inclusion_basis, stored.version) == (INCLUDED, BASIS, 1)
    assert [(row.name, row.part) for row in stored.participants.all()] == [("МФЦ", "принимает заявления")]
    assert [(row.act, row.clause) for row in stored.bases.all()] == [
        ("Закон Энской области № 1-ОЗ", "статья 5")
    ]
    assert told[-1] == ("included", hooks.RegisterChange(made, INCLUDED, BASIS, by, NOON))
    event = Event.objects.filter(verb="process_included").latest("id")
    assert (event.subject_type, event.subject_text) == ("processes.process", "1.05 Выдача справки")
    assert (event.changes, event.comment) == ({"included_on": [None, "2024-01-09"]}, BASIS)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": " "}, "Заполните поле «наименование процесса»."),
        ({"title": "а" * 1001}, "1001 знаков, а помещается 1000"),
        ({"object_kind": "чудо"}, "Выберите значение поля «вид объекта» из списка."),
        ({"scope": ""}, "«основной или отраслевой»"),
        ({"reach": "x"}, "«межведомственный или внутриведомственный»"),
        ({"term": Term(5)}, "укажите оба или ни одного"),
        ({"term": Term(None, "hours")}, "укажите оба или ни одного"),
        ({"term": Term(0, "hours")}, "Срок – целое число от 1"),
        ({"portal_url": "javascript:alert(1)"}, "нужен адрес страницы"),
        ({"portal_url": "https://[::1"}, "нужен адрес страницы"),
        ({"participants": (Participant("МФЦ"), Participant("мфц"))}, "Дважды указано одно и то же: участник"),
        ({"bases": (LegalBasis("Закон"), LegalBasis("Закон"))}, "Дважды указано одно и то же: правовое"),
        ({"bases": (LegalBasis(""),)}, "Заполните поле «правовой акт»."),
        ({"bases": tuple(LegalBasis(str(n)) for n in range(101))}, "Больше ста строк"),
    ],
)
def test_values_that_are_refused(given, sentence):
    own = agency()

    with pytest.raises(InputRefused) as refused:
        process(own, **given)

    assert sentence in str(refused.value)
    assert Process.objects.count() == 0


def test_future_inclusion_and_missing_basis_are_refused():
    own = agency()
    by, given = member(Role.COORDINATOR, own), values(process_group(own))

    for day, basis, sentence in (
        (date(2024, 3, 16), BASIS, "ещё не наступила"),
        (TODAY, "  ", "Заполните поле «основание»"),
    ):
        with pytest.raises(InputRefused, match=sentence):
            include_process(agency=own, values=given, included_on=day, basis=basis, by=by, at=NOON)


def test_group_and_unit_of_another_agency_are_refused():
    own, other = agency(), agency()

    for given in (values(process_group(other)), values(process_group(own), unit=unit(other))):
        with pytest.raises(InputRefused, match="другого органа"):
            include_process(
                agency=own, values=given, included_on=TODAY, basis=BASIS,
                by=member(Role.COORDINATOR, own), at=NOON,
            )  # fmt: skip


def test_title_and_code_are_used_once():
    own = agency()
    process(own, title="Опека", code="О-1")

    with pytest.raises(Conflict, match="уже есть в реестре"):
        process(own, title="Опека")
    with pytest.raises(Conflict, match="уже есть в реестре"):
        process(own, code="О-1")
    assert process(agency(), title="Опека", code="О-1").pk


def test_change_writes_what_differs_and_tells_it(told):
    made = process(title="Опека")
    by = member(Role.COORDINATOR, made.agency)
    new = replace(
        values_of(made), title="Опека и попечительство", term=Term(15, "working_days"),
        bases=(LegalBasis("48-ФЗ"),),
    )  # fmt: skip

    change_process(process=made, version=1, values=new, by=by, at=NOON)

    stored = Process.objects.get(pk=made.pk)
    assert (stored.title, stored.term_number, stored.version) == ("Опека и попечительство", 15, 2)
    assert Event.objects.get(verb="process_changed").changes == {
        "title": ["Опека", "Опека и попечительство"],
        "process_term": ["", "15\u00a0рабочих дней"],
        "legal_bases": [[], ["48-ФЗ"]],
    }
    fields = frozenset({"title", "process_term", "legal_bases"})
    assert told[-1] == ("changed", hooks.ProcessChange(stored, fields, by, NOON))


def test_nothing_changed_writes_nothing(told):
    made = process()

    change_process(
        process=made, version=1, values=values_of(made), by=member(Role.COORDINATOR, made.agency), at=NOON
    )

    assert Process.objects.get(pk=made.pk).version == 1
    assert Event.objects.filter(verb="process_changed").count() == 0
    assert [what for what, _change in told] == ["included"]


def test_second_editor_sees_both_texts_and_loses_nothing():
    made = process(title="Опека")
    by = member(Role.COORDINATOR, made.agency)
    seen = Process.objects.get(pk=made.pk)
    first = replace(values_of(made), title="Опека над детьми")
    change_process(process=made, version=1, values=first, by=by, at=NOON)

    with pytest.raises(StaleObject) as refused:
        change_process(
            process=seen, version=1, values=replace(values_of(seen), title="Попечительство"), by=by, at=NOON
        )

    assert refused.value.mine == {"Наименование": "Попечительство"}
    assert refused.value.theirs == {"Наименование": "Опека над детьми"}
    assert Process.objects.get(pk=made.pk).title == "Опека над детьми"


def test_excluded_process_leaves_the_register_of_the_day(told):
    made = process()
    by = member(Role.COORDINATOR, made.agency)

    exclude_process(
        process=made, version=1, excluded_on=date(2024, 3, 1), basis="Закон утратил силу", by=by, at=NOON
    )

    assert (made.status, made.version, made.exclusion_basis) == ("excluded", 2, "Закон утратил силу")
    on = Process.objects.in_register_on
    assert [on(date(2024, 2, 29)).count(), on(date(2024, 3, 1)).count()] == [1, 0]
    assert told[-1] == (
        "excluded", hooks.RegisterChange(made, date(2024, 3, 1), "Закон утратил силу", by, NOON)
    )  # fmt: skip
    event = Event.objects.get(verb="process_excluded")
    assert (event.changes, event.comment) == ({"excluded_on": [None, "2024-03-01"]}, "Закон утратил силу")


def test_exclusion_is_refused_with_the_reason():
    made = process()
    by = member(Role.COORDINATOR, made.agency)
    for day, basis, error, sentence in (
        (date(2024, 1, 8), "Закон", InputRefused, "раньше даты включения"),
        (date(2024, 3, 16), "Закон", InputRefused, "ещё не наступила"),
        (TODAY, " ", InputRefused, "Заполните поле «основание»"),
    ):
        with pytest.raises(error, match=sentence):
            exclude_process(process=made, version=1, excluded_on=day, basis=basis, by=by, at=NOON)

    with pytest.raises(StaleObject, match="уже изменил другой сотрудник"):
        exclude_process(process=made, version=7, excluded_on=TODAY, basis="Закон", by=by, at=NOON)
    assert Process.objects.get(pk=made.pk).status == "active"


def test_exclusion_twice_is_a_conflict():
    made = excluded_process()

    with pytest.raises(Conflict, match="состояние изменилось"):
        exclude_process(
            process=made, version=made.version, excluded_on=TODAY, basis="Закон",
            by=member(Role.COORDINATOR, made.agency), at=NOON,
        )  # fmt: skip


def test_app_above_may_object_to_an_exclusion(monkeypatch):
    made = process()
    veto = Finding("in_plan", "Процесс в плане реинжиниринга.", level=Level.BLOCKER)
    monkeypatch.setattr(hooks, "_vetoes", [lambda asked: [veto] if asked == made else []])

    with pytest.raises(HasFindings, match="Процесс в плане реинжиниринга"):
        exclude_process(
            process=made, version=1, excluded_on=TODAY, basis="Закон",
            by=member(Role.COORDINATOR, made.agency), at=NOON,
        )  # fmt: skip

    assert Process.objects.get(pk=made.pk).status == "active"


def test_returned_process_stands_on_a_new_basis(told):
    made = excluded_process(on=date(2024, 2, 1))
    by = member(Role.COORDINATOR, made.agency)

    with pytest.raises(InputRefused, match="раньше даты исключения"):
        restore_process(process=made, version=2, included_on=date(2024, 1, 31), basis="Суд", by=by, at=NOON)
    restore_process(process=made, version=2, included_on=TODAY, basis="Решение суда", by=by, at=NOON)

    stored = Process.objects.get(pk=made.pk)
    assert (stored.status, stored.included_on, stored.inclusion_basis) == ("active", TODAY, "Решение суда")
    assert (stored.excluded_on, stored.exclusion_basis) == (None, "")
    assert told[-1] == ("included", hooks.RegisterChange(stored, TODAY, "Решение суда", by, NOON))
    assert Event.objects.get(verb="process_restored").comment == "Решение суда"


def test_process_does_not_return_under_a_taken_title():
    made = excluded_process(title="Опека")
    process(made.agency, title="Опека")

    with pytest.raises(Conflict, match="уже есть в реестре"):
        restore_process(
            process=made, version=2, included_on=TODAY, basis="Суд",
            by=member(Role.COORDINATOR, made.agency), at=NOON,
        )  # fmt: skip

    assert Process.objects.get(pk=made.pk).status == "excluded"


def test_code_of_an_excluded_process_is_not_given_again():
    made = excluded_process()

    assert process(made.agency).code == "1.02"


def test_unit_heads_are_told_of_their_processes_but_not_who_did_it():
    own = agency()
    top = unit(own)
    below, strange = unit(own, parent=top), unit(own)
    head, other = member(Role.UNIT_HEAD, own), member(Role.UNIT_HEAD, own)
    for account, place in ((head, top), (other, strange)):
        held = post(own)
        type(held).objects.filter(pk=held.pk).update(unit=place)
        appointment(held, person(own, account))

    made = process(own, unit=below)
    exclude_process(process=made, version=1, excluded_on=TODAY, basis="Закон утратил силу", by=head, at=NOON)

    assert list(head.notifications.values_list("kind", flat=True)) == ["process_included"]
    assert list(other.notifications.values_list("kind", flat=True)) == []


@pytest.mark.parametrize(
    "role", [Role.RESPONSIBLE, Role.ANALYST, Role.EMPLOYEE, Role.WORKING_GROUP, Role.ADMINISTRATOR]
)
def test_who_keeps_no_register_changes_nothing(role):
    made = process()
    by = member(role, made.agency)
    card = values_of(made)

    with pytest.raises(NotAllowed, match="Недостаточно прав"):
        include_process(agency=made.agency, values=card, included_on=TODAY, basis="Закон", by=by, at=NOON)
    with pytest.raises(NotAllowed, match="Недостаточно прав"):
        change_process(process=made, version=1, values=card, by=by, at=NOON)
    with pytest.raises(NotAllowed, match="Недостаточно прав"):
        exclude_process(process=made, version=1, excluded_on=TODAY, basis="Закон", by=by, at=NOON)
    assert Process.objects.count() == 1
