"""The state of a measure follows from evidence, the calendar and the day – never from a tick."""

from datetime import date

import pytest

from navstrechu.core.calendar import DayOffRule, WorkingCalendar
from navstrechu.roadmap.progress import STATE_LABELS, Evidence, MeasureState, TermRules, progress_of
from navstrechu.web.shell.looks import STATUS_LOOKS

RULES = TermRules(WorkingCalendar(), DayOffRule.NEXT, risk_working_days=10)
DUE = date(2024, 2, 29)


def state(on: date, *dates: date | None, due: date = DUE, **values: object) -> MeasureState:
    return progress_of(Evidence(due, dates or (None,), **values), on=on, rules=RULES).state


@pytest.mark.parametrize(
    ("on", "dates", "expected"),
    [
        (date(2024, 2, 1), (None,), MeasureState.NOT_STARTED),
        (date(2024, 2, 13), (None,), MeasureState.NOT_STARTED),
        (date(2024, 2, 14), (None,), MeasureState.AT_RISK),
        (date(2024, 2, 29), (None,), MeasureState.AT_RISK),
        (date(2024, 3, 1), (None,), MeasureState.OVERDUE),
        (date(2024, 2, 1), (date(2024, 1, 30), None), MeasureState.AWAITING_DOCUMENT),
        (date(2024, 3, 1), (date(2024, 1, 30), None), MeasureState.OVERDUE),
        (date(2024, 3, 15), (date(2024, 2, 29),), MeasureState.DONE),
        (date(2024, 3, 15), (date(2024, 2, 1), date(2024, 3, 1)), MeasureState.DONE_LATE),
        # A document dated after the shown day does not exist yet on that day.
        (date(2024, 2, 1), (date(2024, 2, 29),), MeasureState.NOT_STARTED),
    ],
)
def test_state_on_a_day(on, dates, expected):
    assert state(on, *dates) is expected


def test_started_work_shows_from_its_first_day():
    started = date(2024, 1, 22)

    assert state(date(2024, 1, 21), started_on=started) is MeasureState.NOT_STARTED
    assert state(date(2024, 1, 22), started_on=started) is MeasureState.IN_PROGRESS


def test_overdue_input_puts_a_distant_measure_at_risk():
    assert state(date(2024, 1, 9), late_inputs=("2.1.1",)) is MeasureState.AT_RISK


def test_day_off_moves_the_deadline():
    progress = progress_of(Evidence(date(2024, 12, 31), (None,)), on=date(2025, 1, 9), rules=RULES)

    assert progress.deadline == date(2025, 1, 9)
    assert progress.state is MeasureState.AT_RISK
    assert state(date(2025, 1, 10), due=date(2024, 12, 31)) is MeasureState.OVERDUE


def test_document_of_the_moved_deadline_is_in_time():
    assert state(date(2025, 2, 1), date(2025, 1, 9), due=date(2024, 12, 31)) is MeasureState.DONE


def test_progress_counts_results_and_working_days():
    progress = progress_of(Evidence(DUE, (date(2024, 2, 1), None)), on=date(2024, 3, 15), rules=RULES)

    assert (progress.results_met, progress.results_required, progress.done_on) == (1, 2, None)
    # 8 March is a holiday: eleven weekdays, ten of them working.
    assert progress.working_days == -10


def test_day_of_an_unknown_year_is_kept():
    assert progress_of(Evidence(date(2031, 5, 4), (None,)), on=DUE, rules=RULES).deadline == date(2031, 5, 4)


def test_every_state_has_one_word_and_one_look():
    assert set(STATE_LABELS) == set(MeasureState)
    assert set(STATUS_LOOKS) == {found.value for found in MeasureState}
