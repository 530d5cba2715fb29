"""What to do first: order, time left, what is missing, next action – over built values."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from navstrechu.roadmap.progress import MeasureState, Progress
from navstrechu.roadmap.queries.state import MeasureStateOn, PostState, ResultState
from navstrechu.roadmap.urgency import by_urgency, missing_text, next_action, term_text

S = MeasureState


def result(kind: str, *, met: bool = False) -> ResultState:
    links = (SimpleNamespace(act=SimpleNamespace(dated=date(2024, 2, 28))),) if met else ()
    return ResultState(id=1, kind=kind, text="Текст", attachment=False, version=1, links=links)


def measure(
    state: MeasureState = S.IN_PROGRESS, *results: ResultState, number: str = "1.1", **values: object
) -> MeasureStateOn:
    found = results or (result("report"),)
    met = sum(one.met_on is not None for one in found)
    progress = Progress(
        state=state,
        deadline=values.pop("deadline", date(2024, 3, 29)),
        done_on=values.pop("done_on", None),
        results_met=met,
        results_required=len(found),
        working_days=values.pop("days", 10),
        late_inputs=values.pop("late_inputs", ()),
    )
    given = {
        "id": 1, "number": number, "section": "1", "title": "Мероприятие", "kind": "",
        "due_on": progress.deadline, "baseline_due_on": progress.deadline,
        "responsible": PostState(1, "Начальник"), "co_executors": (), "results": found,
        "quota_percent": None, "started_on": date(2024, 3, 1), "version": 1, "progress": progress,
    }  # fmt: skip
    return MeasureStateOn(**(given | values))


def test_order_is_overdue_at_risk_open_finished_and_by_deadline_within():
    early, late = date(2024, 2, 1), date(2024, 6, 1)
    rows = [
        measure(S.DONE, number="1", deadline=early),
        measure(S.NOT_STARTED, number="2", deadline=late),
        measure(S.IN_PROGRESS, number="3", deadline=early),
        measure(S.AT_RISK, number="4", deadline=late),
        measure(S.OVERDUE, number="5", deadline=late),
        measure(S.OVERDUE, number="6", deadline=early),
        measure(S.DONE_LATE, number="7", deadline=late),
    ]

    assert [row.number for row in by_urgency(rows)] == ["6", "5", "4", "3", "2", "1", "7"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (measure(S.OVERDUE, days=-1), "на 1 рабочий день"),
        (measure(S.OVERDUE, days=-10), "на 10 рабочих дней"),
        (measure(S.AT_RISK, days=3), "осталось 3 рабочих дня"),
        (measure(S.AT_RISK, days=0), "срок сегодня"),
        (measure(S.DONE, done_on=date(2024, 2, 29)), "29.02.2024"),
    ],
)
def test_term_text(row: MeasureStateOn, text: str):
    assert term_text(row).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("results", "text"),
    [
        (("order",), "нет приказа"),
        (("report",), "нет отчёта"),
        (("order", "report"), "нет приказа и отчёта"),
        (("report", "report"), "нет 2 отчётов"),
    ],
)
def test_missing_text(results: tuple[str, ...], text: str):
    assert missing_text(measure(S.OVERDUE, *(result(kind) for kind in results))) == text


def test_missing_text_leaves_out_what_is_registered():
    row = measure(S.OVERDUE, result("order", met=True), result("report"))

    assert missing_text(row) == "нет отчёта"
    assert missing_text(measure(S.DONE, result("order", met=True))) == ""


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (measure(S.DONE, result("order", met=True)), ""),
        (measure(S.OVERDUE, result("order", met=True), result("report")), "Зарегистрировать отчёт"),
        (measure(S.IN_PROGRESS, result("order")), "Зарегистрировать приказ"),
        (measure(S.IN_PROGRESS, result("order"), result("report")), "Зарегистрировать приказ и отчёт"),
        (measure(S.NOT_STARTED, started_on=None), "Начать работу"),
        (measure(S.OVERDUE, started_on=None), "Зарегистрировать отчёт"),
        (measure(S.AT_RISK, late_inputs=("2.1.1", "1.4")), "Ждёт результата мероприятий: 2.1.1, 1.4"),
    ],
)
def test_next_action(row: MeasureStateOn, text: str):
    assert next_action(row) == text


def test_first_document_counts_as_a_beginning():
    row = replace(measure(S.AWAITING_DOCUMENT, result("order", met=True), result("report")), started_on=None)

    assert next_action(row) == "Зарегистрировать отчёт"
