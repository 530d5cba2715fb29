"""Signing in through a provider on the loopback: the way in, every way it can fail, linking, leaving."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session as CookieSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navstrechu.accounts.models import IdentityLink, Session
from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import set_active
from navstrechu.web.accounts import attempts
from tests.factories import NOON
from tests.factories.accounts import PASSWORD, authenticator, code_of, user
from tests.factories.identities import identity, identity_link
from tests.factories.organisation import agency, member
from tests.identity_provider import (
    DISCOVERY,
    KEYS,
    TOKEN,
    Fault,
    IdentityProvider,
    identity_provider,
    signing_key,
    use,
)
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
SIGN_IN, ENTER, PAGE = "/account/sign-in/", "/account/openid/", "/account/identity/"
RETURN = "/account/openid/return/"


@pytest.fixture
def server(settings) -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        use(settings, running)
        running.return_addresses = {f"http://testserver{RETURN}"}
        yield running


def linked(server: IdentityProvider):
    """The account of who signs in at the provider."""
    return identity_link(user("petrova"), identity(server.subject, server.issuer)).user


def begin(client: Client, server: IdentityProvider, start: str = ENTER) -> str:
    """Out to the provider and approved there: where the browser is sent back to."""
    answer = client.get(start)
    assert answer.status_code == 302, answer.content.decode()
    return server.approve(urlsplit(answer.headers["Location"]).query)


def enter(client: Client, server: IdentityProvider, start: str = ENTER):
    return client.get(begin(client, server, start))


def sentence(answer) -> tuple[int, str]:
    """Status and the sentence above the form."""
    return answer.status_code, str(answer.context["problem"])


def test_linked_person_enters_and_goes_on(server: IdentityProvider):
    account, client = linked(server), Client()

    answer = enter(client, server, f"{ENTER}?next=/account/sessions/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/sessions/")
    opened = Session.objects.get(user=account)
    assert (opened.address, opened.ended_at) == ("127.0.0.1", None)
    assert client.get("/account/sessions/").content.decode().count("через службу входа") == 1


def test_sign_in_page_offers_the_provider_only_where_there_is_one(server, settings):
    offered = Client().get(f"{SIGN_IN}?next=/help/").content.decode()
    settings.OPENID_ISSUER = ""
    silent = Client().get(SIGN_IN).content.decode()

    assert "Войти через учётную запись области" in offered
    assert f'href="{ENTER}?next=/help/"' in offered
    assert "Войти через" not in silent


def test_without_a_provider_its_addresses_are_not_there():
    account = user()

    found = {path: Client().get(path).status_code for path in (ENTER, RETURN, "/account/openid/leave/")}
    own = {path: sign_in(account).get(path).status_code for path in (PAGE, "/account/identity/link/")}

    assert set(found.values()) | set(own.values()) == {404}


def test_another_site_is_not_a_place_to_go_on(server: IdentityProvider):
    linked(server)

    assert enter(Client(), server, f"{ENTER}?next=https://evil.example.org/").headers["Location"] == "/"


def test_who_is_signed_in_needs_no_provider(server: IdentityProvider):
    answer = sign_in(user()).get(f"{ENTER}?next=/help/")

    assert (answer.headers["Location"], server.asked) == ("/help/", [])


def test_own_code_is_asked_for_where_the_providers_does_not_count(server: IdentityProvider):
    account = linked(server)
    made, _codes = authenticator(account, timezone.now() - timedelta(minutes=5))
    server.claims["amr"] = ["pwd", "otp"]
    client = Client()

    answer = enter(client, server, f"{ENTER}?next=/account/sessions/")

    assert (answer.headers["Location"], Session.objects.count()) == ("/account/sign-in/code/", 0)
    done = client.post(answer.headers["Location"], {"code": code_of(made, timezone.now())})
    assert done.headers["Location"] == "/account/sessions/"
    opened = Session.objects.get(user=account)
    assert (opened.by_password, opened.has_second_factor) == (False, True)


def test_second_factor_of_the_provider_counts_where_the_settings_say_so(server, settings):
    settings.OPENID_SECOND_FACTOR = ["otp"]
    own = agency()
    admin = identity_link(member(Role.ADMINISTRATOR, own), identity(server.subject, server.issuer)).user
    authenticator(admin)
    server.claims["amr"] = ["pwd", "otp"]
    home = reverse("home:overview", args=[own.code])
    client = Client()

    answer = enter(client, server, f"{ENTER}?next={home}")

    opened = Session.objects.get(user=admin)
    assert (answer.headers["Location"], opened.has_second_factor) == (home, True)
    assert client.get(home).status_code == 200


def test_approver_without_any_second_factor_enrols_first(server: IdentityProvider):
    own = agency()
    identity_link(member(Role.ADMINISTRATOR, own), identity(server.subject, server.issuer))
    client = Client()

    enter(client, server)

    asked = client.get(reverse("home:overview", args=[own.code]))
    assert asked.headers["Location"] == reverse("accounts:second-factor")


def test_session_key_changes_with_the_sign_in(server: IdentityProvider):
    linked(server)
    client = Client()
    address = begin(client, server)
    before = client.session.session_key

    client.get(address)

    assert client.session.session_key != before
    assert not CookieSession.objects.filter(session_key=before).exists()


def test_stranger_is_not_registered(server: IdentityProvider):
    user("petrova", email="petrova@example.org")
    server.claims |= {"email": "petrova@example.org", "email_verified": False}

    status, said = sentence(enter(Client(), server))

    assert (status, said.startswith("Этот вход не связан ни с одной учётной записью")) == (403, True)
    assert (IdentityLink.objects.count(), Session.objects.count()) == (0, 0)


def test_disabled_account_is_refused(server: IdentityProvider):
    set_active(user=linked(server), is_active=False, by=user(), at=NOON)

    answer = enter(Client(), server)

    assert sentence(answer) == (
        403, "Ваша учётная запись отключена. Обратитесь к администратору вашего органа.",
    )  # fmt: skip
    assert Session.objects.count() == 0


BAD = {
    "html": (lambda server: server.faults.update({TOKEN: Fault(body=b"<html>")}), 502, "ответ – не JSON"),
    "huge": (lambda server: server.faults.update({KEYS: Fault(body=b"1" * 300_000)}), 502, "слишком велик"),
    "status": (lambda server: server.faults.update({KEYS: Fault(500, b"{}")}), 502, "ответ 500"),
    "issuer": (lambda server: server.claims.update(iss="https://x.example.org"), 502, "другой издатель"),
    "signature": (lambda server: setattr(server, "key", signing_key("second")), 502, "подпись"),
    "expired": (lambda server: server.claims.update(exp=1), 502, "срок подтверждения истёк"),
    "nonce": (lambda server: server.claims.update(nonce="x"), 502, "на другой запрос"),
    "no sub": (lambda server: server.without.add("sub"), 502, "не хватает обязательных сведений"),
    "denied": (lambda server: setattr(server, "error", "access_denied"), 403, "Вы отказались от входа"),
    "other error": (lambda server: setattr(server, "error", "server_error"), 403, "(server_error)"),
    "strange error": (lambda server: setattr(server, "error", "<b>" * 99), 403, "<b><b>"),
}


@pytest.mark.parametrize(("spoil", "status", "words"), BAD.values(), ids=BAD.keys())
def test_nonsense_is_a_sentence_and_opens_nothing(server: IdentityProvider, spoil, status, words):
    account, client = linked(server), Client()
    spoil(server)

    answer = enter(client, server, f"{ENTER}?next=/help/")

    found, said = sentence(answer)
    assert (found, words in said) == (status, True)
    assert "<b>" not in answer.content.decode()
    # The password way stands beside the sentence and leads where the person was going.
    assert 'name="next" value="/help/"' in answer.content.decode()
    assert f'action="{SIGN_IN}"' in answer.content.decode()
    assert Session.objects.count() == 0
    form = {"username": account.login, "password": PASSWORD, "next": "/help/"}
    assert client.post(SIGN_IN, form).headers["Location"] == "/help/"


def test_absent_provider_is_told_at_once_and_passwords_go_on(server: IdentityProvider, settings):
    settings.OPENID_ISSUER = "http://127.0.0.1:1"
    account, client = user(), Client()

    found = sentence(client.get(ENTER))

    assert found == (
        503, "Служба входа не отвечает. Войдите по логину и паролю или попробуйте позже.",
    )  # fmt: skip
    assert client.post(SIGN_IN, {"username": account.login, "password": PASSWORD}).status_code == 302


def test_wrong_discovery_is_told_before_the_person_leaves(server: IdentityProvider):
    server.faults[DISCOVERY] = Fault(body=b"{}")

    assert sentence(Client().get(ENTER))[0] == 502


OVER = (400, "Этот вход уже завершён, устарел или начат в другом окне. Начните его заново.")


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?error=access_denied", "?state=" + "я" * 3000])
def test_return_that_nobody_waits_for_is_told(server: IdentityProvider, query: str):
    assert sentence(Client().get(RETURN + query)) == OVER
    assert server.asked == []


def test_state_of_another_browser_is_unknown_here(server: IdentityProvider):
    linked(server)
    address = begin(Client(), server)

    assert sentence(Client().get(address)) == OVER
    assert Session.objects.count() == 0


def test_return_is_good_once(server: IdentityProvider):
    linked(server)
    client = Client()
    address = begin(client, server)
    client.get(address)

    again = client.get(address)

    assert again.headers["Location"] == "/"
    client.post(reverse("accounts:sign-out"))
    assert sentence(client.get(address)) == OVER
    assert Session.objects.count() == 1


def test_failed_return_cannot_be_repeated(server: IdentityProvider):
    linked(server)
    client = Client()
    address = begin(client, server)
    server.faults[TOKEN] = Fault(500, b"{}")
    client.get(address)
    server.faults.clear()

    assert sentence(client.get(address)) == OVER


def test_return_that_comes_too_late_is_told(server: IdentityProvider, monkeypatch):
    linked(server)
    client = Client()
    address = begin(client, server)
    monkeypatch.setattr(attempts, "LIFE", timedelta(0))

    assert sentence(client.get(address)) == OVER


def test_windows_of_one_browser_do_not_disturb_each_other(server: IdentityProvider):
    linked(server)
    client = Client()
    addresses = [begin(client, server) for _ in range(6)]

    assert sentence(client.get(addresses[0])) == OVER
    assert client.get(addresses[1]).headers["Location"] == "/"


def test_repeated_parameters_are_nonsense_not_an_error(server: IdentityProvider):
    client = Client()
    address = begin(client, server)

    assert sentence(client.get(f"{address}&code=&iss=x"))[0] == 502


def test_person_links_the_own_account_by_the_password(server: IdentityProvider):
    account = user("petrova")
    client = sign_in(account)

    answer = enter(client, server, "/account/identity/link/")

    assert answer.headers["Location"] == PAGE
    page = client.get(PAGE).content.decode()
    assert ("Петрова Анна Ивановна" in page, "petrova" in page) == (True, True)
    refused = client.post(PAGE, {"password": "не тот"})
    assert (refused.status_code, IdentityLink.objects.count()) == (422, 0)
    assert client.post(PAGE, {"password": PASSWORD}).headers["Location"] == PAGE
    link = IdentityLink.objects.get()
    assert (link.user, link.issuer, link.subject) == (account, server.issuer, "petrova-1")
    assert "Вход связан" in client.get(PAGE).content.decode()
    assert enter(Client(), server).status_code == 302


def test_password_alone_links_nothing(server: IdentityProvider):
    client = sign_in(user())

    answer = client.post(PAGE, {"password": PASSWORD})

    assert (answer.status_code, IdentityLink.objects.count()) == (422, 0)
    assert "Начните связывание заново" in answer.content.decode()


def test_proof_for_linking_ends_with_time_and_with_the_session(server: IdentityProvider, monkeypatch):
    client = sign_in(user())
    enter(client, server, "/account/identity/link/")
    monkeypatch.setattr(attempts, "LIFE", timedelta(0))

    assert client.post(PAGE, {"password": PASSWORD}).status_code == 422
    assert IdentityLink.objects.count() == 0


def test_identity_of_somebody_else_is_not_taken_over(server: IdentityProvider):
    others = linked(server)
    client = sign_in(user())
    enter(client, server, "/account/identity/link/")

    answer = client.post(PAGE, {"password": PASSWORD})

    assert (answer.status_code, IdentityLink.objects.get().user) == (409, others)


def test_failed_linking_is_told_on_its_page(server: IdentityProvider):
    client = sign_in(user())
    server.claims["exp"] = 1

    answer = enter(client, server, "/account/identity/link/")

    assert (answer.status_code, answer.templates[0].name) == (502, "accounts/identity_page.html")
    assert "срок подтверждения истёк" in answer.content.decode()


def test_link_is_parted(server: IdentityProvider):
    account = linked(server)

    assert sign_in(account).post("/account/identity/unlink/").headers["Location"] == PAGE

    assert IdentityLink.objects.count() == 0
    assert sentence(enter(Client(), server))[0] == 403


def test_account_without_a_password_is_told_why_it_stays_linked(server: IdentityProvider):
    account = linked(server)
    account.set_unusable_password()
    account.save()
    client = sign_in(account)

    page, answer = client.get(PAGE).content.decode(), client.post("/account/identity/unlink/")

    assert ("Отвязать" in page, "другого входа у неё нет" in page) == (False, True)
    assert (answer.status_code, IdentityLink.objects.count()) == (409, 1)


def test_who_came_by_the_provider_may_leave_it_too(server: IdentityProvider, settings):
    settings.OPENID_LOGOUT = True
    linked(server)
    client = Client()
    enter(client, server)

    out = client.post(reverse("accounts:sign-out"))
    page = client.get(out.headers["Location"]).content.decode()
    leaving = client.get("/account/openid/leave/").headers["Location"]

    assert "служба входа вас ещё помнит" in page
    assert parse_qs(urlsplit(leaving).query)["post_logout_redirect_uri"] == [f"http://testserver{SIGN_IN}"]


@pytest.mark.parametrize("by_provider", [True, False])
def test_leaving_is_not_offered_to_who_does_not_need_it(server, settings, by_provider: bool):
    settings.OPENID_LOGOUT = not by_provider
    account = linked(server)
    client = Client() if by_provider else sign_in(account)
    if by_provider:
        enter(client, server)

    assert client.post(reverse("accounts:sign-out")).headers["Location"] == SIGN_IN


def test_nothing_of_the_provider_stays_in_the_browsers_session(server: IdentityProvider):
    linked(server)
    client = Client()
    enter(client, server)

    kept = {name for name, _value in client.session.items() if name.startswith("openid")}

    assert (kept, client.session["openid_attempts"]) == ({"openid_attempts", "openid_entered"}, {})
