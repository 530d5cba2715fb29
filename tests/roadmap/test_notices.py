"""Who is told what of the roadmap: holders of a measure's posts, participants, keepers of the plan."""

from datetime import date

import pytest
from django.utils import timezone

from navstrechu.accounts.roles import Role
from navstrechu.acts.services import annul_act
from navstrechu.discussion.services import add_comment
from navstrechu.jobs.running import Run
from navstrechu.jobs.services import claim_next
from navstrechu.notices.models import Notification
from navstrechu.notices.queries import shown
from navstrechu.roadmap.models import ResultDocument
from navstrechu.roadmap.services.evidence import count_document, uncount_document
from navstrechu.roadmap.services.reminders import remind_of_terms
from navstrechu.roadmap.services.subjects import measure_subject
from navstrechu.roadmap.tasks import remind_everybody
from tests.factories import NOON, TODAY
from tests.factories.evidence import act
from tests.factories.notices import job
from tests.factories.organisation import agency, appointment, member, person
from tests.factories.roadmap import (
    CLERK,
    HEAD,
    due_date_decision,
    measure,
    read_measure,
    reading,
    required_result,
    roadmap,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return agency()


@pytest.fixture
def plan(owner):
    made = roadmap(
        owner,
        reading(
            read_measure("1.1", due=date(2024, 3, 1), co_executors=()),
            read_measure("1.2", due=date(2024, 3, 22)),
            read_measure("1.3", due=date(2024, 12, 27)),
        ),
    )
    Notification.objects.all().delete()
    return made


@pytest.fixture
def head(owner, plan):
    """Holds the post that answers for every measure."""
    user = member(Role.UNIT_HEAD, owner)
    appointment(owner.posts.get(title=HEAD), person(owner, user))
    return user


@pytest.fixture
def clerk(owner, plan):
    """Holds the post that takes part in 1.2 and 1.3."""
    user = member(Role.EMPLOYEE, owner)
    appointment(owner.posts.get(title=CLERK), person(owner, user))
    return user


def told(kind: str) -> set[tuple[int, str]]:
    """{(account, sentence)}"""
    found = Notification.objects.filter(kind=kind).select_related("agency")
    return {(one.user_id, shown([one])[0].text) for one in found}


def test_first_plan_is_told_to_everybody_but_its_author(owner):
    reader = member(Role.EMPLOYEE, owner)
    member(Role.EMPLOYEE, agency())

    roadmap(owner)

    assert told("new_edition") == {(reader.pk, "Загружена редакция дорожной карты")}


def test_comment_reaches_posts_and_those_who_have_spoken(owner, plan, head, clerk):
    outsider, about = member(Role.ANALYST, owner), measure(plan, "1.1")
    add_comment(agency=owner, subject=measure_subject(about), text="Когда?", by=outsider, at=NOON)
    add_comment(agency=owner, subject=measure_subject(about), text="Завтра.", by=head, at=NOON)

    assert told("comment") == {
        (head.pk, f"{outsider.display_name} пишет о мероприятии 1.1"),
        (outsider.pk, f"{head.display_name} пишет о мероприятии 1.1"),
    }


def test_moved_date_reaches_the_posts_of_the_measure(plan, head, clerk):
    due_date_decision(measure(plan, "1.2"))

    decision = measure(plan, "1.2").decisions.get()
    sentence = f"Срок мероприятия 1.2 перенесён с 22.03.2024 на {decision.new_due_on:%d.%m.%Y}"
    assert told("due_date_moved") == {(head.pk, sentence), (clerk.pk, sentence)}


def test_document_is_told_when_it_counts_no_longer_counts_and_is_annulled(owner, plan, head):
    result, by = required_result(measure(plan, "1.1")), member(Role.COORDINATOR, owner)
    order = act(owner, by)
    count_document(act=order, results=[result], today=TODAY, by=by, at=NOON)
    uncount_document(link=ResultDocument.objects.get(), today=TODAY, by=by, at=NOON)
    count_document(act=order, results=[result], today=TODAY, by=by, at=NOON)
    annul_act(act=order, reason="Ошибка в номере", on=TODAY, by=by, at=NOON)

    assert told("document_counted") == {(head.pk, "По мероприятию 1.1 засчитан документ")}
    assert told("document_uncounted") == {(head.pk, "По мероприятию 1.1 документ больше не засчитан")}
    assert told("document_annulled") == {(head.pk, "Документ мероприятия 1.1 аннулирован")}
    [notice] = shown(list(Notification.objects.filter(kind="document_annulled")))
    assert notice.detail == f"{order}. Ошибка в номере"


def test_terms_are_told_once_for_each_state_and_deadline(owner, plan, head, clerk):
    keeper = plan.agency.memberships.filter(role="coordinator").first().user

    first = remind_of_terms(agency=owner, on=TODAY, at=NOON)
    again = remind_of_terms(agency=owner, on=TODAY, at=NOON)
    later = remind_of_terms(agency=owner, on=date(2024, 3, 25), at=NOON)

    keepers = set(owner.memberships.filter(role="coordinator").values_list("user", flat=True))
    assert keeper.pk in keepers
    overdue = "Мероприятие {} просрочено"
    assert told("at_risk") == {(user.pk, "Мероприятие 1.2 под угрозой") for user in (head, clerk)}
    assert told("overdue") == {
        *((pk, overdue.format("1.1")) for pk in {head.pk, *keepers}),
        *((pk, overdue.format("1.2")) for pk in {head.pk, clerk.pk, *keepers}),
    }
    assert (first, again, later) == (3 + len(keepers), 0, 2 + len(keepers))


def test_agency_without_a_plan_has_no_terms(owner):
    assert remind_of_terms(agency=owner, on=TODAY, at=NOON) == 0


def test_former_holder_is_not_told(owner, plan):
    former = member(Role.EMPLOYEE, owner)
    appointment(owner.posts.get(title=HEAD), person(owner, former), until=date(2024, 2, 29))

    due_date_decision(measure(plan, "1.2"))

    assert told("due_date_moved") == set()


def test_work_ordered_by_an_agency_tells_its_own_people_alone(owner, plan):
    other = agency()
    roadmap(other, reading(read_measure("1.1", due=date(2024, 3, 1))))
    Notification.objects.all().delete()
    job("remind-of-terms", agency_id=owner.pk)
    run = Run(claim_next(token="tests", at=timezone.now()))

    result = remind_everybody(run)

    assert result == {"told": Notification.objects.count()}
    assert set(Notification.objects.values_list("agency", flat=True)) == {owner.pk}
