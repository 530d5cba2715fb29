"""What will be late at the usual pace: lengths, chains of inputs, what is left – over built values."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from navstrechu.accounts.roles import Role
from navstrechu.core.calendar import WorkingCalendar
from navstrechu.core.errors import InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.roadmap.forecast import Basis, TypicalLength, forecasts, typical_lengths
from navstrechu.roadmap.measure_kinds import MeasureKind as K
from navstrechu.roadmap.models import Roadmap, TypicalTerm
from navstrechu.roadmap.progress import MeasureState as S
from navstrechu.roadmap.queries.outlook import begins_on, outlook_of, set_terms
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.schedule import schedule
from navstrechu.roadmap.services.forecast import set_typical_term
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.roadmap import APPROVAL, roadmap
from tests.factories.time import typical_term
from tests.roadmap.test_schedule import stage

CALENDAR = WorkingCalendar()
BEGINS = date(2024, 3, 1)
FRIDAY = date(2024, 3, 15)


def lengths_of(plan, **settings: int):
    return typical_lengths(schedule(plan, begins_on=BEGINS), settings, CALENDAR)


def forecast_of(plan, on: date = FRIDAY, **lengths: int):
    usual = {kind: TypicalLength(kind, days, Basis.SET) for kind, days in lengths.items()}
    return forecasts(schedule(plan, begins_on=BEGINS), usual, on=on, calendar=CALENDAR)


def test_usual_length_is_the_setting_then_the_finished_then_the_plan():
    plan = [
        stage("2.1.1", K.TOUCHPOINTS, date(2024, 3, 15)),
        stage("2.2.1", K.TOUCHPOINTS, date(2024, 3, 15), done_on=date(2024, 3, 7)),
        stage("2.1.4", K.SEGMENTS, date(2024, 3, 15), started_on=BEGINS, done_on=date(2024, 3, 11)),
        stage("2.2.4", K.SEGMENTS, date(2024, 3, 15), started_on=BEGINS, done_on=date(2024, 3, 14)),
        stage("1.5", K.JOURNEYS, date(2024, 3, 15)),
    ]

    assert lengths_of(plan, journeys=12) == {
        # One finished measure is not enough: the plan gives nine days to each.
        "touchpoints": TypicalLength("touchpoints", 9, Basis.PLAN, 2),
        "segments": TypicalLength("segments", 7, Basis.FINISHED, 2),
        "journeys": TypicalLength("journeys", 12, Basis.SET),
    }


def test_length_is_never_shorter_than_a_day():
    assert lengths_of([stage("1.5", K.JOURNEYS, BEGINS)])["journeys"].working_days == 1


def test_work_that_fits_before_its_deadline_is_in_time():
    found = forecast_of([stage("1.5", K.JOURNEYS, date(2024, 3, 22))], journeys=5)["1.5"]

    assert (found.expected_on, found.late_by, found.is_late) == (date(2024, 3, 22), 0, False)


def test_work_that_does_not_fit_says_by_how_much():
    found = forecast_of([stage("1.5", K.JOURNEYS, date(2024, 3, 22))], journeys=8)["1.5"]

    assert (found.expected_on, found.late_by, found.left, found.waits_for) == (date(2024, 3, 27), 3, 8, ())
    assert found.will_be_late


def test_chain_of_inputs_pushes_what_needs_them():
    plan = [
        stage("2.1.1", K.TOUCHPOINTS, date(2024, 3, 29)),
        stage("2.1.2", K.SEGMENTS, date(2024, 3, 29)),
        stage("2.1.3", K.SATISFACTION, date(2024, 4, 5)),
    ]

    found = forecast_of(plan, touchpoints=5, segments=5, satisfaction=5)

    assert [(one.measure.number, one.expected_on, one.waits_for) for one in found.values()] == [
        ("2.1.1", date(2024, 3, 22), ()),
        ("2.1.2", date(2024, 3, 29), ("2.1.1",)),
        ("2.1.3", date(2024, 4, 5), ("2.1.2",)),
    ]


def test_begun_work_has_its_days_behind_it():
    plan = [stage("1.5", K.JOURNEYS, date(2024, 3, 22), started_on=date(2024, 3, 11))]

    assert forecast_of(plan, journeys=8)["1.5"].left == 4


def test_begun_work_needs_a_day_with_the_results_it_waited_for():
    plan = [
        stage("2.1.1", K.TOUCHPOINTS, date(2024, 3, 29)),
        stage("2.1.2", K.SEGMENTS, date(2024, 3, 29), started_on=date(2024, 3, 4)),
    ]

    assert forecast_of(plan, touchpoints=5, segments=9)["2.1.2"].expected_on == date(2024, 3, 25)


def test_registered_documents_take_their_part_of_the_work():
    half = stage("2.1.1", K.TOUCHPOINTS, date(2024, 3, 29))
    half = replace(half, progress=replace(half.progress, results_met=1, results_required=2))

    assert forecast_of([half], touchpoints=9)["2.1.1"].left == 5


def test_what_should_be_ready_long_ago_takes_one_more_day():
    plan = [stage("1.5", K.JOURNEYS, date(2024, 3, 22), started_on=date(2024, 1, 9))]

    assert forecast_of(plan, journeys=5)["1.5"].left == 1


def test_finished_and_unknown_works_have_no_forecast():
    plan = [
        stage("1.5", K.JOURNEYS, date(2024, 3, 22), done_on=date(2024, 3, 11)),
        stage("1.9", "", date(2024, 3, 22)),
    ]

    assert forecast_of(plan, journeys=5) == {}


def test_overdue_measure_is_late_but_no_news():
    late = stage("1.5", K.JOURNEYS, date(2024, 3, 1))
    late = replace(late, progress=replace(late.progress, state=S.OVERDUE))

    found = forecast_of([late], journeys=5)["1.5"]

    assert (found.is_late, found.will_be_late) == (True, False)


# --- Over the database ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demonstration")
def test_demonstration_says_what_will_be_late_and_why(db):
    outlook = outlook_of(roadmap_state(Roadmap.objects.get(), on=TODAY))

    late = {one.measure.number: (one.expected_on, one.waits_for) for one in outlook.late}
    assert len(late) == 37
    assert late["2.7.6"] == (date(2024, 9, 10), ("2.7.4", "2.7.5"))
    assert outlook.lengths["segments"] == TypicalLength("segments", 35, Basis.FINISHED, 5)


def test_outlook_takes_two_queries_beside_the_state(db, django_assert_num_queries):
    state = roadmap_state(roadmap(), on=TODAY)

    with django_assert_num_queries(2):
        assert outlook_of(state).begins_on == APPROVAL.approved_on


def test_plan_begins_with_the_approval_of_its_first_edition(db):
    assert begins_on(roadmap()) == APPROVAL.approved_on


def test_setting_a_usual_length_is_told_and_taken_back(db):
    own = agency()
    by = member(Role.COORDINATOR, own)

    typical_term(own, K.SEGMENTS, 30)
    typical_term(own, K.SEGMENTS, 30)
    set_typical_term(agency=own, kind=K.SEGMENTS, working_days=None, by=by, at=NOON)

    events = Event.objects.filter(agency_id=own.pk, verb="typical_term_set").order_by("sequence")
    assert [(one.subject_text, one.changes) for one in events] == [
        ("Сегментация клиентов", {"working_days": [None, 30]}),
        ("Сегментация клиентов", {"working_days": [30, None]}),
    ]
    assert set_terms(own) == {}


@pytest.mark.parametrize("days", [0, -1, 501])
def test_usual_length_outside_of_its_bounds_is_refused(db, days):
    own = agency()

    with pytest.raises(InputRefused, match="от 1 до 500"):
        typical_term(own, K.SEGMENTS, days)

    assert TypicalTerm.objects.count() == 0


def test_usual_length_is_set_by_who_keeps_the_settings(db):
    own = agency()

    with pytest.raises(NotAllowed):
        set_typical_term(agency=own, kind=K.SEGMENTS, working_days=3, by=member(Role.UNIT_HEAD, own), at=NOON)


@pytest.mark.parametrize("days", [0, 501])
def test_database_keeps_usual_lengths_within_bounds(db, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        TypicalTerm.objects.create(agency=agency(), kind="segments", working_days=days)
