"""Who is told of visas, signature and registration: exactly these people, each once."""

from datetime import date, timedelta

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.drafting.models import Draft
from navstrechu.drafting.notices import remind_of_visas
from navstrechu.drafting.queries.drafts import visas_awaited
from navstrechu.drafting.services.agreement import (
    pass_visa_on,
    recall_draft,
    return_draft,
    send_draft,
    sign_draft,
)
from navstrechu.drafting.services.drafts import withdraw_draft
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.values import VisaWanted
from navstrechu.drafting.vocabulary import Decision, VisaOrder
from navstrechu.notices.kinds import detail_of, path_of, sentence_of
from navstrechu.notices.models import Notification
from navstrechu.organisation.models import Agency
from tests.factories import NOON, TODAY
from tests.factories.drafting import TEXT, acting, decided, draft, held_post, holder_of
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db
DUE = date(2024, 3, 20)


@pytest.fixture
def of() -> Agency:
    """An agency with one of every role, to see that strangers to a document are left out."""
    made = agency()
    for role in Role:
        member(role, made)
    return made


def told(kind: str) -> set[User]:
    found = list(Notification.objects.filter(kind=kind).select_related("user"))
    assert len(found) == len({one.user for one in found})
    return {one.user for one in found}


def with_role(of: Agency, role: Role) -> set[User]:
    return set(User.objects.filter(memberships__agency=of, memberships__role=role.value))


def sent(of: Agency, posts: list, by: User | None = None) -> Draft:
    made = draft(of, by)
    wanted = [VisaWanted(one) for one in posts]
    send_draft(draft=made, visas=wanted, order=VisaOrder.SEQUENTIAL, today=TODAY, by=made.author, at=NOON)
    return made


def test_holders_are_told_in_their_turn_acting_ones_too(of):
    first, second = held_post(of), held_post(of)
    stands_in = acting(first).person.user
    made = sent(of, [first, second])

    assert told("visa_received") == {holder_of(first), stands_in}
    decided(made.rounds.get().visas.get(position=1))
    assert told("visa_received") == {holder_of(first), stands_in, holder_of(second)}
    notice = Notification.objects.filter(user=holder_of(second)).get()
    assert sentence_of(notice.kind, notice.data) == "Документ поступил на визу, срок – 20.03.2024"
    assert detail_of(notice.kind, notice.data) == TEXT.title
    visa = made.rounds.get().visas.get(position=2)
    assert path_of(notice.place, of.code, notice.place_key) == f"/agency/{of.code}/drafts/visas/{visa.pk}/"


def test_author_who_holds_the_post_is_not_told(of):
    author = member(Role.COORDINATOR, of)
    own = held_post(of, account=author)
    stands_in = acting(own).person.user

    sent(of, [own], by=author)

    assert told("visa_received") == {stands_in}


def test_author_is_told_of_a_return_and_signers_of_nothing(of):
    made = sent(of, [held_post(of)])
    decided(made.rounds.get().visas.get(), Decision.REFUSED, "Нет основания.")

    assert told("draft_returned") == {made.author}
    assert Notification.objects.get(kind="draft_returned").data["text"] == "Нет основания."
    assert (told("draft_to_sign"), told("draft_agreed")) == (set(), set())


def test_agreed_draft_is_told_to_author_and_signers(of):
    made = sent(of, [held_post(of)])
    decided(made.rounds.get().visas.get())

    assert told("draft_agreed") == {made.author}
    assert told("draft_to_sign") == with_role(of, Role.RESPONSIBLE)


def test_draft_without_visas_is_told_to_signers_except_the_author(of):
    author = member(Role.RESPONSIBLE, of)
    sent(of, [], by=author)

    assert told("draft_to_sign") == with_role(of, Role.RESPONSIBLE) - {author}
    assert told("draft_agreed") == set()


def test_signature_and_registration_are_told(of):
    asked = held_post(of)
    made = sent(of, [asked])
    decided(made.rounds.get().visas.get())
    made.refresh_from_db()
    signer = member(Role.RESPONSIBLE, of)
    sign_draft(draft=made, by=signer, at=NOON)

    registrars = with_role(of, Role.RESPONSIBLE) | with_role(of, Role.COORDINATOR)
    assert told("draft_signed") == {made.author}
    assert told("draft_to_register") == registrars - {made.author, signer}
    registrar = member(Role.COORDINATOR, of)
    register_draft(draft=made, dated=TODAY, today=TODAY, by=registrar, at=NOON)
    assert told("draft_registered") == {made.author, holder_of(asked)}
    notice = Notification.objects.filter(kind="draft_registered").first()
    assert sentence_of(notice.kind, notice.data) == "Зарегистрирован: Приказ от 15.03.2024 № 1"


def test_return_by_the_signer_is_told_to_the_author(of):
    made = sent(of, [])
    return_draft(draft=made, remarks="Уточнить.", by=member(Role.RESPONSIBLE, of), at=NOON)

    assert told("draft_returned") == {made.author}


def test_recall_is_told_to_whom_it_was_asked_of(of):
    first, second, third = held_post(of), held_post(of), held_post(of)
    made = sent(of, [first, second, third])
    decided(made.rounds.get().visas.get(position=1))
    made.refresh_from_db()

    recall_draft(draft=made, reason="Ошибка.", by=made.author, at=NOON)

    assert told("draft_recalled") == {holder_of(second)}


def test_visa_passed_on_is_told_to_the_new_holder(of):
    first, other = held_post(of), held_post(of)
    made = sent(of, [first])
    visa = made.rounds.get().visas.get()
    later = NOON + timedelta(hours=1)

    pass_visa_on(visa=visa, post=other, today=TODAY, by=made.author, at=later)

    assert told("visa_received") == {holder_of(first), holder_of(other)}


def test_reminders_of_terms_are_told_once(of):
    asked = held_post(of)
    made = sent(of, [asked])
    day = timedelta(days=1)

    counts = [
        remind_of_visas(agency=of, on=on, at=NOON)
        for on in (DUE - 2 * day, DUE - day, DUE - day, DUE, DUE + day, DUE + day, DUE + 2 * day)
    ]

    assert counts == [0, 1, 0, 0, 2, 0, 0]
    assert told("visa_due") == {holder_of(asked)}
    assert told("visa_overdue") == {holder_of(asked), made.author}


def test_decided_and_closed_visas_are_not_reminded_of(of):
    made = sent(of, [held_post(of)])
    decided(made.rounds.get().visas.get())
    other = sent(of, [held_post(of)])
    recall_draft(draft=other, reason="Ошибка.", by=other.author, at=NOON)

    assert remind_of_visas(agency=of, on=DUE + timedelta(days=5), at=NOON) == 0


def test_withdrawn_draft_asks_nobody_any_more(of):
    asked = held_post(of)
    made = sent(of, [asked])
    made.refresh_from_db()

    withdraw_draft(draft=made, reason="Не нужен.", by=made.author, at=NOON)

    assert told("draft_recalled") == {holder_of(asked)}
    assert made.rounds.get().outcome == "recalled"
    assert list(visas_awaited(holder_of(asked), of, TODAY)) == []
    assert remind_of_visas(agency=of, on=DUE + timedelta(days=5), at=NOON) == 0
