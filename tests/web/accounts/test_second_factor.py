"""The code after the password, one's own second factor, and what must be settled before anything else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from navstrechu.accounts.models import Session
from navstrechu.accounts.queries import authenticator_of, has_authenticator, recovery_codes_left
from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import change_password, set_active
from navstrechu.web.accounts import half_signed
from tests.factories.accounts import PASSWORD, authenticator, code_of, user
from tests.factories.organisation import agency, member
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, STATE = "/account/sign-in/", "/account/sign-in/code/", "/account/second-factor/"
ENROL, OFF, CODES = f"{STATE}enrol/", f"{STATE}off/", f"{STATE}codes/"
EARLIER = timezone.now() - timedelta(hours=1)


@pytest.fixture
def enrolled():
    """An employee who signs in with codes, enrolled an hour ago."""
    return authenticator(member(Role.EMPLOYEE, agency()), EARLIER)


def give_password(account, client=None, **fields):
    client = client or Client()
    answer = client.post(SIGN_IN, {"username": account.login, "password": PASSWORD, **fields})
    return client, answer


def now_code(made):
    return code_of(made, timezone.now())


# --- Between password and code ------------------------------------------------------------------------------
def test_right_password_alone_opens_nothing(enrolled):
    made, _codes = enrolled
    client, answer = give_password(made.user)

    assert answer.headers["Location"] == CODE
    assert "_auth_user_id" not in client.session
    assert client.get("/account/sessions/").headers["Location"].startswith(SIGN_IN)
    assert Session.objects.filter(user=made.user).count() == 0
    assert client.get(CODE).status_code == 200


def test_right_code_signs_in_and_goes_where_the_person_wanted(enrolled):
    made, _codes = enrolled
    client, _answer = give_password(made.user, next="/account/sessions/")
    before = client.session.session_key

    answer = client.post(CODE, {"code": now_code(made)})

    assert answer.headers["Location"] == "/account/sessions/"
    assert Session.objects.get(user=made.user).has_second_factor is True
    assert client.session.session_key != before
    assert client.get("/account/sessions/").status_code == 200


def test_recovery_code_signs_in_and_says_how_many_are_left(enrolled):
    made, codes = enrolled
    client, _answer = give_password(made.user, next=STATE)

    client.post(f"{CODE}?recovery=1", {"code": codes[0]})

    assert "Вы вошли с запасным кодом. Осталось: 9\u00a0кодов." in client.get(STATE).content.decode()
    assert recovery_codes_left(made.user) == 9


@pytest.mark.parametrize("typed", ["", "000000", "\0", "я" * 5000, "1' or '1'='1"])
def test_wrong_code_is_told_and_signs_nobody_in(enrolled, typed):
    made, _codes = enrolled
    client, _answer = give_password(made.user)

    page = client.post(CODE, {"code": typed})

    assert (page.status_code, "Код не подошёл" in page.content.decode()) == (422, True)
    assert Session.objects.count() == 0


def test_guessing_codes_is_stopped_and_the_password_does_not_help(enrolled):
    made, _codes = enrolled
    client, _answer = give_password(made.user)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})

    assert "Слишком много неудачных попыток" in client.post(CODE, {"code": now_code(made)}).content.decode()
    assert "Слишком много неудачных попыток" in give_password(made.user)[1].content.decode()


def test_nobody_gives_a_code_without_a_password(enrolled):
    made, _codes = enrolled

    assert Client().get(CODE).headers["Location"] == SIGN_IN
    assert Client().post(CODE, {"code": now_code(made)}).headers["Location"] == SIGN_IN
    assert Session.objects.count() == 0


@pytest.mark.parametrize("meanwhile", ["late", "disabled", "another password"])
def test_password_proved_before_is_not_enough_any_more(enrolled, meanwhile, monkeypatch):
    made, _codes = enrolled
    client, _answer = give_password(made.user)
    if meanwhile == "late":
        monkeypatch.setattr(half_signed, "LASTS", timedelta(0))
    elif meanwhile == "disabled":
        set_active(user=made.user, is_active=False, by=made.user, at=timezone.now())
    else:
        change_password(user=made.user, password="Берёза-полдень-47", by=made.user, at=timezone.now())

    assert client.post(CODE, {"code": now_code(made)}).headers["Location"] == SIGN_IN
    assert Session.objects.count() == 0


# --- Own pages ----------------------------------------------------------------------------------------------
def test_enrolment_shows_secret_and_codes_once():
    account = member(Role.EMPLOYEE, agency())
    client = sign_in(account)
    assert "не подключён" in client.get(STATE).content.decode()
    assert client.get(ENROL).headers["Location"] == STATE

    assert client.post(f"{STATE}begin/").headers["Location"] == ENROL
    page = client.get(ENROL).content.decode()
    assert (page.count('<svg class="qr"'), page.count("style="), "otpauth://totp/" in page) == (1, 0, True)
    assert "Код не подошёл" in client.post(ENROL, {"code": "000000"}).content.decode()
    shown = client.post(ENROL, {"code": now_code(account.authenticators.get())}).content.decode()

    assert shown.count("<li><code>") == 10
    assert client.get(ENROL).headers["Location"] == STATE
    assert recovery_codes_left(account) == 10


def test_codes_just_shown_are_given_as_a_file_and_others_are_not(enrolled):
    made, codes = enrolled
    client = sign_in(made.user)

    file = client.post(f"{CODES}file/", {"code": codes})

    assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert file.content.decode().splitlines()[3:] == codes
    for foreign in ([], codes[:9], [*codes, "X"], ["<script>"]):
        assert client.post(f"{CODES}file/", {"code": foreign}).status_code == 422


def test_new_recovery_codes_need_a_code(enrolled):
    made, old = enrolled
    client = sign_in(made.user)

    refused = client.post(CODES, {"code": "000000"})
    shown = client.post(CODES, {"code": now_code(made)}).content.decode()

    assert (refused.status_code, shown.count("<li><code>")) == (422, 10)
    assert [code for code in old if code in shown] == []


def test_telephone_is_changed_by_a_code_of_the_old_one(enrolled):
    made, old_codes = enrolled
    client = sign_in(made.user)
    assert client.post(f"{STATE}replace/", {"code": "000000"}).status_code == 422
    assert client.get(ENROL).headers["Location"] == STATE

    assert client.post(f"{STATE}replace/", {"code": old_codes[0]}).headers["Location"] == ENROL
    waiting = made.user.authenticators.get(confirmed_at=None)
    assert authenticator_of(made.user) == made
    shown = client.post(ENROL, {"code": now_code(waiting)}).content.decode()

    assert shown.count("<li><code>") == 10
    assert authenticator_of(made.user) == waiting
    assert made.user.authenticators.count() == 1
    assert recovery_codes_left(made.user) == 10


def test_turning_off_needs_both_proofs(enrolled):
    made, _codes = enrolled
    client = sign_in(made.user)

    assert client.post(OFF, {"password": "не тот", "code": now_code(made)}).status_code == 422
    assert has_authenticator(made.user) is True
    assert client.post(OFF, {"password": PASSWORD, "code": now_code(made)}).headers["Location"] == STATE
    assert has_authenticator(made.user) is False


def test_where_it_is_demanded_it_is_not_turned_off():
    made, _codes = authenticator(member(Role.COORDINATOR, agency()), EARLIER)
    client = sign_in(made.user)

    page = client.get(STATE).content.decode()
    answer = client.post(OFF, {"password": PASSWORD, "code": now_code(made)})

    assert "обязателен для вашей роли" in page
    assert (answer.status_code, has_authenticator(made.user)) == (403, True)


# --- Demanded before anything else --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("policy", "role", "demanded"),
    [
        ("approvers", Role.RESPONSIBLE, True),
        ("approvers", Role.COORDINATOR, True),
        ("approvers", Role.ADMINISTRATOR, True),
        ("approvers", Role.UNIT_HEAD, False),
        ("approvers", Role.EMPLOYEE, False),
        ("approvers", Role.WORKING_GROUP, False),
        ("all", Role.EMPLOYEE, True),
        ("nobody", Role.ADMINISTRATOR, False),
    ],
)
def test_of_whom_enrolment_is_demanded(settings, policy, role, demanded):
    settings.SECOND_FACTOR = policy
    home = agency()
    client, _answer = give_password(member(role, home))

    answer = client.get(f"/agency/{home.code}/")

    assert (answer.status_code, answer.headers.get("Location")) == ((302, STATE) if demanded else (200, None))


def test_nothing_but_enrolment_and_leaving_is_open():
    home = agency()
    client, _answer = give_password(member(Role.ADMINISTRATOR, home))
    led = {
        path: client.get(path).headers.get("Location")
        for path in ("/", "/help/", "/notices/", "/account/password/", "/account/keys/", "/account/sessions/")
    }

    assert set(led.values()) == {STATE}
    assert client.post(f"/agency/{home.code}/organisation/unit/new/").headers["Location"] == STATE
    page = client.get(STATE).content.decode()
    assert (home.short_name in page, "Разделы" in page, "Выйти" in page) == (False, False, True)
    assert client.post("/account/sign-out/").headers["Location"] == SIGN_IN


def test_cookie_of_such_a_person_is_as_little_to_the_api_as_any_other():
    client, _answer = give_password(member(Role.ADMINISTRATOR, agency()))

    assert client.get("/api/v1/agencies").status_code == 401


def test_enrolled_administrator_goes_on_at_once():
    home = agency()
    account = member(Role.ADMINISTRATOR, home)
    client, _answer = give_password(account)
    client.post(f"{STATE}begin/")

    page = client.post(ENROL, {"code": now_code(account.authenticators.get())}).content.decode()

    assert home.short_name in page
    assert client.get(f"/agency/{home.code}/").status_code == 200


def test_demonstration_demands_nothing(settings):
    settings.DEMONSTRATION = True
    home = agency()
    client, _answer = give_password(member(Role.ADMINISTRATOR, home))

    assert client.get(f"/agency/{home.code}/").status_code == 200


def test_second_factor_of_a_provider_is_enough():
    home = agency()
    account = member(Role.COORDINATOR, home)
    client = sign_in(account)
    Session.objects.update(by_password=False, has_second_factor=True)

    assert client.get(f"/agency/{home.code}/").status_code == 200
    Session.objects.update(has_second_factor=False)
    assert client.get(f"/agency/{home.code}/").headers["Location"] == STATE


def test_session_without_a_code_ends_once_the_person_has_enrolled_elsewhere():
    home = agency()
    account = member(Role.COORDINATOR, home)
    client = sign_in(account)
    authenticator(account, EARLIER)
    other = Session.objects.create(user=account, key_hash="x" * 64, started_at=EARLIER, last_seen_at=EARLIER)
    Session.objects.filter(user=account).update(has_second_factor=False, ended_at=None)

    assert client.get(f"/agency/{home.code}/").headers["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session
    other.refresh_from_db()
    assert Session.objects.filter(user=account, ended_at=None).get() == other


def test_expired_password_comes_before_the_second_factor(settings):
    settings.PASSWORD_PROFILE = "departmental"
    home = agency()
    account = member(Role.COORDINATOR, home)
    client, _answer = give_password(account)
    page = client.get("/account/password/").content.decode()
    assert client.get(STATE).headers["Location"] == "/account/password/"
    assert ("Этот пароль задан не вами" in page, "Отменить" in page) == (True, False)

    new = "Берёза-полдень-47"
    client.post("/account/password/", {"current": PASSWORD, "new": new, "repeated": new})

    assert client.get(f"/agency/{home.code}/").headers["Location"] == STATE


def test_changed_password_keeps_the_second_factor_of_the_session():
    made, _codes = authenticator(member(Role.COORDINATOR, agency()), EARLIER)
    client = sign_in(made.user)
    new = "Берёза-полдень-47"

    client.post("/account/password/", {"current": PASSWORD, "new": new, "repeated": new})

    assert Session.objects.get(user=made.user, ended_at=None).has_second_factor is True
    assert client.get("/account/sessions/").status_code == 200


# --- The administrator --------------------------------------------------------------------------------------
def test_administrator_resets_and_the_person_enrols_anew():
    home = agency()
    made, _codes = authenticator(member(Role.COORDINATOR, home), EARLIER)
    person = sign_in(made.user)
    admin = sign_in(member(Role.ADMINISTRATOR, home))
    page = f"/agency/{home.code}/organisation/accounts/{made.user.pk}/"

    assert "Сбросить вход с кодом" in admin.get(page).content.decode()
    assert admin.post(f"{page}second-factor/", {"reason": " "}).status_code == 422
    assert admin.post(f"{page}second-factor/", {"reason": "Потерян телефон"}).headers["Location"] == page

    assert "при следующем входе система попросит" in admin.get(page).content.decode()
    assert person.get(STATE).headers["Location"] == SIGN_IN
    client, answer = give_password(made.user)
    assert answer.headers["Location"] == "/"
    assert client.get("/").headers["Location"] == STATE


def test_administrator_does_not_reset_the_own_one():
    home = agency()
    made, _codes = authenticator(member(Role.ADMINISTRATOR, home), EARLIER)
    page = f"/agency/{home.code}/organisation/accounts/{made.user.pk}/"

    answer = sign_in(made.user).post(f"{page}second-factor/", {"reason": "Хочу"})

    assert (answer.status_code, has_authenticator(made.user)) == (403, True)
    assert "Сбросить вход с кодом" not in sign_in(made.user).get(page).content.decode()


def test_account_that_works_elsewhere_is_not_one_administrators_to_reset():
    home = agency()
    made, _codes = authenticator(user(), EARLIER)
    admin = sign_in(member(Role.ADMINISTRATOR, home))

    path = f"/agency/{home.code}/organisation/accounts/{made.user.pk}/second-factor/"

    assert admin.post(path, {"reason": "Потерян телефон"}).status_code == 404
    assert has_authenticator(made.user) is True
