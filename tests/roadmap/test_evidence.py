"""Documents as results: one for many measures, of the right kind, in force, by those who may."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.services import annul_act
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.roadmap.models import RequiredResult, ResultDocument
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.services.evidence import count_document, register_result_document, uncount_document
from tests.factories import NOON, TODAY
from tests.factories.evidence import act, draft
from tests.factories.organisation import agency, appointment, member, person
from tests.factories.roadmap import (
    CLERK,
    HEAD,
    measure,
    read_measure,
    reading,
    required_result,
    result_document,
    roadmap,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return roadmap()


def all_results(plan):
    return list(
        RequiredResult.objects.filter(measure__roadmap=plan).select_related("measure__roadmap__agency")
    )


def test_one_document_meets_results_of_many_measures(plan):
    by = member(Role.COORDINATOR, plan.agency)

    made = register_result_document(
        agency=plan.agency, draft=draft(number="201"), results=all_results(plan), today=TODAY, by=by, at=NOON
    )

    assert made.results.count() == 2
    assert [found.state for found in roadmap_state(plan, on=TODAY).measures] == [MeasureState.DONE] * 2
    assert Event.objects.filter(verb="result_document_linked").count() == 2


def test_wrong_kind_is_refused_and_the_document_is_not_registered(plan):
    by = member(Role.COORDINATOR, plan.agency)

    with pytest.raises(InputRefused, match="другого вида документа: приказ"):
        register_result_document(
            agency=plan.agency,
            draft=draft(kind=ActKind.REPORT),
            results=all_results(plan),
            today=TODAY,
            by=by,
            at=NOON,
        )

    assert Act.objects.count() == 0


def test_document_without_a_result_is_refused(plan):
    with pytest.raises(InputRefused, match="хотя бы один результат"):
        count_document(
            act=act(plan.agency), results=[], today=TODAY, by=member(Role.COORDINATOR, plan.agency), at=NOON
        )


def test_result_of_another_agency_is_refused(plan):
    other = roadmap(agency())

    with pytest.raises(InputRefused, match="другого органа"):
        count_document(
            act=act(plan.agency),
            results=all_results(other),
            today=TODAY,
            by=member(Role.COORDINATOR, plan.agency),
            at=NOON,
        )


def test_counting_twice_changes_nothing(plan):
    result = required_result(measure(plan))
    link = result_document(result)

    count_document(
        act=link.act, results=[result], today=TODAY, by=member(Role.COORDINATOR, plan.agency), at=NOON
    )

    assert ResultDocument.objects.count() == 1


def test_annulled_document_no_longer_counts_from_its_day_on(plan):
    by = member(Role.COORDINATOR, plan.agency)
    made = act(plan.agency, by, dated=date(2024, 3, 1))
    result_document(required_result(measure(plan)), made)
    annul_act(act=made, reason="ошибка", on=date(2024, 3, 10), by=by, at=NOON)

    def state(day):
        return roadmap_state(plan, on=day).measure("1.1").state

    assert state(date(2024, 3, 9)) is MeasureState.DONE
    assert state(date(2024, 3, 10)) is MeasureState.NOT_STARTED
    with pytest.raises(Conflict, match="аннулирована"):
        count_document(act=made, results=all_results(plan), today=TODAY, by=by, at=NOON)


def test_mistaken_link_is_taken_off_with_history(plan):
    link = result_document(required_result(measure(plan)))

    uncount_document(link=link, today=TODAY, by=member(Role.RESPONSIBLE, plan.agency), at=NOON)

    assert ResultDocument.objects.count() == 0
    assert Event.objects.filter(verb="result_document_unlinked").count() == 1


def test_unit_head_counts_documents_of_the_own_measures_only():
    owner = agency()
    other_post = {"responsible": "Начальник другого отдела", "co_executors": ()}
    plan = roadmap(owner, reading(read_measure("1.1"), read_measure("1.2", **other_post)))
    by = member(Role.UNIT_HEAD, owner)
    appointment(owner.posts.get(title=CLERK), person(owner, by))
    own, foreign = all_results(plan)
    document = act(owner)

    count_document(act=document, results=[own], today=TODAY, by=by, at=NOON)
    with pytest.raises(NotAllowed, match="ведёт другая должность"):
        count_document(act=document, results=[own, foreign], today=TODAY, by=by, at=NOON)

    assert [link.result for link in ResultDocument.objects.all()] == [own]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EMPLOYEE, Role.WORKING_GROUP, Role.ADMINISTRATOR])
def test_other_roles_count_nothing(plan, role):
    with pytest.raises(NotAllowed, match="регистрировать документы"):
        count_document(
            act=act(plan.agency),
            results=all_results(plan),
            today=TODAY,
            by=member(role, plan.agency),
            at=NOON,
        )


def test_head_is_the_responsible_post(plan):
    assert measure(plan).responsible.title == HEAD
