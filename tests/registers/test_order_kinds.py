"""Orders on editions as drafts: what their registration does, who may sign and approve."""

from datetime import date, timedelta

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActRelation, Relation
from navstrechu.acts.standing import Standing, standing_of
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.documents.engine.tree import Table
from navstrechu.documents.official.stored import paper_of_json
from navstrechu.drafting.completeness import draft_findings
from navstrechu.drafting.kinds import DraftKind, kind_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import filled_draft
from navstrechu.drafting.queries.texts import latest_text
from navstrechu.drafting.services.agreement import send_draft, sign_draft
from navstrechu.drafting.services.drafts import start_draft
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.values import SignedFile
from navstrechu.drafting.vocabulary import VisaOrder
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import forget_memberships
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.order_kinds import AMENDING_ORDER, APPROVING_ORDER
from navstrechu.registers.queries import edition_order
from navstrechu.registers.services import Order, approve_edition, withdraw_edition
from navstrechu.registers.workflow import Status
from navstrechu.touchpoints.services.rows import change_row
from tests.factories import NOON, TODAY
from tests.factories.drafting import deputy
from tests.factories.evidence import PDF
from tests.factories.organisation import agency, member, membership
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition, register_procedure
from tests.factories.touchpoints import content, row

pytestmark = pytest.mark.django_db

NEXT = TODAY + timedelta(days=1)


def filled() -> Agency:
    return row(process(title="Предоставление отпуска"), says=content("Приём заявления")).process.agency


def changed(of: Agency) -> RegisterEdition:
    """The next edition, in which one row reads otherwise."""
    held = of.processes.get().links.get()
    change_row(row=held, version=held.version, content=content("Приём рапорта"), by=SYSTEM, at=NOON)
    return register_edition(of)


def draft(edition: RegisterEdition, kind: DraftKind = APPROVING_ORDER, by: User | None = None) -> Draft:
    of = edition.agency
    deputy(of)
    [about] = kind.abouts(of, TODAY)
    author = by or member(Role.COORDINATOR, of)
    return start_draft(agency=of, kind=kind, about=about, by=author, at=NOON)


def agreed(made: Draft) -> Draft:
    send_draft(draft=made, visas=[], order=VisaOrder.PARALLEL, today=TODAY, by=made.author, at=NOON)
    return made


def registered(made: Draft, number: str, dated: date = TODAY, by: User | None = None) -> Act:
    agreed(made)
    sign_draft(draft=made, by=member(Role.RESPONSIBLE, made.agency), at=NOON)
    clerk = by or member(Role.COORDINATOR, made.agency)
    return register_draft(draft=made, dated=dated, number=number, today=dated, by=clerk, at=NOON)


def said(made: Draft) -> list[str]:
    return [clause.text for clause in filled_draft(made, TODAY).text.clauses]


def test_first_order_approves_and_repeals_nothing():
    made = draft(register_edition(filled()))
    text = filled_draft(made, TODAY).text

    assert text.title == "Об утверждении перечня точек взаимодействия с внешним и внутренним клиентами"
    assert text.preamble == "В соответствии с порядком его ведения п р и к а з ы в а ю:"
    assert [clause.text.split(" (")[-1] for clause in text.clauses] == [
        "редакция №\u00a01).",
        "Контроль за исполнением настоящего приказа оставляю за собой.",
    ]
    [table] = [part for part in filled_draft(made, TODAY).data["строки реестра"] if isinstance(part, Table)]
    assert len(table.rows) == 1


def test_order_cites_the_procedure():
    of = filled()
    procedure = register_procedure(of).act

    text = filled_draft(draft(register_edition(of)), TODAY).text

    assert text.preamble == (
        "В соответствии с порядком, утвержденным приказом Департамента "
        f"от 1\u00a0марта 2024\u00a0г. №\u00a0{procedure.number}, п р и к а з ы в а ю:"
    )


