"""What happens when a document for results is registered: evidence, procedure of a register, refusals."""

from datetime import date

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act
from navstrechu.core.errors import InputRefused, NotAllowed
from navstrechu.documents.official.values import Requisites
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.services.agreement import send_draft, sign_draft
from navstrechu.drafting.services.drafts import start_draft, withdraw_draft
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.vocabulary import VisaOrder
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency
from navstrechu.registers.queries import procedure_act
from navstrechu.roadmap.drafting import offers
from navstrechu.roadmap.drafting.effects import require_date_after_the_plan, results_of_draft
from navstrechu.roadmap.drafting.results import about_of, ids_of
from navstrechu.roadmap.models import RequiredResult, ResultDocument, Roadmap
from navstrechu.roadmap.reading import ReadResult, ResultKind
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, appointment, member, person, post
from tests.factories.roadmap import read_measure, reading, roadmap

pytestmark = pytest.mark.django_db
TITLES = {
    "1.1": "Назначен ответственный за внедрение клиентоцентричности",
    "1.3": "Утвержден порядок ведения реестра основных и отраслевых процессов",
    "2.1.1": "Сформирован перечень точек взаимодействия с клиентом и утвержден порядок его ведения",
    "2.1.2": "Сформирован перечень точек взаимодействия с сотрудником и утвержден порядок его ведения",
}
ORDER = ReadResult(ResultKind.ORDER, "Утвержден приказ Департамента о порядке", attachment=False)
REPORT = ReadResult(ResultKind.REPORT, "Подготовлен отчет Департамента о перечне", attachment=False)


def plan(of: Agency) -> Roadmap:
    """A plan whose measures are of kinds that the product writes documents for; the deputy signs."""
    deputy = post(of, "Заместитель руководителя Департамента", rank="deputy_head")
    appointment(deputy, person(of, member(Role.RESPONSIBLE, of)))
    measures = [
        read_measure(number, title=title, results=(ORDER, REPORT) if number.startswith("2") else (ORDER,))
        for number, title in TITLES.items()
    ]
    return roadmap(of, reading(*measures))


def results(of: Roadmap, *numbers: str, kind: str = "order") -> list[RequiredResult]:
    found = RequiredResult.objects.filter(measure__roadmap=of, measure__number__in=numbers, kind=kind)
    return list(found.select_related("measure").order_by("measure__position"))


def begun(of: Roadmap, code: str, *numbers: str, by: User | None = None) -> Draft:
    author = by or member(Role.COORDINATOR, of.agency)
    about = about_of(results(of, *numbers))
    return start_draft(agency=of.agency, kind=kind_of(code), about=about, by=author, at=NOON)


def registered(draft: Draft, by: User, dated: date = TODAY) -> Act:
    author, responsible = draft.author, member(Role.RESPONSIBLE, draft.agency)
    assert author is not None
    send_draft(draft=draft, visas=[], order=VisaOrder.SEQUENTIAL, today=TODAY, by=author, at=NOON)
    sign_draft(draft=draft, by=responsible, at=NOON)
    return register_draft(draft=draft, dated=dated, today=TODAY, by=by, at=NOON)


def test_registered_order_is_the_evidence_of_all_its_results():
    made = plan(agency())
    draft = begun(made, offers.TOUCHPOINT_PROCEDURE, "2.1.1", "2.1.2")
    by = member(Role.COORDINATOR, made.agency)

    act = registered(draft, by)

    links = ResultDocument.objects.filter(act=act).order_by("result__measure__position")
    assert [link.result for link in links] == results(made, "2.1.1", "2.1.2")
    assert {link.linked_by_name for link in links} == {by.display_name}
    assert Event.objects.filter(verb="result_document_linked").count() == 2


@pytest.mark.parametrize(
    ("code", "number", "register"),
    [
        (offers.TOUCHPOINT_PROCEDURE, "2.1.1", "touchpoints"),
        (offers.REGISTER_PROCEDURE, "1.3", "processes"),
    ],
)
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.RESPONSIBLE])
def test_order_on_a_procedure_is_cited_from_now_on_whoever_registers_it(code, number, register, role):
    made = plan(agency())
    member(Role.COORDINATOR, made.agency)

    act = registered(begun(made, code, number), member(role, made.agency))

    assert procedure_act(made.agency, register) == act


def test_appointment_changes_no_role():
    made = plan(agency())
    before = list(made.agency.memberships.order_by("pk").values_list("pk", "role", "ended_at"))
    draft = begun(made, offers.RESPONSIBLE, "1.1", by=member(Role.COORDINATOR, made.agency))
    registrar = member(Role.COORDINATOR, made.agency)
    after_people = list(made.agency.memberships.order_by("pk").values_list("pk", "role", "ended_at"))

    registered(draft, registrar)

    assert list(
        made.agency.memberships.filter(pk__lte=max(pk for pk, *_ in after_people))
        .order_by("pk")
        .values_list("pk", "role", "ended_at")
    ) == after_people  # fmt: skip
    assert after_people[: len(before)] == before


