"""Accounts: unique logins, strong passwords, lockout per address, sessions."""

from datetime import timedelta

import pytest

from navstrechu.accounts import services
from navstrechu.accounts.models import Session, SignInFailure
from navstrechu.accounts.queries import open_sessions, session_by_key
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.models import Event
from tests.factories import NOON
from tests.factories.accounts import PASSWORD, session, user

pytestmark = pytest.mark.django_db


def try_sign_in(password: str, address: str = "10.0.0.1", after: timedelta = timedelta(0)):
    return services.check_credentials(login="Petrova", password=password, address=address, at=NOON + after)


def test_created_account_signs_in_whatever_the_letter_case():
    made = user("petrova")

    assert try_sign_in(PASSWORD) == made
    assert Event.objects.get().verb == "account_created"


def test_login_is_taken_only_once():
    user("petrova")

    with pytest.raises(Conflict, match="«petrova» уже занят"):
        services.create_user(login="petrova", display_name="Другая", password=PASSWORD, at=NOON)


@pytest.mark.parametrize("password", ["короткий", "123456789012", "password12345"])
def test_weak_password_is_refused(password):
    with pytest.raises(InputRefused):
        services.create_user(login="petrova", display_name="Петрова", password=password, at=NOON)


def test_wrong_password_and_unknown_login_read_the_same():
    user("petrova")

    with pytest.raises(InputRefused) as wrong:
        try_sign_in("не тот пароль")
    with pytest.raises(InputRefused) as unknown:
        services.check_credentials(login="nobody", password="x", address="10.0.0.1", at=NOON)

    assert str(wrong.value) == str(unknown.value)


def test_five_failures_close_the_login_from_that_address_alone():
    made = user("petrova")
    for _ in range(5):
        with pytest.raises(InputRefused, match="Неверный логин"):
            try_sign_in("не тот пароль")

    with pytest.raises(InputRefused, match="Слишком много"):
        try_sign_in(PASSWORD)
    assert try_sign_in(PASSWORD, address="10.0.0.2") == made
    assert try_sign_in(PASSWORD, after=timedelta(minutes=15, seconds=1)) == made
    assert Event.objects.filter(verb="sign_in_locked").count() == 1


def test_success_forgets_earlier_failures():
    user("petrova")
    with pytest.raises(InputRefused):
        try_sign_in("не тот пароль")

    try_sign_in(PASSWORD)

    assert SignInFailure.objects.count() == 0


def test_disabled_account_does_not_sign_in_and_loses_its_sessions():
    made = user("petrova")
    session(made)

    services.set_active(user=made, is_active=False, by=made, at=NOON)

    with pytest.raises(InputRefused, match="Неверный логин"):
        try_sign_in(PASSWORD)
    assert list(open_sessions(made)) == []


def test_new_password_ends_every_session():
    made = user("petrova")
    session(made), session(made)

    services.change_password(user=made, password="Другой-пароль-2025", by=made, at=NOON)

    assert Session.objects.filter(ended_at=None).count() == 0
    assert try_sign_in("Другой-пароль-2025") == made


def test_session_is_found_by_its_key_and_stores_only_the_hash():
    made = session(key="secret-key")

    assert session_by_key("secret-key") == made
    assert "secret-key" not in made.key_hash


def test_session_ends_once():
    made = session()

    services.end_session(session=made, by=made.user, at=NOON)
    services.end_session(session=made, by=made.user, at=NOON)

    assert Event.objects.filter(verb="signed_out").count() == 1


@pytest.mark.parametrize(
    ("idle", "age", "expected"),
    [
        (timedelta(minutes=119), timedelta(hours=2), False),
        (timedelta(minutes=121), timedelta(hours=3), True),
        (timedelta(minutes=1), timedelta(hours=12, seconds=1), True),
    ],
)
def test_session_expires_by_idleness_and_by_age(idle, age, expected):
    now = NOON + timedelta(days=1)
    made = session()
    made.last_seen_at, made.started_at = now - idle, now - age

    assert services.is_expired(made, now) is expected


def test_activity_is_written_at_most_once_a_minute():
    made = session()

    services.note_activity(session=made, at=NOON + timedelta(seconds=59))
    assert Session.objects.get().last_seen_at == NOON
    services.note_activity(session=made, at=NOON + timedelta(seconds=60))
    assert Session.objects.get().last_seen_at == NOON + timedelta(seconds=60)
