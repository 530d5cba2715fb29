"""Agreement: rounds freeze the paper, visas go in turn or at once, four eyes, substitution, two at a time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, DomainError, HasFindings, InputRefused, NotAllowed, StaleObject
from navstrechu.documents.official.stored import paper_of_json
from navstrechu.drafting.models import AgreementRound, Draft, Visa
from navstrechu.drafting.papers import checksum_of, draft_document
from navstrechu.drafting.permissions import can_register_draft
from navstrechu.drafting.queries.agreement import (
    documents_to_register,
    documents_to_sign,
    list_to_begin_with,
    own_on_the_way,
    post_findings,
    rounds,
    waiting_for,
)
from navstrechu.drafting.queries.drafts import visas_awaited
from navstrechu.drafting.services.agreement import (
    decide_visa,
    pass_visa_on,
    recall_draft,
    return_draft,
    send_draft,
    sign_draft,
)
from navstrechu.drafting.services.drafts import save_draft, withdraw_draft
from navstrechu.drafting.values import DraftContent, VisaWanted
from navstrechu.drafting.vocabulary import Decision, VisaOrder
from navstrechu.history.models import Event
from navstrechu.organisation.permissions import forget_memberships
from tests.factories import NOON, TODAY
from tests.factories.drafting import (
    TEXT,
    acting,
    agreed_draft,
    agreement_round,
    decided,
    draft,
    held_post,
    holder_of,
    visa,
)
from tests.factories.organisation import agency, appointment, member, membership, person, post

pytestmark = pytest.mark.django_db
IN_THREE_WORKING_DAYS = date(2024, 3, 20)


def states(round: AgreementRound) -> list[str]:
    """Of each visa in turn: its decision, «waits» once received, «later» before."""
    return [
        one.decision or ("waits" if one.received_at else "later") for one in round.visas.order_by("position")
    ]


def status_of(round: AgreementRound) -> tuple[str, str | None]:
    found = AgreementRound.objects.select_related("draft").get(pk=round.pk)
    return found.draft.status, found.outcome


def sent_again(
    made: Draft, visas: list[VisaWanted], order: VisaOrder = VisaOrder.SEQUENTIAL
) -> AgreementRound:
    return send_draft(draft=made, visas=visas, order=order, today=TODAY, by=made.author, at=NOON)


def test_visas_in_turn_receive_the_paper_one_after_another():
    of = agency()
    round = agreement_round(of, [held_post(of), held_post(of)])

    assert states(round) == ["waits", "later"]
    decided(round.visas.get(position=1))
    assert states(round) == ["agreed", "waits"]
    assert status_of(round) == ("agreement", None)
    decided(round.visas.get(position=2), Decision.AGREED_WITH_REMARKS, "Запятая в пункте 2.")

    assert states(round) == ["agreed", "agreed_with_remarks"]
    assert status_of(round) == ("agreed", "agreed")
    verbs = Event.objects.filter(subject_type="drafting.draft", subject_id=str(round.draft_id))
    assert list(verbs.order_by("sequence").values_list("verb", flat=True)) == [
        "draft_started",
        "draft_sent",
        "visa_received",
        "visa_decided",
        "visa_received",
        "visa_decided",
        "draft_agreed",
    ]


def test_parallel_visas_receive_at_once_with_a_term_in_working_days():
    of = agency()
    round = agreement_round(of, [held_post(of), held_post(of)], VisaOrder.PARALLEL)

    assert states(round) == ["waits", "waits"]
    assert {one.due_on for one in round.visas.all()} == {IN_THREE_WORKING_DAYS}


def test_without_visas_it_goes_straight_to_be_signed():
    made = agreed_draft(agency())

    assert (made.status, made.rounds.get().outcome, made.rounds.get().visas.count()) == (
        "agreed",
        "agreed",
        0,
    )


def test_refusal_returns_at_once_and_the_next_round_begins_anew():
    of = agency()
    posts = [held_post(of), held_post(of)]
    round = agreement_round(of, posts, VisaOrder.PARALLEL)

    decided(round.visas.get(position=2), Decision.REFUSED, "Нет основания.")

    assert status_of(round) == ("returned", "returned")
    with pytest.raises(Conflict, match="круг согласования окончен"):
        decided(round.visas.get(position=1))
    made = Draft.objects.get(pk=round.draft_id)
    second = sent_again(made, [VisaWanted(posts[0])])
    assert (second.number, states(second), states(round)) == (2, ["waits"], ["waits", "refused"])


@pytest.mark.parametrize("decision", [Decision.REFUSED, Decision.AGREED_WITH_REMARKS])
def test_remarks_are_demanded(decision):
    made = visa(agency())

    with pytest.raises(InputRefused, match="Напишите замечания") as refused:
        decided(made, decision, " \n ")

    assert (refused.value.field, Visa.objects.get().decision) == ("remarks", None)


def test_visa_is_decided_once_and_in_its_turn():
    of = agency()
    round = agreement_round(of, [held_post(of), held_post(of), held_post(of)])
    first, second, _third = round.visas.order_by("position")

    with pytest.raises(Conflict, match="очередь не наступила"):
        decided(second)
    decided(first)
    with pytest.raises(StaleObject, match="уже поставлена"):
        decided(first, Decision.REFUSED, "Передумал.")
    assert states(round) == ["agreed", "waits", "later"]


def test_what_was_sent_stands_whatever_happens_to_the_data():
    of = agency()
    round = agreement_round(of)
    was = draft_document(round.draft, TODAY)
    of.full_name = "Иное ведомство"
    of.save()

    made = Draft.objects.select_related("agency").get(pk=round.draft_id)
    assert draft_document(made, TODAY) == was
    assert paper_of_json(round.paper).text.title == TEXT.title
    assert round.checksum == checksum_of(round.paper, round.form)


def test_draft_that_was_sent_is_not_edited():
    round = agreement_round(agency())
    made = round.draft

    with pytest.raises(Conflict, match="уже отправлен"):
        save_draft(draft=made, content=DraftContent(TEXT), version=made.version, by=made.author, at=NOON)
    with pytest.raises(Conflict):
        sent_again(made, [])


def test_blockers_keep_the_draft_from_being_sent():
    made = draft(agency())
    Draft.objects.filter(pk=made.pk).update(signatory=None)
    made.refresh_from_db()

    with pytest.raises(HasFindings, match="Не указано, кто подписывает"):
        sent_again(made, [])
    assert (made.rounds.count(), Draft.objects.get().status) == (0, "draft")


def test_title_that_the_register_would_refuse_is_told_before_it_is_sent():
    made = draft(agency())
    content = DraftContent(replace(TEXT, title="О порядке " * 401))
    save_draft(draft=made, content=content, version=made.version, by=made.author, at=NOON)

    with pytest.raises(HasFindings, match="Заголовок длиннее 4000 знаков"):
        sent_again(made, [])


def test_wrong_lists_are_refused():
    of = agency()
    made, own, strange = draft(of), held_post(of), held_post(agency())

    for visas, sentence in (
        ([VisaWanted(own), VisaWanted(own)], "дважды"),
        ([VisaWanted(strange)], "другому органу"),
        ([VisaWanted(own, 0)], "от 1 до 60"),
        ([VisaWanted(own, 61)], "от 1 до 60"),
        ([VisaWanted(own)] * 31, "больше 30"),
    ):
        with pytest.raises(InputRefused, match=sentence):
            sent_again(made, visas)
    assert made.rounds.count() == 0


def test_author_neither_agrees_nor_is_asked_to():
    of = agency()
    author = member(Role.COORDINATOR, of)
    own = held_post(of, account=author)
    made = draft(of, author)

    with pytest.raises(HasFindings, match="занимает тот, кто писал документ"):
        sent_again(made, [VisaWanted(own)])
    stands_in = acting(own)
    round = sent_again(made, [VisaWanted(own)])
    with pytest.raises(NotAllowed, match="Автор не визирует"):
        decide_visa(visa=round.visas.get(), decision=Decision.AGREED, today=TODAY, by=author, at=NOON)
    user = stands_in.person.user
    decide_visa(visa=round.visas.get(), decision=Decision.AGREED, today=TODAY, by=user, at=NOON)
    assert status_of(round) == ("agreed", "agreed")


def test_acting_holder_decides_while_acting():
    of = agency()
    asked = held_post(of)
    made = agreement_round(of, [asked]).visas.get()
    stands_in = acting(asked, until=date(2024, 3, 31))
    user = stands_in.person.user

    assert list(visas_awaited(user, of, TODAY)) == [made]
    assert list(visas_awaited(user, of, date(2024, 4, 1))) == []
    with pytest.raises(NotAllowed, match="кто занимает указанную"):
        decide_visa(visa=made, decision=Decision.AGREED, today=date(2024, 4, 1), by=user, at=NOON)
    line = rounds(made.round.draft, TODAY)[0].lines[0]
    assert (line.holder, line.has_account) == (stands_in, True)
    decide_visa(visa=made, decision=Decision.AGREED, today=TODAY, by=user, at=NOON)
    assert Visa.objects.get().decided_by == user


def test_strangers_do_not_decide():
    made = visa(agency())

    for role in Role:
        with pytest.raises(NotAllowed):
            by = member(role, made.round.draft.agency)
            decide_visa(visa=made, decision=Decision.AGREED, today=TODAY, by=by, at=NOON)


def test_posts_that_cannot_put_a_visa_are_found():
    of = agency()
    author = member(Role.COORDINATOR, of)
    vacant, no_account, own, good = post(of), post(of), held_post(of, account=author), held_post(of)
    appointment(no_account, person(of))

    found = post_findings(draft(of, author), [vacant, no_account, own, good], TODAY)

    assert [(one.code, one.level, one.subject) for one in found] == [
        ("visa_vacant", "warning", str(vacant.pk)),
        ("visa_no_account", "warning", str(no_account.pk)),
        ("visa_of_author", "blocker", str(own.pk)),
    ]


def test_visa_of_a_vacant_post_is_passed_on_with_a_new_term():
    of = agency()
    vacant, other, later = post(of), held_post(of), held_post(of)
    round = agreement_round(of, [vacant, later])
    made = round.visas.get(position=1)
    day = TODAY + timedelta(days=7)

    week = timedelta(days=7)
    made = pass_visa_on(visa=made, post=other, today=day, by=round.draft.author, at=NOON + week)

    assert (made.post, made.due_on, made.received_at) == (other, date(2024, 3, 27), NOON + timedelta(days=7))
    event = Event.objects.get(verb="visa_passed_on")
    assert event.comment == f"{vacant.title} → {other.title}"
    for wrong, refusal in ((later, InputRefused), (held_post(agency()), InputRefused)):
        with pytest.raises(refusal):
            pass_visa_on(visa=made, post=wrong, today=TODAY, by=round.draft.author, at=NOON)
    with pytest.raises(NotAllowed):
        by = member(Role.UNIT_HEAD, of)
        pass_visa_on(visa=made, post=held_post(of), today=TODAY, by=by, at=NOON)
    decided(Visa.objects.get(pk=made.pk))
    with pytest.raises(StaleObject):
        pass_visa_on(visa=made, post=held_post(of), today=TODAY, by=round.draft.author, at=NOON)


def test_page_opened_before_the_visa_was_passed_on_decides_nothing():
    of = agency()
    first, second = held_post(of), held_post(of)
    made = agreement_round(of, [first]).visas.get()
    opened = Visa.objects.select_related("post", "round__draft__agency").get(pk=made.pk)
    pass_visa_on(visa=made, post=second, today=TODAY, by=made.round.draft.author, at=NOON)

    with pytest.raises(NotAllowed, match="кто занимает указанную"):
        decide_visa(visa=opened, decision=Decision.AGREED, today=TODAY, by=holder_of(first), at=NOON)
    assert Visa.objects.get().decision is None


def test_visa_whose_turn_has_not_come_is_passed_on_without_a_term():
    of = agency()
    round = agreement_round(of, [held_post(of), post(of)])
    second = round.visas.get(position=2)

    pass_visa_on(visa=second, post=held_post(of), today=TODAY, by=round.draft.author, at=NOON)

    assert states(round) == ["waits", "later"]


def test_recall_closes_the_round_and_opens_the_text():
    round = agreement_round(agency())
    made = round.draft

    with pytest.raises(InputRefused, match="Укажите причину"):
        recall_draft(draft=made, reason=" ", by=made.author, at=NOON)
    recall_draft(draft=made, reason="Ошибка в пункте.", by=made.author, at=NOON)

    assert status_of(round) == ("draft", "recalled")
    assert made.is_editable
    with pytest.raises(Conflict, match="круг согласования окончен"):
        decided(round.visas.get())


@pytest.mark.parametrize("take_back", [recall_draft, withdraw_draft])
def test_round_is_locked_before_its_draft_as_a_visa_does(take_back):
    made = visa(agency()).round.draft

    with CaptureQueriesContext(connection) as found:
        take_back(draft=made, reason="Исправить.", by=made.author, at=NOON)

    queries = [one["sql"] for one in found]
    held = next(place for place, sql in enumerate(queries) if 'FROM "drafting_agreementround"' in sql)
    assert held < next(
        place for place, sql in enumerate(queries) if sql.startswith('UPDATE "drafting_draft"')
    )


def test_signatory_gives_back_instead_of_signing():
    made = agreed_draft(agency())
    by = member(Role.RESPONSIBLE, made.agency)

    return_draft(draft=made, remarks="Уточнить срок.", by=by, at=NOON)

    assert (made.status, made.rounds.get().outcome) == ("returned", "agreed")
    with pytest.raises(Conflict):
        sign_draft(draft=made, by=by, at=NOON)


def test_author_does_not_sign():
    of = agency()
    author = member(Role.RESPONSIBLE, of)
    made = agreed_draft(of, author)

    with pytest.raises(NotAllowed, match="Автор не визирует и не подписывает"):
        sign_draft(draft=made, by=author, at=NOON)
    other = member(Role.RESPONSIBLE, of)
    sign_draft(draft=made, by=other, at=NOON)
    assert (made.status, made.signed_at, made.signed_by_name) == ("signed", NOON, other.display_name)


def test_coordinator_who_has_changed_the_text_neither_agrees_nor_signs_nor_registers_from_paper():
    of = agency()
    editor = member(Role.COORDINATOR, of)
    membership(editor, Role.RESPONSIBLE, of)
    forget_memberships(editor)
    made, asked = draft(of, member(Role.ANALYST, of)), held_post(of, account=editor)
    content = DraftContent(replace(TEXT, preamble="В целях порядка п р и к а з ы в а ю:"))
    save_draft(draft=made, content=content, version=made.version, by=editor, at=NOON)

    with pytest.raises(HasFindings, match="тот, кто писал документ"):
        sent_again(made, [VisaWanted(asked)])
    stands_in = acting(asked).person.user
    round = sent_again(made, [VisaWanted(asked)])
    with pytest.raises(NotAllowed, match="Вы правили текст"):
        decide_visa(visa=round.visas.get(), decision=Decision.AGREED, today=TODAY, by=editor, at=NOON)
    decide_visa(visa=round.visas.get(), decision=Decision.AGREED, today=TODAY, by=stands_in, at=NOON)
    made.refresh_from_db()
    with pytest.raises(NotAllowed, match="Вы правили текст"):
        sign_draft(draft=made, by=editor, at=NOON)
    assert "Вы правили текст" in str(can_register_draft(editor, made).reason)
    assert sign_draft(draft=made, by=member(Role.RESPONSIBLE, of), at=NOON).status == "signed"


def test_next_list_begins_with_the_last_one():
    of = agency()
    first, second, closed = held_post(of), held_post(of), held_post(of)
    wanted = [VisaWanted(second, 5), VisaWanted(first, 2), VisaWanted(closed, 1)]
    earlier = draft(of)
    assert list_to_begin_with(earlier).visas == ()
    sent_again(earlier, wanted, VisaOrder.PARALLEL)
    closed.closed_on = TODAY
    closed.save()

    found = list_to_begin_with(draft(of))

    assert (found.visas, found.order) == (tuple(wanted[:2]), VisaOrder.PARALLEL)
    assert list_to_begin_with(draft(agency())).visas == ()


def test_overdue_line_is_told_by_the_day():
    made = visa(agency()).round.draft
    late = IN_THREE_WORKING_DAYS + timedelta(days=1)

    assert [rounds(made, day)[0].lines[0].is_overdue for day in (IN_THREE_WORKING_DAYS, late)] == [
        False,
        True,
    ]


def test_counts_of_what_waits():
    of = agency()
    author, responsible = member(Role.COORDINATOR, of), member(Role.RESPONSIBLE, of)
    asked = held_post(of)
    agreement_round(of, [asked], by=author)
    agreed_draft(of, author)
    agreed_draft(of, responsible)
    late = IN_THREE_WORKING_DAYS + timedelta(days=1)

    found = waiting_for(holder_of(asked), of, late)
    assert (found.visas, found.late, found.to_sign, found.to_register, found.returned) == (1, 1, 0, 0, 0)
    signs = documents_to_sign(responsible, of)
    assert [one.author for one in signs] == [author]
    sign_draft(draft=signs[0], by=responsible, at=NOON)
    assert list(documents_to_register(author, of)) == signs
    assert list(documents_to_register(holder_of(asked), of)) == []
    assert own_on_the_way(author, of).count() == 2


def together(works: list) -> list[object]:
    """What each thread got; an error of the domain by its class."""
    barrier = Barrier(len(works))

    def run(work) -> object:
        barrier.wait(timeout=30)
        try:
            return work()
        except DomainError as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.django_db(transaction=True)
def test_of_two_last_visas_at_once_one_agrees_the_draft():
    of = agency()
    round = agreement_round(of, [held_post(of), held_post(of)], VisaOrder.PARALLEL)
    visas = list(round.visas.select_related("post"))
    people = [holder_of(one.post) for one in visas]

    def work(number: int):
        found = Visa.objects.select_related("post", "round__draft__agency").get(pk=visas[number].pk)
        by = people[number]
        return decide_visa(visa=found, decision=Decision.AGREED, today=TODAY, by=by, at=NOON).decision

    answers = together([lambda: work(0), lambda: work(1)])

    assert answers == ["agreed", "agreed"]
    assert status_of(round) == ("agreed", "agreed")
    assert Event.objects.filter(verb="draft_agreed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_agreement_and_refusal_at_once_end_the_round_once():
    of = agency()
    round = agreement_round(of, [held_post(of), held_post(of)], VisaOrder.PARALLEL)
    visas = list(round.visas.select_related("post"))
    people = [holder_of(one.post) for one in visas]

    def work(number: int, decision: Decision):
        found = Visa.objects.select_related("post", "round__draft__agency").get(pk=visas[number].pk)
        by = people[number]
        return decide_visa(
            visa=found, decision=decision, remarks="Нет.", today=TODAY, by=by, at=NOON
        ).decision

    answers = together([lambda: work(0, Decision.AGREED), lambda: work(1, Decision.REFUSED)])

    assert answers in (["agreed", "refused"], [Conflict, "refused"])
    assert status_of(round) == ("returned", "returned")


@pytest.mark.django_db(transaction=True)
def test_of_two_signers_at_once_one_signs():
    made = agreed_draft(agency())
    people = [member(Role.RESPONSIBLE, made.agency) for _number in range(2)]

    def work(number: int):
        found = Draft.objects.select_related("agency").get(pk=made.pk)
        return sign_draft(draft=found, by=people[number], at=NOON).status

    answers = together([lambda: work(0), lambda: work(1)])

    assert answers.count("signed") == 1
    assert {one for one in answers if one != "signed"} <= {Conflict, StaleObject}
    assert Event.objects.filter(verb="draft_signed").count() == 1


def test_who_edited_a_draft_is_not_awaited_to_agree_or_sign():
    of = agency()
    asked = held_post(of)
    made = draft(of)
    membership(holder_of(asked), Role.COORDINATOR, of)
    membership(holder_of(asked), Role.RESPONSIBLE, of)
    editor = User.objects.get(pk=holder_of(asked).pk)
    text = replace(TEXT, title="Об ином")
    save_draft(draft=made, content=DraftContent(text), version=made.version, by=editor, at=NOON)
    acting(asked)
    round = sent_again(made, [VisaWanted(asked)])

    assert list(visas_awaited(editor, of, TODAY)) == []
    by = asked.appointments.get(is_acting=True).person.user
    assert [one.round for one in visas_awaited(by, of, TODAY)] == [round]
    decide_visa(visa=round.visas.get(), decision=Decision.AGREED, today=TODAY, by=by, at=NOON)
    assert documents_to_sign(editor, of) == []
    assert documents_to_sign(member(Role.RESPONSIBLE, of), of) == [made]
