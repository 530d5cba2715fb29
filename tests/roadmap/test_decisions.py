"""Due dates move by recorded minutes only; the baseline stays; the day decides which date holds."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import ActKind
from navstrechu.acts.services import annul_act
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.roadmap.models import DueDateDecision
from navstrechu.roadmap.queries.due_dates import due_dates
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.services.decisions import move_due_dates, register_minutes_and_move
from tests.factories import NOON, TODAY
from tests.factories.evidence import act, draft
from tests.factories.organisation import agency, member
from tests.factories.roadmap import due_date_decision, measure, minutes, roadmap

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return roadmap()


def move(plan, **values):
    given = {
        "measures": [measure(plan)],
        "new_due_on": date(2024, 6, 3),
        "reason": "уточнение перечня",
        "minutes": minutes(plan.agency),
        "by": member(Role.WORKING_GROUP, plan.agency),
    }
    return move_due_dates(**(given | values), at=NOON)


def test_decision_moves_the_date_from_its_day_and_keeps_the_baseline(plan):
    move(plan)

    found = measure(plan)
    assert found.due_on == date(2024, 4, 1)
    assert due_dates([found], on=date(2024, 2, 29)) == {found.pk: date(2024, 4, 1)}
    assert due_dates([found], on=date(2024, 3, 1)) == {found.pk: date(2024, 6, 3)}
    shown = roadmap_state(plan, on=date(2024, 3, 1)).measure("1.1")
    assert (shown.due_on, shown.baseline_due_on, shown.is_moved) == (date(2024, 6, 3), date(2024, 4, 1), True)
    assert Event.objects.get(verb="due_date_moved").changes == {"due": ["2024-04-01", "2024-06-03"]}


def test_later_decision_starts_from_the_earlier_one(plan):
    move(plan)

    [second] = move(plan, minutes=minutes(plan.agency, date(2024, 3, 5)), new_due_on=date(2024, 7, 1))

    assert (second.old_due_on, second.new_due_on) == (date(2024, 6, 3), date(2024, 7, 1))


def test_annulled_minutes_move_nothing_any_more(plan):
    basis = minutes(plan.agency)
    move(plan, minutes=basis)
    annul_act(
        act=basis, reason="ошибка", on=date(2024, 3, 10), by=member(Role.COORDINATOR, plan.agency), at=NOON
    )
    found = measure(plan)

    assert due_dates([found], on=date(2024, 3, 9)) == {found.pk: date(2024, 6, 3)}
    assert due_dates([found], on=date(2024, 3, 10)) == {found.pk: date(2024, 4, 1)}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"measures": []}, "хотя бы одно мероприятие"),
        ({"reason": "  "}, "причину переноса"),
        ({"new_due_on": date(2024, 4, 1)}, "1.1 уже такой срок"),
    ],
)
def test_incomplete_decision_is_refused(plan, values, sentence):
    with pytest.raises(InputRefused, match=sentence):
        move(plan, **values)

    assert DueDateDecision.objects.count() == 0


def test_order_is_no_basis_for_a_new_date(plan):
    with pytest.raises(Conflict, match="протоколом рабочей группы"):
        move(plan, minutes=act(plan.agency))


def test_measure_of_another_agency_is_refused(plan):
    with pytest.raises(InputRefused, match="другого органа"):
        move(plan, measures=[measure(roadmap(agency()))])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.WORKING_GROUP])
def test_only_the_working_group_moves_dates(plan, role):
    with pytest.raises(NotAllowed, match="рабочая группа региона"):
        move(plan, by=member(role, plan.agency))


def test_database_refuses_to_change_a_decision(plan):
    decision = due_date_decision(measure(plan))

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE roadmap_duedatedecision SET reason = '' WHERE id = %s", [decision.pk])


def test_database_demands_exactly_one_basis(plan):
    decision = due_date_decision(measure(plan))
    decision.pk, decision.edition = None, plan.editions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save(force_insert=True)


def test_date_before_the_minutes_is_refused(plan):
    with pytest.raises(InputRefused, match="Новый срок раньше даты протокола"):
        move(plan, new_due_on=date(2024, 2, 29))


def move_by_new_minutes(plan, **values):
    given = {
        "draft": draft(ActKind.MINUTES, "7"),
        "measures": [measure(plan)],
        "new_due_on": date(2024, 6, 3),
        "reason": "уточнение перечня",
        "by": member(Role.WORKING_GROUP, plan.agency),
    }
    return register_minutes_and_move(agency=plan.agency, today=TODAY, at=NOON, **(given | values))


def test_new_minutes_are_registered_together_with_the_move(plan):
    [decision] = move_by_new_minutes(plan)

    assert (str(decision.act), decision.new_due_on) == ("Протокол от 01.03.2024 № 7", date(2024, 6, 3))
    told = ["due_date_moved", "act_registered", "file_stored"]
    assert list(Event.objects.order_by("-sequence").values_list("verb", flat=True)[:3]) == told


def test_refused_move_leaves_no_minutes_behind(plan):
    with pytest.raises(InputRefused):
        move_by_new_minutes(plan, new_due_on=date(2024, 4, 1))

    assert not plan.agency.acts.filter(kind="minutes").exists()


def test_new_minutes_are_not_taken_from_others(plan):
    with pytest.raises(NotAllowed):
        move_by_new_minutes(plan, by=member(Role.COORDINATOR, plan.agency))

    assert not plan.agency.acts.filter(kind="minutes").exists()
