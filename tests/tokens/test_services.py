"""Keys: made, used, withdrawn, expired; the same request is worked on once."""

from datetime import timedelta

import pytest

from navstrechu.accounts.services import set_active
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.tokens.models import ApiToken, KeptAnswer
from navstrechu.tokens.queries import token_in_force, tokens_of
from navstrechu.tokens.scopes import Scope
from navstrechu.tokens.services import answer_once, note_use, token_hash, withdraw_token
from tests.factories import NOON
from tests.factories.accounts import user
from tests.factories.tokens import api_key, kept_answer

pytestmark = pytest.mark.django_db
READ = [Scope.READ.value]


def told(verb: str) -> list[tuple]:
    return list(Event.objects.filter(verb=verb).values_list("agency_id", "subject_text", "actor_name"))


def test_key_is_kept_as_a_hash_only_and_told_to_the_history():
    owner = user()

    token, secret = api_key(owner, READ, name="  Выгрузка   отчётов ", days=30)

    assert (token.name, token.scopes, token.user) == ("Выгрузка отчётов", READ, owner)
    assert (token.token_hash, token.ending) == (token_hash(secret), secret[-4:])
    assert secret.startswith("nvs_")
    assert len(secret) == 47
    assert token.expires_at == NOON + timedelta(days=30)
    [event] = Event.objects.filter(verb="api_token_created")
    assert (event.agency_id, event.actor_name) == (0, owner.display_name)
    assert event.subject_text == f"Выгрузка отчётов (…{secret[-4:]})"
    assert event.changes == {"scopes": [None, READ], "expires_at": [None, "2024-04-14"]}
    assert secret not in str(list(Event.objects.values()) + list(ApiToken.objects.values()))


@pytest.mark.parametrize(
    "values",
    [
        {"name": " "},
        {"name": "я" * 101},
        {"scopes": []},
        {"scopes": ["read", "all"]},
        {"days": 0},
        {"days": 367},
    ],
    ids=str,
)
def test_key_that_says_too_little_or_too_much_is_refused(values):
    with pytest.raises(InputRefused):
        api_key(**values)

    assert ApiToken.objects.count() == 0


def test_account_has_at_most_fifty_keys_in_force():
    owner = user()
    for _ in range(50):
        token, _secret = api_key(owner, READ)

    with pytest.raises(Conflict):
        api_key(owner, READ)
    withdraw_token(token=token, by=owner, at=NOON)
    api_key(owner, READ)

    assert tokens_of(owner).count() == 50


def test_key_in_force_is_found_by_its_text_alone():
    token, secret = api_key()

    assert token_in_force(secret, NOON) == token
    assert token_in_force(secret[:-1], NOON) is None
    assert token_in_force(token.token_hash, NOON) is None


def test_key_stops_when_it_expires_is_withdrawn_or_its_owner_is_closed():
    expired, expired_secret = api_key(days=1)
    withdrawn, withdrawn_secret = api_key()
    closed, closed_secret = api_key()

    withdraw_token(token=withdrawn, by=withdrawn.user, at=NOON)
    set_active(user=closed.user, is_active=False, by=SYSTEM, at=NOON)

    assert token_in_force(expired_secret, NOON + timedelta(hours=23)) == expired
    assert token_in_force(expired_secret, NOON + timedelta(days=1)) is None
    assert token_in_force(withdrawn_secret, NOON) is None
    assert token_in_force(closed_secret, NOON) is None


def test_withdrawing_is_told_once():
    token, _secret = api_key()

    withdraw_token(token=token, by=token.user, at=NOON)
    withdraw_token(token=token, by=token.user, at=NOON + timedelta(hours=1))

    token.refresh_from_db()
    assert token.withdrawn_at == NOON
    assert told("api_token_withdrawn") == [(0, str(token), token.user.display_name)]
    assert list(tokens_of(token.user)) == []


def test_key_of_another_person_cannot_be_withdrawn():
    token, _secret = api_key()

    with pytest.raises(NotAllowed):
        withdraw_token(token=token, by=user(), at=NOON)

    token.refresh_from_db()
    assert token.withdrawn_at is None


def test_use_is_noted_once_an_hour():
    token, _secret = api_key()

    for minutes in (0, 59, 60):
        note_use(token=token, at=NOON + timedelta(minutes=minutes))
        token.refresh_from_db()
        assert token.last_used_at == NOON + timedelta(minutes=60 if minutes == 60 else 0)


def test_same_request_is_worked_on_once():
    owner, done = user(), []

    def work() -> tuple[int, str]:
        done.append(1)
        return 201, f'{{"id": {len(done)}}}'

    first = answer_once(user=owner, key="k", request_hash="a", work=work, at=NOON)
    second = answer_once(user=owner, key="k", request_hash="a", work=work, at=NOON)
    other = answer_once(user=user(), key="k", request_hash="a", work=work, at=NOON)

    assert (first, second, other) == (
        ((201, '{"id": 1}'), False),
        ((201, '{"id": 1}'), True),
        ((201, '{"id": 2}'), False),
    )


def test_key_of_another_request_is_refused_and_nothing_is_done():
    kept = kept_answer(key="k")

    with pytest.raises(Conflict, match="Возьмите новый ключ"):
        answer_once(user=kept.user, key="k", request_hash="b", work=lambda: pytest.fail("worked"), at=NOON)


def test_refused_request_may_be_sent_again():
    owner = user()

    def refuse() -> tuple[int, str]:
        raise InputRefused("нет")

    with pytest.raises(InputRefused):
        answer_once(user=owner, key="k", request_hash="a", work=refuse, at=NOON)

    assert KeptAnswer.objects.count() == 0
    again = answer_once(user=owner, key="k", request_hash="a", work=lambda: (200, "{}"), at=NOON)
    assert again == ((200, "{}"), False)


def test_answers_are_kept_for_seven_days():
    kept = kept_answer(key="old")

    answer_once(
        user=kept.user,
        key="new",
        request_hash="a",
        work=lambda: (200, "{}"),
        at=NOON + timedelta(days=7, seconds=1),
    )

    assert list(KeptAnswer.objects.values_list("key", flat=True)) == ["new"]
