"""What a re-import would change."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navstrechu.roadmap.comparison import FIELDS, Change, Comparison, Move, compare
from navstrechu.roadmap.reading import ReadMeasure, ReadResult, ReadRoadmap, ReadSection, ResultKind
from tests.roadmap.documents import reference_plan

TITLES = st.sampled_from(["Утвержден порядок", "Проведена оценка", "Сформирован перечень"])
RESULTS = st.builds(ReadResult, st.sampled_from(ResultKind), TITLES, st.booleans())
MEASURES = st.builds(
    ReadMeasure,
    number=st.integers(1, 12).map("1.{}".format),
    section=st.just("1"),
    title=TITLES,
    due=st.dates(date(2023, 1, 1), date(2025, 1, 1)),
    responsible=st.sampled_from(["Начальник отдела", "Директор"]),
    co_executors=st.lists(st.sampled_from(["Министр", "Консультант"]), max_size=2).map(tuple),
    results=st.lists(RESULTS, min_size=1, max_size=2).map(tuple),
    quota_percent=st.none() | st.integers(1, 100),
)
PLANS = st.builds(
    ReadRoadmap,
    heading=st.just(()),
    sections=st.just((ReadSection("1", "Раздел"),)),
    measures=st.lists(MEASURES, max_size=12, unique_by=lambda measure: measure.number).map(tuple),
)


@pytest.fixture(scope="module")
def plan() -> ReadRoadmap:
    return reference_plan()


def without(plan: ReadRoadmap, number: str) -> ReadRoadmap:
    return replace(plan, measures=tuple(measure for measure in plan.measures if measure.number != number))


def measure_of(plan: ReadRoadmap, number: str) -> ReadMeasure:
    return next(measure for measure in plan.measures if measure.number == number)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Утверждена иная модель"),
        ("due", date(2025, 1, 9)),
        ("responsible", "Министр"),
        ("co_executors", ("Министр",)),
        ("results", (ReadResult(ResultKind.REPORT, "Подготовлен отчет", attachment=False),)),
        ("quota_percent", 20),
    ],
)
def test_changed_field_is_shown_with_both_values(plan: ReadRoadmap, field: str, value: object) -> None:
    before = measure_of(plan, "1.2")
    after = replace(before, **{field: value})  # type: ignore[arg-type]
    new = replace(plan, measures=tuple(after if m is before else m for m in plan.measures))

    assert compare(plan, new) == Comparison(changed=(Change("1.2", field, getattr(before, field), value),))


def test_measure_that_disappears_is_removed_and_back_again_added(plan: ReadRoadmap) -> None:
    shorter = without(plan, "2.9.7")
    gone = measure_of(plan, "2.9.7")

    assert compare(plan, shorter) == Comparison(removed=(gone,))
    assert compare(shorter, plan) == Comparison(added=(gone,))


def test_measures_renumbered_by_an_insertion_are_moved_not_changed(plan: ReadRoadmap) -> None:
    inserted = replace(measure_of(plan, "1.1"), number="1.3", title="Проведено обучение")
    shifted = [
        replace(measure, number=f"1.{int(measure.number[2:]) + 1}")
        if measure.number in {f"1.{at}" for at in range(3, 9)}
        else measure
        for measure in plan.measures
    ]

    comparison = compare(plan, replace(plan, measures=(*shifted, inserted)))

    assert comparison == Comparison(
        added=(inserted,),
        moved=tuple(Move(f"1.{at}", f"1.{at + 1}") for at in range(3, 9)),
    )


def test_moved_measure_shows_what_else_changes(plan: ReadRoadmap) -> None:
    old = measure_of(plan, "2.9.7")
    moved = replace(old, number="2.9.8", due=date(2025, 6, 30))

    comparison = compare(plan, replace(plan, measures=(*without(plan, "2.9.7").measures, moved)))

    assert comparison == Comparison(
        moved=(Move("2.9.7", "2.9.8"),), changed=(Change("2.9.8", "due", old.due, date(2025, 6, 30)),)
    )


def test_sections_and_heading_are_compared(plan: ReadRoadmap) -> None:
    sections = (ReadSection("1", "Иное"), *plan.sections[1:-1], ReadSection("3", "Новое"))
    new = replace(plan, heading=("Иной план",), sections=sections)

    assert compare(plan, new) == Comparison(
        sections_added=(ReadSection("3", "Новое"),),
        sections_removed=(plan.sections[-1],),
        sections_changed=(Change("1", "title", "Общеорганизационные мероприятия", "Иное"),),
        heading_changed=True,
    )


def test_order_of_rows_and_doubts_do_not_count(plan: ReadRoadmap) -> None:
    assert compare(plan, replace(plan, measures=plan.measures[::-1], doubts=())).is_empty


@given(PLANS)
def test_plan_does_not_differ_from_itself(plan: ReadRoadmap) -> None:
    assert compare(plan, plan).is_empty


@given(PLANS, PLANS)
def test_differences_lead_from_one_plan_to_the_other(old: ReadRoadmap, new: ReadRoadmap) -> None:
    assert applied(old, compare(old, new)) == {measure.number: measure for measure in new.measures}


@given(PLANS, PLANS)
def test_differences_seen_from_the_other_side_are_as_many(old: ReadRoadmap, new: ReadRoadmap) -> None:
    there, back = compare(old, new), compare(new, old)

    assert (len(there.added), len(there.removed)) == (len(back.removed), len(back.added))


def applied(old: ReadRoadmap, comparison: Comparison) -> dict[str, ReadMeasure]:
    """Measures by number after doing to ``old`` what a comparison says."""
    renamed = {move.old_number: move.new_number for move in comparison.moved}
    gone = {measure.number for measure in comparison.removed}
    kept = [measure for measure in old.measures if measure.number not in gone]
    plan = {m.number: m for m in (replace(m, number=renamed.get(m.number, m.number)) for m in kept)}
    for change in comparison.changed:
        assert change.field in FIELDS
        plan[change.number] = replace(plan[change.number], **{change.field: change.new})  # type: ignore[arg-type]
    return plan | {measure.number: measure for measure in comparison.added}
