"""Corrections: under a version, with history, never of a date; the beginning of work."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.models import Event
from navstrechu.roadmap.services.measures import MeasureWording, edit_measure, edit_result, start_measure
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, appointment, member, person, post
from tests.factories.roadmap import CLERK, HEAD, measure, required_result, roadmap

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return roadmap()


def wording(of, **values):
    standing = {
        "title": of.title,
        "responsible": of.responsible,
        "co_executors": tuple(item.post for item in of.co_executors.all()),
    }
    return MeasureWording(**(standing | values))


def test_correction_is_written_with_was_and_becomes(plan):
    found = measure(plan)
    by = member(Role.COORDINATOR, plan.agency)

    edited = edit_measure(
        measure=found,
        version=found.version,
        wording=wording(found, title=" Назначен  ответственный ", co_executors=()),
        by=by,
        at=NOON,
    )

    assert (edited.title, edited.version, edited.kind) == ("Назначен ответственный", 2, "responsible")
    assert list(edited.co_executors.all()) == []
    assert Event.objects.get(verb="measure_edited").changes == {
        "title": ["Назначен ответственный 1.1", "Назначен ответственный"],
        "co_executors": [[CLERK], []],
    }


def test_second_editor_sees_both_texts_and_loses_nothing(plan):
    found = measure(plan)
    by = member(Role.COORDINATOR, plan.agency)
    edit_measure(measure=found, version=1, wording=wording(found, title="Первый текст"), by=by, at=NOON)

    with pytest.raises(StaleObject, match="1.1 уже изменил") as caught:
        edit_measure(measure=found, version=1, wording=wording(found, title="Второй текст"), by=by, at=NOON)

    assert caught.value.theirs["наименование"] == "Первый текст"
    assert caught.value.mine["наименование"] == "Второй текст"
    assert measure(plan).title == "Первый текст"


@pytest.mark.parametrize(
    ("title", "sentence"), [("  ", "не может быть пустым"), ("я" * 4001, "длиннее 4000")]
)
def test_unusable_title_is_refused(plan, title, sentence):
    found = measure(plan)
    by = member(Role.COORDINATOR, plan.agency)

    with pytest.raises(InputRefused, match=sentence):
        edit_measure(measure=found, version=1, wording=wording(found, title=title), by=by, at=NOON)


def test_responsible_is_not_also_a_co_executor(plan):
    found = measure(plan)
    by = member(Role.COORDINATOR, plan.agency)

    with pytest.raises(InputRefused, match="указана дважды"):
        edit_measure(
            measure=found,
            version=1,
            wording=wording(found, co_executors=(found.responsible,)),
            by=by,
            at=NOON,
        )


def test_post_of_another_agency_is_refused(plan):
    found = measure(plan)
    by = member(Role.COORDINATOR, plan.agency)

    with pytest.raises(InputRefused, match="другого органа"):
        edit_measure(
            measure=found, version=1, wording=wording(found, responsible=post(agency())), by=by, at=NOON
        )


def test_correction_that_changes_nothing_writes_no_event(plan):
    found = measure(plan)

    edit_measure(
        measure=found, version=1, wording=wording(found), by=member(Role.COORDINATOR, plan.agency), at=NOON
    )

    assert Event.objects.filter(verb="measure_edited").count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_corrects(plan, role):
    found = measure(plan)

    with pytest.raises(NotAllowed, match="координатор"):
        edit_measure(measure=found, version=1, wording=wording(found), by=member(role, plan.agency), at=NOON)


def test_result_text_is_corrected_under_its_version(plan):
    result = required_result(measure(plan))
    by = member(Role.COORDINATOR, plan.agency)

    edit_result(result=result, version=1, text="Утвержден приказ", by=by, at=NOON)

    with pytest.raises(StaleObject) as caught:
        edit_result(result=result, version=1, text="Иной текст", by=by, at=NOON)
    assert caught.value.theirs == {"результат": "Утвержден приказ"}
    assert Event.objects.get(verb="result_edited").changes == {
        "text": ["Утвержден приказ 1.1", "Утвержден приказ"]
    }


def test_start_of_work_is_noted_once_and_not_ahead(plan):
    found = measure(plan)
    by = member(Role.COORDINATOR, plan.agency)

    with pytest.raises(InputRefused, match="ещё не наступила"):
        start_measure(measure=found, started_on=date(2024, 3, 16), today=TODAY, by=by, at=NOON)
    start_measure(measure=found, started_on=TODAY, today=TODAY, by=by, at=NOON)
    with pytest.raises(Conflict, match="уже отмечено"):
        start_measure(measure=found, started_on=TODAY, today=TODAY, by=by, at=NOON)

    assert measure(plan).started_on == TODAY


@pytest.mark.parametrize(("title", "may"), [(HEAD, True), (CLERK, True), ("", False)])
def test_unit_head_starts_measures_of_the_own_post(plan, title, may):
    found = measure(plan)
    by = member(Role.UNIT_HEAD, plan.agency)
    if title:
        appointment(plan.agency.posts.get(title=title), person(plan.agency, by))

    if may:
        start_measure(measure=found, started_on=TODAY, today=TODAY, by=by, at=NOON)
        assert measure(plan).started_on == TODAY
    else:
        with pytest.raises(NotAllowed, match="ведёт другая должность"):
            start_measure(measure=found, started_on=TODAY, today=TODAY, by=by, at=NOON)