def test_registration_approves_the_edition():
    edition = register_edition(filled())
    made = draft(edition)

    order = registered(made, "12")

    edition.refresh_from_db()
    assert (edition.status, edition.act, edition.in_force_from) == (Status.APPROVED, order, TODAY)
    assert edition.approved_by_name == made.signed_by_name
    assert Event.objects.filter(verb="edition_approved", subject_id=str(edition.pk)).count() == 1
    assert list(APPROVING_ORDER.abouts(edition.agency, TODAY)) == []


def test_next_order_repeals_the_one_before():
    of = filled()
    first = registered(draft(register_edition(of)), "12")
    made = draft(changed(of))

    assert said(made)[1].startswith(
        "Признать утратившим силу приказ Департамента от 15\u00a0марта 2024\u00a0г. №\u00a012 «Об утверждении"
    )
    second = registered(made, "13", NEXT)

    relation = ActRelation.objects.get()
    assert (relation.source, relation.target, relation.relation) == (second, first, Relation.REPEALS)
    assert standing_of(first, NEXT).standing is Standing.REPEALED
    assert standing_of(first, TODAY).standing is Standing.IN_FORCE
    assert RegisterEdition.objects.get(number=1).closed_on == TODAY


def test_amending_order_amends_and_keeps_the_consolidated_register():
    of = filled()
    first = registered(draft(register_edition(of)), "12")
    made = draft(changed(of), AMENDING_ORDER)

    assert "утвержденный приказом Департамента от 15\u00a0марта 2024\u00a0г. №\u00a012," in said(made)[0]
    second = registered(made, "13", NEXT)

    relation = ActRelation.objects.get()
    assert (relation.source, relation.target, relation.relation) == (second, first, Relation.AMENDS)
    latest = latest_text(first)
    assert latest is not None
    paper = paper_of_json(latest.paper)
    assert (latest.number, paper.amended_by) == (1, ("от 16\u00a0марта 2024\u00a0г. №\u00a013",))
    assert "Приём рапорта" in str(paper.data["строки реестра"])
    assert RegisterEdition.objects.get(number=2).status == Status.APPROVED


def test_order_after_an_amendment_repeals_both():
    of = filled()
    first = registered(draft(register_edition(of)), "12")
    second = registered(draft(changed(of), AMENDING_ORDER), "13", NEXT)
    third = register_edition(of)

    assert edition_order(third).base == first
    assert edition_order(third).replaced == (first, second)
    text = said(draft(third))[1]
    assert text.startswith("Признать утратившими силу приказ Департамента от 15")
    assert " и приказ Департамента от 16" in text

    last = registered(Draft.objects.get(status="draft"), "14", NEXT + timedelta(days=1))

    assert set(last.relations_out.values_list("target", "relation")) == {
        (first.pk, "repeals"),
        (second.pk, "repeals"),
    }


def test_second_amendment_amends_the_order_that_approved_the_whole():
    of = filled()
    first = registered(draft(register_edition(of)), "12")
    registered(draft(changed(of), AMENDING_ORDER), "13", NEXT)
    held = of.processes.get().links.get()
    change_row(row=held, version=held.version, content=content("Приём жалобы"), by=SYSTEM, at=NOON)

    third = registered(draft(register_edition(of), AMENDING_ORDER), "14", NEXT + timedelta(days=1))

    assert third.relations_out.get().target == first
    latest = latest_text(first)
    assert latest is not None
    assert latest.number == 2


def test_edition_without_a_difference_amends_nothing():
    of = filled()
    registered(draft(register_edition(of)), "12")
    made = draft(register_edition(of), AMENDING_ORDER)

    assert [finding.code for finding in draft_findings(made, TODAY)] == ["nothing_changed"]


def test_first_edition_is_not_amended():
    register_edition(of := filled())

    assert list(AMENDING_ORDER.abouts(of, TODAY)) == []


