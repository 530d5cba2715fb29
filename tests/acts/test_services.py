"""Registered documents: numbered once a year, never changed, annulled with a reason."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.queries import ActFilters, act_register
from navstrechu.acts.services import annul_act, register_act
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.files.models import StoredFile
from navstrechu.history.models import Event
from tests.factories import NOON, TODAY
from tests.factories.evidence import act, draft
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db


def test_registered_act_has_number_date_file_and_history():
    owner = agency()

    made = act(owner, number=" № 201 ", dated=date(2024, 2, 29))

    assert (made.number, made.year, made.status) == ("201", 2024, "registered")
    assert str(made) == "Приказ от 29.02.2024 № 201"
    assert made.file.media_type == "application/pdf"
    assert (
        Event.objects.filter(verb="act_registered")
        .get()
        .subject_text.startswith("Приказ от 29.02.2024 № 201")
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"number": "№ "}, "регистрационный номер"),
        ({"number": "1" * 61}, "длиннее 60"),
        ({"dated": date(2024, 3, 16)}, "16.03.2024 ещё не наступила"),
    ],
)
def test_wrong_values_are_refused_and_nothing_stays(values, sentence):
    owner = agency()

    with pytest.raises(InputRefused, match=sentence):
        act(owner, **values)

    assert (Act.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_number_is_given_once_a_year_for_a_kind():
    owner = agency()
    act(owner, number="5")

    with pytest.raises(Conflict, match="уже зарегистрирован"):
        act(owner, number="5", dated=date(2024, 1, 10))
    act(owner, number="5", kind=ActKind.REPORT)
    act(owner, number="5", dated=date(2023, 12, 29))
    act(agency(), number="5")

    assert Act.objects.count() == 4


@pytest.mark.parametrize("column", ["number", "title", "dated"])
def test_database_refuses_to_change_a_registered_act(column):
    made = act(agency())
    value = "2024-01-01" if column == "dated" else "иначе"

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE acts_act SET {column} = %s WHERE id = %s", [value, made.pk])


def test_database_refuses_to_delete_a_registered_act():
    made = act(agency())

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM acts_act WHERE id = %s", [made.pk])


def test_annulled_act_keeps_its_text_and_frees_its_number():
    owner = agency()
    by = member(Role.COORDINATOR, owner)
    made = act(owner, by, number="5")

    annul_act(act=made, reason=" ошибка в дате ", on=date(2024, 3, 10), by=by, at=NOON)
    act(owner, by, number="5")

    made.refresh_from_db()
    assert (made.status, made.annulled_on, made.annulled_because) == (
        "annulled",
        date(2024, 3, 10),
        "ошибка в дате",
    )
    assert made in owner.acts.in_force_on(date(2024, 3, 9))
    assert made not in owner.acts.in_force_on(date(2024, 3, 10))


def test_annulling_needs_a_reason_and_happens_once():
    owner = agency()
    by = member(Role.COORDINATOR, owner)
    made = act(owner, by)

    with pytest.raises(InputRefused, match="причину"):
        annul_act(act=made, reason=" ", on=TODAY, by=by, at=NOON)
    annul_act(act=made, reason="ошибка", on=TODAY, by=by, at=NOON)
    with pytest.raises(Conflict, match="невозможно"):
        annul_act(act=made, reason="ошибка", on=TODAY, by=by, at=NOON)


def test_second_of_two_who_annul_is_told():
    owner = agency()
    by = member(Role.COORDINATOR, owner)
    made = act(owner, by)
    seen_by_other = Act.objects.get(pk=made.pk)
    annul_act(act=made, reason="ошибка", on=TODAY, by=by, at=NOON)

    with pytest.raises(StaleObject, match="уже изменил"):
        annul_act(act=seen_by_other, reason="ошибка", on=TODAY, by=by, at=NOON)


REGISTER = {
    Role.RESPONSIBLE: {"order", "report", "minutes", "other"},
    Role.COORDINATOR: {"order", "report", "minutes", "other"},
    Role.UNIT_HEAD: {"order", "report", "minutes", "other"},
    Role.WORKING_GROUP: {"minutes"},
    Role.ANALYST: set(),
    Role.EMPLOYEE: set(),
    Role.ADMINISTRATOR: set(),
}


@pytest.mark.parametrize("role", list(Role))
def test_roles_register_exactly_the_kinds_they_may(role):
    owner = agency()
    by = member(role, owner)
    registered = set()

    for kind in ActKind:
        try:
            register_act(agency=owner, draft=draft(kind=kind), today=TODAY, by=by, at=NOON)
        except NotAllowed:
            continue
        registered.add(kind.value)

    assert registered == REGISTER[role]


def test_register_finds_words_whatever_their_first_letter():
    owner = agency()
    first = act(owner, number="7")
    act(owner, number="8", kind=ActKind.REPORT)

    found = act_register(owner, ActFilters(text="УТВЕРЖДЕНИИ порядка"), on=TODAY)
    assert [made.number for made in found] == ["8", "7"]
    assert list(act_register(owner, ActFilters(text="отчёт"), on=TODAY)) == []
    assert list(act_register(owner, ActFilters(kind="order"), on=TODAY)) == [first]
    assert list(act_register(owner, ActFilters(), on=date(2024, 2, 1))) == []
