"""Signing in: lockout by login and address, limits of a session, no way to another site."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navstrechu.accounts.models import Session
from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import end_session, set_active
from navstrechu.history.models import Event
from tests.factories.accounts import PASSWORD, user
from tests.factories.organisation import agency, member
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
URL = "/account/sign-in/"
WRONG = "Неверный логин или пароль"
LOCKED = "Слишком много неудачных попыток"


def attempt(login="petrova", password=PASSWORD, address="10.0.0.1", client=None, **fields):
    data = {"username": login, "password": password, **fields}
    return (client or Client()).post(URL, data, REMOTE_ADDR=address)


def fail(times, **where):
    for _ in range(times):
        assert WRONG in attempt(password="не тот", **where).content.decode()


def test_page_asks_for_login_and_password():
    page = Client().get(URL, {"next": "/help/"})

    assert page.status_code == 200
    assert 'name="next" value="/help/"' in page.content.decode()


def test_right_password_opens_a_session_and_goes_on():
    account = user("petrova")
    client = Client()

    answer = attempt(client=client, next="/account/sessions/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/sessions/")
    opened = Session.objects.get(user=account)
    assert (opened.address, opened.ended_at) == ("10.0.0.1", None)
    assert client.session.session_key not in opened.key_hash
    assert client.get("/account/sessions/").status_code == 200


def test_login_is_found_whatever_its_letter_case():
    user("petrova")

    assert attempt(" PETROVA ").status_code == 302


def test_wrong_password_and_unknown_login_read_the_same():
    user("petrova")

    wrong, unknown = attempt(password="не тот"), attempt("nobody")

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert WRONG in wrong.content.decode()
    assert WRONG in unknown.content.decode()


@pytest.mark.parametrize("login", ["", "\0", "я" * 1000, "pet\0rova\n", "' or 1=1 --"])
def test_nonsense_is_a_wrong_login(login):
    assert WRONG in attempt(login, "не тот").content.decode()


def test_typed_login_stays_and_password_does_not():
    page = attempt("petrova", "тайна-123").content.decode()

    assert 'value="petrova"' in page
    assert "тайна-123" not in page


def test_five_failures_close_the_login_for_that_address_only():
    user("petrova")
    fail(5)

    assert LOCKED in attempt().content.decode()
    assert attempt(address="10.0.0.2").status_code == 302
    assert (
        Event.objects.filter(verb="sign_in_locked").values_list("subject_text", flat=True).get() == "petrova"
    )


def test_four_failures_leave_it_open_and_success_forgets_them():
    user("petrova")
    fail(4)
    assert attempt().status_code == 302
    fail(4)

    assert attempt().status_code == 302


def test_another_login_of_the_address_stays_open():
    user("petrova"), user("sidorov")
    fail(5)

    assert attempt("sidorov").status_code == 302


def test_disabled_account_does_not_enter():
    account = user("petrova")
    set_active(user=account, is_active=False, by=account, at=timezone.now())

    assert WRONG in attempt().content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example",
        "https:evil.example", "javascript:alert(1)", "\x00//evil.example",
    ],
)  # fmt: skip
def test_address_of_another_site_is_not_followed(target):
    user("petrova")

    assert attempt(next=target).headers["Location"] == "/"


def test_guest_is_sent_to_sign_in_and_back():
    answer = Client().get("/account/sessions/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{URL}?next=/account/sessions/")


@pytest.mark.parametrize(
    "shift",
    [
        {"last_seen_at": timedelta(minutes=settings.SESSION_IDLE_MINUTES, seconds=5)},
        {"started_at": timedelta(hours=settings.SESSION_ABSOLUTE_HOURS, seconds=5)},
    ],
    ids=["idle", "absolute"],
)
def test_session_over_its_limit_ends(shift):
    account = member(Role.EMPLOYEE, agency())
    client = sign_in(account)
    now = timezone.now()
    Session.objects.filter(user=account).update(**{name: now - by for name, by in shift.items()})

    answer = client.get("/account/sessions/")

    assert (answer.status_code, answer.headers["Location"]) == (302, URL)
    assert "_auth_user_id" not in client.session


def test_activity_keeps_a_session_alive():
    account = member(Role.EMPLOYEE, agency())
    client = sign_in(account)
    almost = timezone.now() - timedelta(minutes=settings.SESSION_IDLE_MINUTES - 1)
    Session.objects.filter(user=account).update(last_seen_at=almost)

    assert client.get("/account/sessions/").status_code == 200
    assert Session.objects.get(user=account).last_seen_at > almost


def test_session_ended_elsewhere_is_over_at_once():
    account = member(Role.EMPLOYEE, agency())
    client = sign_in(account)
    end_session(session=Session.objects.get(user=account), by=account, at=timezone.now())

    assert client.get("/account/sessions/").headers["Location"] == URL


def test_account_disabled_meanwhile_is_out_at_once():
    account = member(Role.EMPLOYEE, agency())
    client = sign_in(account)
    set_active(user=account, is_active=False, by=account, at=timezone.now())

    assert client.get("/account/sessions/").status_code == 302


def test_signing_out_ends_the_session_and_needs_a_post():
    account = member(Role.EMPLOYEE, agency())
    client = sign_in(account)
    address = reverse("accounts:sign-out")

    assert client.get(address).status_code == 405
    assert client.post(address).headers["Location"] == URL
    assert Session.objects.get(user=account).ended_at is not None
    assert Event.objects.filter(verb="signed_out", actor_id=str(account.pk)).count() == 1


def test_signed_in_pages_are_not_kept_by_the_browser():
    answer = sign_in(member(Role.EMPLOYEE, agency())).get("/account/sessions/")

    assert answer.headers["Cache-Control"] == "no-store"