def test_paper_orders_repeal_or_amend_as_told():
    of = filled()
    first = approved(register_edition(of))
    second = changed(of)
    order = Order("13", NEXT, "О внесении изменений", "приказ.pdf", PDF, Relation.AMENDS)
    responsible = member(Role.RESPONSIBLE, of)
    approve_edition(edition=second, order=order, today=NEXT, by=responsible, at=NOON)

    third = approved(register_edition(of), NEXT + timedelta(days=1))

    told = ActRelation.objects.order_by("pk").values_list("source", "target", "relation")
    assert list(told) == [
        (second.act_id, first.act_id, "amends"),
        (third.act_id, first.act_id, "repeals"),
        (third.act_id, second.act_id, "repeals"),
    ]


def test_order_that_approved_the_procedure_too_stays_in_force():
    of = filled()
    first = approved(register_edition(of))
    named = register_procedure(of)
    named.act = first.act
    named.save()

    assert edition_order(changed(of)).replaced == ()


def test_who_formed_the_edition_does_not_sign_its_order():
    of = filled()
    both = member(Role.COORDINATOR, of)
    membership(both, Role.RESPONSIBLE, of)
    forget_memberships(both)
    made = agreed(draft(register_edition(of, by=both)))

    with pytest.raises(NotAllowed, match="не тот, кто её сформировал"):
        sign_draft(draft=made, by=both, at=NOON)


def test_who_formed_the_edition_does_not_register_a_paper_order():
    of = filled()
    former = member(Role.COORDINATOR, of)
    made = agreed(draft(register_edition(of, by=former)))
    scan = SignedFile("скан.pdf", PDF)

    with pytest.raises(NotAllowed):
        register_draft(draft=made, dated=TODAY, number="1", signed=scan, today=TODAY, by=former, at=NOON)

    assert Act.objects.count() == 0
    responsible = member(Role.RESPONSIBLE, of)
    made = Draft.objects.get()
    register_draft(draft=made, dated=TODAY, number="1", signed=scan, today=TODAY, by=responsible, at=NOON)
    assert RegisterEdition.objects.get().approved_by_name == responsible.display_name


def test_who_formed_the_edition_registers_what_another_signed():
    of = filled()
    former = member(Role.COORDINATOR, of)

    registered(draft(register_edition(of, by=former)), "1", by=former)

    assert RegisterEdition.objects.get().status == Status.APPROVED


def test_withdrawn_edition_is_not_approved():
    edition = register_edition(filled())
    made = agreed(draft(edition))
    by = member(Role.COORDINATOR, edition.agency)
    withdraw_edition(edition=edition, reason="Ошибка", by=by, at=NOON)

    assert [finding.code for finding in draft_findings(made, TODAY)] == ["edition_does_not_wait"]
    sign_draft(draft=made, by=member(Role.RESPONSIBLE, edition.agency), at=NOON)
    with pytest.raises(Conflict, match="уже не ждёт утверждения"):
        register_draft(draft=made, dated=TODAY, number="1", today=TODAY, by=by, at=NOON)


def test_order_is_later_than_that_of_the_edition_in_force():
    of = filled()
    registered(draft(register_edition(of)), "12")

    with pytest.raises(InputRefused, match="более поздней датой"):
        registered(draft(changed(of)), "13")


def test_repealing_the_order_of_an_edition_in_force_is_doubted():
    edition = approved(register_edition(filled()))
    deputy(edition.agency)
    made = start_draft(
        agency=edition.agency,
        kind=kind_of("repealing_order"),
        targets=[edition.act],
        by=member(Role.COORDINATOR, edition.agency),
        at=NOON,
    )

    [finding] = draft_findings(made, TODAY)

    assert finding.code == "edition_in_force"
    assert "действующая редакция № 1" in finding.message


def test_edition_of_another_agency_is_not_written_about():
    edition = register_edition(filled())
    other = agency()
    deputy(other)
    [about] = APPROVING_ORDER.abouts(edition.agency, TODAY)
    by = member(Role.COORDINATOR, other)

    made = start_draft(agency=other, kind=kind_of("edition_order"), about=about, by=by, at=NOON)

    assert "edition_does_not_wait" in [finding.code for finding in draft_findings(made, TODAY)]
