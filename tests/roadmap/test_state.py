"""The roadmap as of a day: wording, holders, evidence; in a constant number of queries."""

from datetime import date, timedelta

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.plan import current_plan, current_roadmap
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.reading.tree import ReadResult, ResultKind
from navstrechu.roadmap.services.measures import MeasureWording, edit_measure, edit_result
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, appointment, member
from tests.factories.roadmap import (
    HEAD,
    measure,
    read_measure,
    reading,
    required_result,
    result_document,
    roadmap,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def test_correction_holds_for_every_day():
    plan = roadmap()
    found, by = measure(plan), member(Role.COORDINATOR, plan.agency)
    wording = MeasureWording("Новое название", plan.agency.posts.exclude(pk=found.responsible_id).get(), ())
    edit_measure(measure=found, version=1, wording=wording, by=by, at=LATER)
    edit_result(result=required_result(found), version=1, text="Новый текст", by=by, at=LATER)

    shown = roadmap_state(plan, on=TODAY).measure("1.1")

    assert (shown.title, shown.results[0].text) == ("Новое название", "Новый текст")
    assert (shown.responsible.title, shown.co_executors) == ("Начальник отдела Департамента", ())


def test_holder_is_whoever_holds_the_post_on_the_day():
    plan = roadmap()
    appointment(plan.agency.posts.get(title=HEAD), since=date(2024, 2, 1), until=date(2024, 3, 1))

    def holder(day):
        return roadmap_state(plan, on=day).measure("1.1").responsible.holder

    assert [holder(date(2024, *day)) for day in ((1, 31), (2, 1), (3, 1), (3, 2))] == [
        "",
        "Иванова О. П.",
        "Иванова О. П.",
        "",
    ]


def test_overdue_input_shows_at_what_it_feeds():
    stages = [
        read_measure("2.1.1", title="Сформирован перечень точек взаимодействия", due=date(2024, 3, 1)),
        read_measure("2.1.2", title="Проведена сегментация клиентов", due=date(2024, 12, 2)),
    ]
    plan = roadmap(plan=reading(*stages))

    shown = roadmap_state(plan, on=TODAY).measure("2.1.2")

    assert (shown.state, shown.progress.late_inputs) == (MeasureState.AT_RISK, ("2.1.1",))


def test_general_measure_waits_for_every_group():
    plan = roadmap(
        plan=reading(
            read_measure(
                "1.1", title="Проведена оценка удовлетворенности клиентов по каждой группе процессов"
            ),
            read_measure(
                "2.1.1", title="Проведена оценка удовлетворенности по услугам", due=date(2024, 3, 1)
            ),
        )
    )

    assert roadmap_state(plan, on=TODAY).measure("1.1").progress.late_inputs == ("2.1.1",)


def test_sections_hold_their_measures_and_groups_are_rows_of_the_matrix():
    plan = roadmap(
        plan=reading(
            read_measure("1.1"), read_measure("2.1.1", title="Сформирован перечень точек взаимодействия")
        )
    )

    state = roadmap_state(plan, on=TODAY)

    assert [(found.number, len(found.measures)) for found in state.sections] == [
        ("1", 1),
        ("2", 0),
        ("2.1", 1),
    ]
    assert [group.number for group in state.groups] == ["2.1"]
    assert [found.number for found in state.groups[0].by_kind["touchpoints"]] == ["2.1.1"]


def test_results_are_counted_with_their_documents():
    both = (
        ReadResult(ResultKind.ORDER, "Утвержден приказ", attachment=False),
        ReadResult(ResultKind.REPORT, "Подготовлен отчет", attachment=True),
    )
    plan = roadmap(plan=reading(read_measure("1.1", results=both)))
    result_document(measure(plan).results.select_related("measure__roadmap__agency").get(kind="order"))

    shown = roadmap_state(plan, on=TODAY)

    assert (shown.results_met, shown.results_required) == (1, 2)
    assert shown.measure("1.1").state is MeasureState.AWAITING_DOCUMENT


@pytest.mark.parametrize("size", [1, 3])
def test_state_takes_as_many_queries_whatever_the_size(size, django_assert_num_queries):
    plan = roadmap(plan=reading(*(read_measure(f"1.{place}") for place in range(1, size + 1))))
    result_document(required_result(measure(plan)))
    found = current_roadmap(plan.agency)

    with django_assert_num_queries(9):
        roadmap_state(found, on=TODAY)


def test_agency_without_a_plan_has_none():
    assert current_roadmap(agency()) is None


def test_live_plan_reads_as_the_file_it_came_from():
    source = reading(read_measure("1.1"), read_measure("2.1.1", quota_percent=10))

    assert current_plan(roadmap(plan=source), on=TODAY) == source
