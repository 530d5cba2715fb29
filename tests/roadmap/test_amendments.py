"""A new edition: what is added, changed, renumbered, withdrawn and moved; identity and evidence stay."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navstrechu.accounts.roles import Role
from navstrechu.history.models import Event
from navstrechu.roadmap.models import Measure, RequiredResult
from navstrechu.roadmap.queries.due_dates import due_dates
from navstrechu.roadmap.queries.plan import current_plan, plan_on
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.reading.tree import ReadResult, ReadRoadmap, ReadSection, ResultKind
from navstrechu.roadmap.services.imports import Approval, import_roadmap
from navstrechu.roadmap.services.measures import MeasureWording, edit_measure
from tests.factories import NOON
from tests.factories.evidence import stored_file
from tests.factories.organisation import member
from tests.factories.roadmap import (
    due_date_decision,
    measure,
    read_measure,
    reading,
    required_result,
    result_document,
    roadmap,
)

pytestmark = pytest.mark.django_db
SECOND = Approval("протокол от 10.03.2024 № 3", date(2024, 3, 10))
BEFORE, AFTER = date(2024, 3, 9), date(2024, 3, 15)
ORDER = ReadResult(ResultKind.ORDER, "Утвержден приказ 1.1", attachment=False)
REPORT = ReadResult(ResultKind.REPORT, "Подготовлен отчет", attachment=False)


def amend(plan, *measures, approval=SECOND):
    new = measures[0] if isinstance(measures[0], ReadRoadmap) else reading(*measures)
    owner = plan.agency
    return import_roadmap(
        agency=owner, reading=new, file=stored_file(owner), approval=approval,
        by=member(Role.COORDINATOR, owner), at=NOON,
    )  # fmt: skip


def numbers(plan, on):
    return [one.number for one in roadmap_state(plan, on=on).measures]


def verbs(of):
    events = Event.objects.filter(subject_type="roadmap.measure", subject_id=str(of.pk))
    return list(events.order_by("sequence").values_list("verb", flat=True))


def test_changed_measure_keeps_its_identity_and_tells_what_changed():
    plan = roadmap()
    known = measure(plan)

    amend(
        plan,
        read_measure("1.1", title="Утверждена модель внедрения клиентоцентричности", quota_percent=10),
        read_measure("1.2"),
    )

    known.refresh_from_db()
    event = Event.objects.get(verb="measure_amended")
    assert (known.title, known.kind, known.quota_percent, known.version) == (
        "Утверждена модель внедрения клиентоцентричности",
        "model",
        10,
        2,
    )
    assert event.changes == {
        "title": ["Назначен ответственный 1.1", "Утверждена модель внедрения клиентоцентричности"],
        "quota_percent": [None, 10],
    }
    assert (event.subject_id, event.comment) == (str(known.pk), SECOND.basis)
    assert verbs(measure(plan, "1.2")) == []


def test_added_measure_belongs_to_the_plan_from_the_approval():
    plan = roadmap()

    amend(plan, read_measure("1.1"), read_measure("1.2"), read_measure("1.3"))

    assert (numbers(plan, BEFORE), numbers(plan, AFTER)) == (["1.1", "1.2"], ["1.1", "1.2", "1.3"])
    assert verbs(measure(plan, "1.3")) == ["measure_added"]


def test_withdrawn_measure_leaves_the_plan_and_keeps_its_evidence():
    plan = roadmap()
    gone = measure(plan, "1.2")
    result_document(required_result(gone))

    amend(plan, read_measure("1.1"))

    assert (numbers(plan, BEFORE), numbers(plan, AFTER)) == (["1.1", "1.2"], ["1.1"])
    assert (verbs(gone)[-1], gone.results.get().documents.count()) == ("measure_withdrawn", 1)


def test_number_of_a_withdrawn_measure_goes_to_the_next_one():
    plan = roadmap()
    second = measure(plan, "1.2")
    result_document(required_result(second))

    amend(plan, read_measure("1.1", title=second.title, results=read_measure("1.2").results))

    second.refresh_from_db()
    assert (second.number, second.results.get().documents.count()) == ("1.1", 1)
    assert Measure.objects.filter(roadmap=plan, withdrawn_on=None).count() == 1


def test_two_measures_swap_their_numbers():
    plan = roadmap()
    first, second = measure(plan, "1.1"), measure(plan, "1.2")

    amend(
        plan,
        read_measure("1.1", title=second.title, results=read_measure("1.2").results),
        read_measure("1.2", title=first.title, results=read_measure("1.1").results),
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number, second.number) == ("1.2", "1.1")
    assert Event.objects.filter(verb="measure_amended", subject_id=str(first.pk)).get().changes == {
        "number": ["1.1", "1.2"]
    }


def test_date_of_a_new_edition_is_a_decision_and_the_baseline_stays():
    plan = roadmap()

    amend(plan, read_measure("1.1", due=date(2024, 6, 3)), read_measure("1.2"))

    moved = measure(plan)
    decision = moved.decisions.get()
    assert moved.due_on == date(2024, 4, 1)
    assert (due_dates([moved], on=BEFORE), due_dates([moved], on=AFTER)) == (
        {moved.pk: date(2024, 4, 1)},
        {moved.pk: date(2024, 6, 3)},
    )
    assert (decision.edition.number, decision.act, decision.reason) == (
        2,
        None,
        "новая редакция дорожной карты, протокол от 10.03.2024 № 3",
    )


def test_minutes_later_than_the_edition_keep_the_date_they_moved():
    plan = roadmap()
    due_date_decision(measure(plan), new_due_on=date(2024, 7, 1))

    amend(
        plan, read_measure("1.1", title="Иначе"), read_measure("1.2"),
        approval=Approval("протокол № 2", date(2024, 2, 1)),
    )  # fmt: skip

    assert due_dates([measure(plan)], on=AFTER) == {measure(plan).pk: date(2024, 7, 1)}
    assert measure(plan).decisions.count() == 1


def test_reworded_result_keeps_its_documents_and_reads_as_before_on_earlier_days():
    plan = roadmap()
    result_document(required_result(measure(plan)))
    reworded = ReadResult(ResultKind.ORDER, "Утвержден приказ о назначении", attachment=False)

    amend(plan, read_measure("1.1", results=(reworded,)), read_measure("1.2"))

    result = measure(plan).results.get()
    assert (result.text, result.version, result.documents.count()) == (reworded.text, 2, 1)
    event = Event.objects.get(verb="result_amended")
    assert event.changes == {"text": ["Утвержден приказ 1.1", "Утвержден приказ о назначении"]}
    shown = [roadmap_state(plan, on=day).measure("1.1").results[0].text for day in (BEFORE, AFTER)]
    assert shown == ["Утвержден приказ 1.1", "Утвержден приказ о назначении"]


def test_wording_is_that_of_the_edition_of_the_day_with_every_correction():
    plan = roadmap()
    by = member(Role.COORDINATOR, plan.agency)
    amend(plan, read_measure("1.1", title="Назначен ответственный за внедрение"), read_measure("1.2"))
    corrected = measure(plan, "1.2")
    wording = MeasureWording("Исправленное название", corrected.responsible, ())
    edit_measure(measure=corrected, version=corrected.version, wording=wording, by=by, at=NOON)

    shown = {day: [one.title for one in roadmap_state(plan, on=day).measures] for day in (BEFORE, AFTER)}

    assert shown == {
        BEFORE: ["Назначен ответственный 1.1", "Исправленное название"],
        AFTER: ["Назначен ответственный за внедрение", "Исправленное название"],
    }


def test_result_of_another_kind_replaces_the_old_one_from_the_approval():
    plan = roadmap()

    amend(plan, read_measure("1.1", results=(REPORT, ORDER)), read_measure("1.2"))

    shown = {
        day: [(result.kind, result.text) for result in roadmap_state(plan, on=day).measure("1.1").results]
        for day in (BEFORE, AFTER)
    }
    assert shown == {
        BEFORE: [("order", "Утвержден приказ 1.1")],
        AFTER: [("report", "Подготовлен отчет"), ("order", "Утвержден приказ 1.1")],
    }
    told = Event.objects.filter(verb__in=["result_added", "result_withdrawn"]).values_list("verb", flat=True)
    assert sorted(told) == ["result_added", "result_added", "result_withdrawn"]


def test_result_left_out_is_withdrawn_and_the_measure_may_be_done_without_it():
    plan = roadmap(plan=reading(read_measure("1.1", results=(ORDER, REPORT))))
    first, second = RequiredResult.objects.filter(measure=measure(plan)).order_by("position")
    result_document(first)

    amend(plan, read_measure("1.1", results=(ORDER,)))

    second.refresh_from_db()
    assert second.withdrawn_on == SECOND.approved_on
    state = roadmap_state(plan, on=AFTER).measure("1.1")
    assert (state.progress.results_met, state.progress.results_required, state.progress.is_finished) == (
        1,
        1,
        True,
    )


def test_sections_follow_the_edition_of_the_day():
    plan = roadmap()
    new = reading(read_measure("1.1"), read_measure("1.2"))
    sections = (ReadSection("1", "Общие мероприятия"),)

    amend(plan, ReadRoadmap(("План новый",), sections, new.measures))

    before, after = plan_on(plan, on=BEFORE), plan_on(plan, on=AFTER)
    assert (before.heading, len(before.sections)) == (("План мероприятий («дорожная карта»)",), 3)
    assert (after.heading, after.sections) == (("План новый",), sections)
    plan.refresh_from_db()
    assert plan.title == "План новый"


def test_database_refuses_to_rewrite_an_edition():
    edition = roadmap().editions.get()

    for statement in ("UPDATE roadmap_roadmapedition SET basis = 'x'", "DELETE FROM roadmap_roadmapedition"):
        with (
            pytest.raises(DatabaseError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    edition.refresh_from_db()
    assert edition.basis == "протокол от 26.09.2023 № 1"


RESULTS = st.lists(st.sampled_from([ORDER, REPORT, ReadResult(ResultKind.ORDER, "Издан приказ", True)]), min_size=1, max_size=3)  # fmt: skip  # noqa: E501
MEASURES = st.builds(
    read_measure,
    number=st.integers(1, 5).map("1.{}".format),
    title=st.sampled_from(["Утвержден порядок", "Проведена оценка", "Сформирован перечень"]),
    due=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    responsible=st.sampled_from(["Начальник отдела", "Директор"]),
    co_executors=st.lists(st.sampled_from(["Министр", "Консультант"]), max_size=2, unique=True).map(tuple),
    results=RESULTS.map(tuple),
    quota_percent=st.none() | st.integers(1, 100),
)
PLANS = st.lists(MEASURES, min_size=1, max_size=5, unique_by=lambda one: one.number)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=PLANS, second=PLANS)
def test_any_edition_after_any_other_leaves_the_plan_that_it_prints(first, second):
    with transaction.atomic():
        plan = roadmap(plan=reading(*first))
        if reading(*first) != reading(*second):
            amend(plan, *second)

        assert current_plan(plan, on=AFTER) == reading(*second)
        transaction.set_rollback(True)
