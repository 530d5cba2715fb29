"""A plan made of another body's plan: names, posts, dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.reading import ReadResult, ResultKind
from navstrechu.roadmap.templating import (
    Adaptation,
    Calendars,
    adapted,
    first_day,
    name_forms,
    occurring,
    posts_in,
    replaced,
    shifted,
    suggested_posts,
)
from tests.factories.organisation import NAMES
from tests.factories.roadmap import read_measure, reading
from tests.roadmap.documents import reference_plan

DEPARTMENT = Agency(
    **NAMES
    | {
        "full_name": "Департамент социальной защиты, опеки и попечительства, труда и занятости "
        "Орловской области",
        "full_name_genitive": "Департамента социальной защиты, опеки и попечительства, труда и занятости "
        "Орловской области",
        "short_name": "Департамент соцзащиты",
    }
)
MINISTRY = Agency(
    full_name="Министерство здравоохранения Орловской области",
    full_name_genitive="Министерства здравоохранения Орловской области",
    short_name="Минздрав",
    called="Министерство",
    called_genitive="Министерства",
    called_dative="Министерству",
    called_instrumental="Министерством",
    called_prepositional="Министерстве",
)
USUAL = Calendars(WorkingCalendar(), WorkingCalendar())
APPROVED = date(2023, 9, 26)


def test_every_mention_of_the_body_in_the_reference_is_replaced() -> None:
    plan = reference_plan()
    names = name_forms(DEPARTMENT, MINISTRY)
    posts = suggested_posts(posts_in(plan), names, [])

    made = adapted(plan, Adaptation(names, posts, APPROVED, APPROVED), USUAL)

    assert "Департамент" not in str(made)
    assert made.heading == (
        "План мероприятий («дорожная карта») по внедрению стандартов клиентоцентричности",
        "в Министерстве здравоохранения Орловской области",
    )
    assert made.measures[0].title == (
        "Назначен ответственный за внедрение клиентоцентричности в должности не ниже заместителя "
        "руководителя Министерства здравоохранения Орловской области (далее – Министерство)"
    )
    assert (len(made.measures), sum(len(one.results) for one in made.measures)) == (71, 80)


def test_same_start_and_same_names_give_the_same_plan() -> None:
    plan = reference_plan()
    asked = Adaptation({}, {post: post for post in posts_in(plan)}, APPROVED, APPROVED)

    made = adapted(plan, asked, USUAL)

    kept = [replace(one, due=date.min) for one in plan.measures]
    assert [replace(one, due=date.min) for one in made.measures] == kept
    assert {one.due: shifted(one.due, asked, USUAL) for one in plan.measures if one.due.month < 12} == {
        one.due: one.due for one in plan.measures if one.due.month < 12
    }


def test_due_date_on_a_day_off_becomes_the_working_day_before_it() -> None:
    asked = Adaptation({}, {}, APPROVED, APPROVED)

    assert shifted(date(2024, 12, 31), asked, USUAL) == date(2024, 12, 28)


def test_term_is_kept_in_working_days() -> None:
    asked = Adaptation({}, {}, APPROVED, date(2024, 9, 26))
    becomes = shifted(date(2024, 2, 29), asked, USUAL)

    calendar = WorkingCalendar()
    assert calendar.working_days_between(date(2024, 9, 26), becomes) == calendar.working_days_between(
        APPROVED, date(2024, 2, 29)
    )
    assert not calendar.is_day_off(becomes)


def test_corrections_of_the_calendar_of_the_new_body_count() -> None:
    asked = Adaptation({}, {}, date(2024, 2, 5), date(2024, 3, 4))
    closed = WorkingCalendar({date(2024, 3, 5): False})

    assert shifted(date(2024, 2, 6), asked, USUAL) == date(2024, 3, 5)
    assert shifted(date(2024, 2, 6), asked, Calendars(WorkingCalendar(), closed)) == date(2024, 3, 6)


DAYS = st.dates(date(2023, 9, 26), date(2026, 12, 31))


@given(first=DAYS, second=DAYS, new_start=DAYS)
def test_order_of_dates_is_kept(first: date, second: date, new_start: date) -> None:
    asked = Adaptation({}, {}, APPROVED, new_start)
    early, late = sorted((first, second))

    assert new_start <= shifted(early, asked, USUAL) <= shifted(late, asked, USUAL)


def test_terms_are_counted_from_the_approval_or_an_earlier_date() -> None:
    plan = reading(read_measure("1.1", due=date(2024, 4, 1)))

    assert first_day(plan, APPROVED) == APPROVED
    assert first_day(plan, date(2024, 5, 1)) == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("в Департаменте", "в Министерстве"),
        ("Департаментом и Департаменту", "Министерством и Министерству"),
        ("Департаментский", "Департаментский"),
        ("департамента", "департамента"),
    ],
)
def test_whole_words_are_replaced_in_their_case(text: str, becomes: str) -> None:
    assert replaced(text, name_forms(DEPARTMENT, MINISTRY)) == becomes


def test_what_was_put_in_is_not_replaced_again() -> None:
    assert replaced("Отдел Совета", {"Отдел": "Совета", "Совета": "Отдел"}) == "Совета Отдел"


def test_forms_that_occur_are_counted() -> None:
    assert occurring(
        reading(read_measure("1.1", title="Департамента и Департамента", results=())),
        {"Департамента": "Министерства", "Департаменту": "Министерству"},
    ) == {"Департамента": 2}


def test_most_alike_post_is_suggested_else_the_title_in_new_words() -> None:
    names = {"Департамента": "Министерства"}
    known = ["Начальник отдела кадров Министерства", "Заместитель министра"]

    assert suggested_posts(
        ["Начальник отдела кадров Департамента", "Консультант Департамента"], names, known
    ) == {
        "Начальник отдела кадров Департамента": "Начальник отдела кадров Министерства",
        "Консультант Департамента": "Консультант Министерства",
    }


def test_posts_that_become_one_stand_once() -> None:
    plan = reading(read_measure("1.1", responsible="А", co_executors=("Б", "В", "Г")))

    [measure] = adapted(
        plan, Adaptation({}, {"А": "Я", "Б": "Я", "В": "Ю", "Г": "Ю"}, APPROVED, APPROVED), USUAL
    ).measures

    assert (measure.responsible, measure.co_executors) == ("Я", ("Ю",))


def test_results_keep_kind_and_attachment() -> None:
    result = ReadResult(ResultKind.REPORT, "Подготовлен отчет Департамента с приложением", attachment=True)
    plan = reading(read_measure("1.1", results=(result,), responsible="А", co_executors=()))

    asked = Adaptation({"Департамента": "Министерства"}, {"А": "А"}, APPROVED, APPROVED + timedelta(1))

    [measure] = adapted(plan, asked, USUAL).measures

    assert measure.results == (replace(result, text="Подготовлен отчет Министерства с приложением"),)
