"""What surrounds a measure and a document: inputs, decisions, purposes, consequences, remarks."""

from datetime import date

import pytest

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act
from navstrechu.acts.services import annul_act
from navstrechu.discussion.models import Comment
from navstrechu.discussion.queries import remarks_about
from navstrechu.discussion.services import withdraw_comment
from navstrechu.organisation.queries import calendar_of
from navstrechu.roadmap.models import Measure, RequiredResult, Roadmap
from navstrechu.roadmap.queries.checks import plan_checks, state_checks
from navstrechu.roadmap.queries.documents import DateBack, consequences_of_annulment, purposes_of
from navstrechu.roadmap.queries.measure import measure_card
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.services.evidence import count_document
from navstrechu.roadmap.services.subjects import measure_subject
from tests.factories import NOON, TODAY

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
DAY = date(2024, 3, 15)


def state(day: date = DAY):
    return roadmap_state(Roadmap.objects.get(), on=day)


@pytest.mark.parametrize(
    ("number", "inputs", "outputs"),
    [
        ("1.1", [], ["1.2"]),
        ("1.4", ["1.3"], ["1.5", "1.8", *(f"2.{group}.1" for group in range(1, 10))]),
        ("1.7", ["1.6", *(f"2.{group}.3" for group in range(1, 10))], []),
        ("2.3.1", ["1.4"], ["2.3.2", "2.3.4"]),
        ("2.3.6", ["2.3.4", "2.3.5"], ["2.3.7"]),
        ("2.3.7", ["2.3.6"], []),
    ],
)
def test_inputs_and_outputs_follow_the_order_of_work(number: str, inputs: list[str], outputs: list[str]):
    card = measure_card(state(), number)

    assert [other.number for other in card.inputs] == inputs
    assert [other.number for other in card.outputs] == outputs


def test_first_and_last_have_one_neighbour():
    found = state()

    first, last = measure_card(found, "1.1"), measure_card(found, "2.9.7")
    assert (first.previous, first.following.number) == (None, "1.2")
    assert (last.previous.number, last.following) == ("2.9.6", None)


def test_annulled_minutes_stay_among_the_decisions_as_not_in_force():
    minutes = Act.objects.get(number="2")
    coordinator = User.objects.get(login="coordinator")
    annul_act(act=minutes, reason="Ошибка", on=date(2024, 3, 10), by=coordinator, at=NOON)

    before, after = (measure_card(state(day), "2.7.2") for day in (date(2024, 3, 9), DAY))
    assert [decision.is_in_force for decision in before.decisions] == [True]
    assert [decision.is_in_force for decision in after.decisions] == [False]
    assert after.state.due_on == date(2024, 2, 29)


def test_unknown_number_has_no_card():
    assert measure_card(state(), "9.9") is None


def test_checks_of_a_state_are_those_of_the_plan():
    roadmap = Roadmap.objects.get()

    assert state_checks(state(), calendar_of(roadmap.agency)) == plan_checks(roadmap, on=DAY)


def test_purposes_are_read_for_many_documents_in_two_queries(django_assert_num_queries):
    acts = list(Act.objects.all())

    with django_assert_num_queries(2):
        found = purposes_of(acts)

    by_number = {act.number: found[act.pk].numbers for act in acts}
    assert by_number["201"] == [f"2.{group}.1" for group in range(1, 10)]
    assert by_number["2"] == ["2.7.2", "2.8.2", "2.9.2"]
    assert by_number["14"] == ["2.1.2"]


def test_second_document_keeps_a_result_met():
    result = RequiredResult.objects.get(measure__number="2.1.2")
    coordinator = User.objects.get(login="coordinator")
    count_document(act=Act.objects.get(number="15"), results=[result], today=TODAY, by=coordinator, at=NOON)

    found = consequences_of_annulment(Act.objects.get(number="14"), state())

    assert not found


def test_consequences_name_measures_and_dates():
    order, minutes = (
        consequences_of_annulment(Act.objects.get(number=number), state()) for number in ("1004", "2")
    )

    assert ([one.number for one in order.unfinished], order.incomplete, order.dates) == (["1.4"], (), ())
    assert minutes.dates == tuple(
        DateBack(number, date(2024, 4, 26), date(2024, 2, 29)) for number in ("2.7.2", "2.8.2", "2.9.2")
    )


def test_remarks_name_posts_and_hide_withdrawn_words():
    measure = Measure.objects.get(number="2.1.1")
    agency, coordinator = measure.roadmap.agency, User.objects.get(login="coordinator")
    first = Comment.objects.about("roadmap.measure", str(measure.pk)).first()
    withdraw_comment(comment=first, subject=measure_subject(measure), by=coordinator, at=NOON)

    found = remarks_about(
        agency, "roadmap.measure", str(measure.pk), by=User.objects.get(login="finance"), on=DAY
    )

    assert [(one.author, one.text[:9], one.is_withdrawn, one.can_withdraw) for one in found] == [
        ("Соколова М. А.", "", True, False),
        ("Белова И. С.", "Сведения ", False, True),
        ("Востриков А. В.", "Прошу не ", False, False),
    ]
    assert found[2].post == "Заместитель руководителя Департамента"