def test_date_before_the_minutes_is_refused():
    made = plan(agency())
    draft = begun(made, offers.RESPONSIBLE, "1.1")

    with pytest.raises(
        InputRefused, match="протокол от 26.09.2023 № 1.*не может быть раньше 26.09.2023"
    ) as told:
        require_date_after_the_plan(draft, Requisites("1", date(2023, 9, 25)))

    assert told.value.field == "dated"
    require_date_after_the_plan(draft, Requisites("1", date(2023, 9, 26)))


def test_date_before_a_measure_came_into_the_plan_is_refused():
    made = plan(agency())
    draft = begun(made, offers.RESPONSIBLE, "1.1")
    RequiredResult.objects.filter(pk__in=ids_of(draft.subject_key)).update(included_on=date(2024, 2, 1))

    with pytest.raises(InputRefused, match=r"Мероприятие 1\.1 включено в план 01\.02\.2024"):
        require_date_after_the_plan(draft, Requisites("1", date(2024, 1, 31)))


def test_document_for_measures_that_left_the_plan_is_refused():
    made = plan(agency())
    draft = begun(made, offers.TOUCHPOINT_PROCEDURE, "2.1.1", "2.1.2")
    first, second = results_of_draft(draft)
    RequiredResult.objects.filter(pk=first.pk).update(withdrawn_on=date(2024, 1, 1))
    require_date_after_the_plan(draft, Requisites("1", TODAY))

    RequiredResult.objects.filter(pk=second.pk).update(withdrawn_on=date(2024, 1, 1))

    with pytest.raises(InputRefused, match=r"мероприятий 2\.1\.1, 2\.1\.2 в плане уже нет"):
        require_date_after_the_plan(draft, Requisites("1", TODAY))


def test_result_that_left_the_plan_gets_no_evidence():
    made = plan(agency())
    draft = begun(made, offers.TOUCHPOINT_PROCEDURE, "2.1.1", "2.1.2")
    first, second = results_of_draft(draft)
    RequiredResult.objects.filter(pk=first.pk).update(withdrawn_on=date(2024, 1, 1))

    act = registered(draft, member(Role.COORDINATOR, made.agency))

    assert list(act.results.values_list("result", flat=True)) == [second.pk]


def test_unit_head_registers_no_document_of_another_post_and_nothing_is_left():
    made = plan(agency())
    draft = begun(made, offers.RESPONSIBLE, "1.1")

    with pytest.raises(NotAllowed, match="ведёт другая должность"):
        registered(draft, member(Role.UNIT_HEAD, made.agency))

    assert Act.objects.filter(kind="order").count() == 0
    assert Draft.objects.get(pk=draft.pk).status == "signed"


def test_offers_name_all_groups_first_and_leave_out_what_is_at_work_or_done():
    made = plan(agency())
    code = offers.TOUCHPOINT_PROCEDURE
    one, two = results(made, "2.1.1", "2.1.2")

    everything = offers.abouts(code, made.agency, TODAY)
    assert [ids_of(about.key) for about in everything] == [[one.pk, two.pk], [one.pk], [two.pk]]
    assert everything[0].title == "Мероприятия 2.1.1, 2.1.2"
    assert offers.about_from(code, made.agency, two.pk, TODAY) == everything[0]
    assert ids_of(offers.about_from(offers.RESPONSIBLE, made.agency, two.pk, TODAY).key) == [two.pk]

    author = member(Role.COORDINATOR, made.agency)
    draft = begun(made, code, "2.1.1", by=author)
    assert [ids_of(about.key) for about in offers.abouts(code, made.agency, TODAY)] == [[two.pk]]
    assert offers.open_drafts(made.agency) == {one.pk: draft}

    withdraw_draft(draft=draft, reason="Не нужен.", by=author, at=NOON)
    assert offers.open_drafts(made.agency) == {}
    registered(begun(made, code, "2.1.1", "2.1.2"), author)
    assert offers.abouts(code, made.agency, TODAY) == []
    assert len(offers.abouts(offers.TOUCHPOINT_REPORT, made.agency, TODAY)) == 2


@pytest.mark.parametrize(
    ("measure", "result", "code"),
    [
        ("responsible", "order", offers.RESPONSIBLE),
        ("model", "order", offers.MODEL),
        ("register_procedure", "order", offers.REGISTER_PROCEDURE),
        ("register_formation", "order", offers.REGISTER_FORMATION),
        ("touchpoints", "order", offers.TOUCHPOINT_PROCEDURE),
        ("touchpoints", "report", offers.TOUCHPOINT_REPORT),
        ("segments", "report", None),
        ("", "order", None),
    ],
)
def test_kind_that_fulfils_a_result(measure, result, code):
    found = offers.draft_kind_for(measure, result)

    assert (found.code if found else None) == code
