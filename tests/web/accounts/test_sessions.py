"""The list of one's own devices, and the own password."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from navstrechu.accounts.models import Session
from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import open_session
from navstrechu.history.models import Event
from navstrechu.tokens.models import ApiToken
from navstrechu.web.accounts.devices import device_name
from tests.factories.accounts import PASSWORD
from tests.factories.organisation import agency, member
from tests.factories.tokens import api_key
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
SESSIONS, PASSWORD_PAGE = "/account/sessions/", "/account/password/"
NEW = "Совсем-новый-пароль-7"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def account():
    return member(Role.EMPLOYEE, agency())


def other_device(of, agent=FIREFOX):
    at = timezone.now() - timedelta(minutes=5)
    return open_session(user=of, session_key="another", address="10.1.2.3", agent=agent, at=at)


def test_own_devices_are_listed_and_others_are_not(account):
    other_device(account)
    somebody = member(Role.EMPLOYEE, agency())
    open_session(user=somebody, session_key="x", address="10.9.9.9", agent="Opera", at=timezone.now())

    page = sign_in(account).get(SESSIONS).content.decode()

    assert page.count("Firefox, Windows") == 2  # the row, and its button read aloud
    assert page.count("этот сеанс") == 1
    assert "10.1.2.3" in page
    assert "10.9.9.9" not in page


def test_another_own_session_is_ended(account):
    device = other_device(account)
    client = sign_in(account)

    answer = client.post(SESSIONS, {"session": device.pk})

    assert answer.headers["Location"] == SESSIONS
    device.refresh_from_db()
    assert device.ended_at is not None
    assert "Сеанс завершён." in client.get(SESSIONS).content.decode()


def test_all_others_are_ended_at_once(account):
    devices = [other_device(account), open_session(
        user=account, session_key="third", address="10.1.2.4", agent="curl", at=timezone.now()
    )]  # fmt: skip
    foreign = other_device_of_somebody()
    client = sign_in(account)
    assert "Завершить все остальные" in client.get(SESSIONS).content.decode()

    client.post(SESSIONS, {"others": "yes"})

    page = client.get(SESSIONS).content.decode()
    assert ("Завершено сеансов: 2." in page, "Завершить все остальные" in page) == (True, False)
    for device in devices:
        device.refresh_from_db()
        assert device.ended_at is not None
    foreign.refresh_from_db()
    assert foreign.ended_at is None
    assert Event.objects.get(verb="sessions_ended").changes == {"sessions": [2, 0]}


def other_device_of_somebody():
    somebody = member(Role.EMPLOYEE, agency())
    return open_session(user=somebody, session_key="x", address="10.9.9.9", agent="Opera", at=timezone.now())


def test_session_of_somebody_else_is_not_there(account):
    foreign = other_device(member(Role.EMPLOYEE, agency()))

    assert sign_in(account).post(SESSIONS, {"session": foreign.pk}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.ended_at is None


@pytest.mark.parametrize("value", ["", "abc", "-1", "９", "99999999999999999999999", "1' or '1'='1"])
def test_nonsense_is_not_a_session(account, value):
    assert sign_in(account).post(SESSIONS, {"session": value}).status_code == 404


def change(client, current=PASSWORD, new=NEW, repeated=NEW):
    return client.post(PASSWORD_PAGE, {"current": current, "new": new, "repeated": repeated})


def test_changed_password_ends_all_other_sessions_and_keeps_this_device_in(account):
    device = other_device(account)
    client = sign_in(account)

    answer = change(client)

    assert answer.headers["Location"] == SESSIONS
    account.refresh_from_db()
    device.refresh_from_db()
    assert (account.check_password(NEW), device.ended_at is not None) == (True, True)
    assert "Пароль изменён. Остальные сеансы завершены." in client.get(SESSIONS).content.decode()
    assert Session.objects.filter(user=account, ended_at=None).count() == 1
    assert Event.objects.get(verb="password_changed").changes == {}


@pytest.mark.parametrize(("ticked", "left"), [(True, 0), (False, 2)])
def test_keys_of_programs_end_with_the_password_only_when_asked_for(account, ticked, left):
    api_key(account, at=timezone.now()), api_key(account, at=timezone.now())
    client = sign_in(account)
    assert "Отозвать и ключи доступа программ: 2" in client.get(PASSWORD_PAGE).content.decode()
    fields = {"current": PASSWORD, "new": NEW, "repeated": NEW}

    client.post(PASSWORD_PAGE, fields | ({"withdraws_keys": "on"} if ticked else {}))

    assert ApiToken.objects.filter(withdrawn_at=None).count() == left
    assert Event.objects.filter(verb="api_token_withdrawn").count() == 2 - left


def test_person_without_keys_is_not_asked_about_them(account):
    assert "ключи доступа программ" not in sign_in(account).get(PASSWORD_PAGE).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current": "не тот"}, "Нынешний пароль введён неверно"),
        ({"repeated": "другой"}, "Новый пароль и его повтор не совпадают"),
        ({"new": "короткий", "repeated": "короткий"}, "Введённый пароль слишком короткий"),
        ({"new": "password1234", "repeated": "password1234"}, "слишком широко распространён"),
    ],
)
def test_refused_password_changes_nothing_and_is_not_shown_again(account, fields, sentence):
    client = sign_in(account)

    page = change(client, **fields)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert all(value not in page.content.decode() for value in (NEW, PASSWORD))
    account.refresh_from_db()
    assert account.check_password(PASSWORD) is True


def test_guessing_the_present_password_is_stopped(account):
    client = sign_in(account)
    for _ in range(5):
        change(client, current="не тот")

    assert "Слишком много неудачных попыток" in change(client).content.decode()


@pytest.mark.parametrize("address", [SESSIONS, PASSWORD_PAGE])
def test_guest_signs_in_first(address):
    assert Client().get(address).headers["Location"] == f"/account/sign-in/?next={address}"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux) Chrome/124.0 YaBrowser/24.4 Safari/537", "Яндекс Браузер, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("", "неизвестное устройство"),
    ],
)  # fmt: skip
def test_device_is_named_as_people_know_it(agent, name):
    assert device_name(agent) == name
