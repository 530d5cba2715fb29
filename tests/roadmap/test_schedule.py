"""When work runs: noted and probable beginnings, what needs what – over built values."""

from datetime import date

from navstrechu.roadmap.dependencies import inputs_of
from navstrechu.roadmap.measure_kinds import MeasureKind as K
from navstrechu.roadmap.progress import MeasureState as S
from navstrechu.roadmap.schedule import schedule
from tests.roadmap.test_urgency import measure

APPROVED = date(2023, 9, 26)


def stage(number: str, kind: K | str, deadline: date, **values: object):
    section = number.rpartition(".")[0]
    given = {"started_on": None} | values
    state = S.DONE if "done_on" in values else S.NOT_STARTED
    return measure(state, number=number, section=section, kind=kind, deadline=deadline, **given)


def starts(*measures) -> dict[str, date]:
    return {span.measure.number: span.starts_on for span in schedule(measures, begins_on=APPROVED)}


def test_stage_needs_its_own_group_and_the_general_measures():
    due = date(2024, 6, 17)
    plan = [
        stage("1.6", K.FEEDBACK_METHODOLOGY, due),
        stage("2.1.2", K.SEGMENTS, due),
        stage("2.1.3", K.SATISFACTION, due),
        stage("2.2.2", K.SEGMENTS, due),
        stage("2.2.9", "", due),
    ]

    found = {number: [one.number for one in needed] for number, needed in inputs_of(plan).items()}

    assert found == {"1.6": [], "2.1.2": [], "2.1.3": ["2.1.2", "1.6"], "2.2.2": [], "2.2.9": []}


def test_general_measure_gathers_every_group():
    due = date(2024, 6, 17)
    plan = [
        stage("1.7", K.SATISFACTION_OVERALL, due),
        stage("2.1.3", K.SATISFACTION, due),
        stage("2.2.3", K.SATISFACTION, due),
    ]

    assert [one.number for one in inputs_of(plan)["1.7"]] == ["2.1.3", "2.2.3"]


def test_noted_beginning_wins_over_any_other():
    noted = date(2024, 1, 22)

    [span] = schedule(
        [stage("2.1.1", K.TOUCHPOINTS, date(2024, 2, 29), started_on=noted)], begins_on=APPROVED
    )

    assert (span.starts_on, span.is_noted) == (noted, True)


def test_work_can_begin_when_the_last_needed_result_is_there():
    plan = [
        stage("2.1.1", K.TOUCHPOINTS, date(2024, 2, 29), done_on=date(2024, 2, 12)),
        stage("2.1.2", K.SEGMENTS, date(2024, 4, 26)),
        stage("2.1.3", K.SATISFACTION, date(2024, 6, 17)),
    ]

    assert starts(*plan) == {
        "2.1.1": APPROVED,
        "2.1.2": date(2024, 2, 12),
        "2.1.3": date(2024, 4, 26),
    }


def test_measures_due_together_run_together():
    due = date(2024, 2, 29)
    plan = [
        stage("1.4", K.REGISTER_FORMATION, date(2023, 12, 22)),
        stage("2.1.1", K.TOUCHPOINTS, due),
        stage("2.1.2", K.SEGMENTS, due),
    ]

    assert starts(*plan)["2.1.2"] == date(2023, 12, 22)


def test_document_older_than_its_input_or_the_plan_still_has_a_time():
    early = date(2023, 9, 1)
    plan = [
        stage("2.1.1", K.TOUCHPOINTS, date(2024, 2, 29), started_on=date(2024, 2, 1)),
        stage("2.1.2", K.SEGMENTS, date(2024, 2, 29), done_on=early),
    ]

    [_first, second] = schedule(plan, begins_on=APPROVED)

    assert (second.starts_on, second.ends_on) == (early, early)


def test_only_inputs_of_the_same_group_are_drawn():
    due = date(2024, 6, 17)
    plan = [
        stage("1.6", K.FEEDBACK_METHODOLOGY, date(2024, 3, 29)),
        stage("2.1.2", K.SEGMENTS, date(2024, 2, 29)),
        stage("2.1.3", K.SATISFACTION, due),
    ]

    span = schedule(plan, begins_on=APPROVED)[2]

    assert [one.number for one in span.within_group] == ["2.1.2"]
