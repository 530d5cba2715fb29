"""The client against a provider that is right, wrong, slow and absent."""

import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from navstrechu.core.clients import bounded
from navstrechu.core.clients.bounded import Nonsense, Silent
from navstrechu.core.clients.openid import Attempt, Identity, Provider, Registration
from navstrechu.core.clients.openid_refusals import Declined
from navstrechu.core.errors import DomainError, InputRefused
from tests.identity_provider import (
    CLIENT_ID,
    DISCOVERY,
    KEYS,
    SECRET,
    TOKEN,
    Fault,
    IdentityProvider,
    curve_key,
    identity_provider,
    signing_key,
)

BACK = "http://127.0.0.1:1/account/openid/return/"
RULES = "Служба входа ответила не по правилам: "


@pytest.fixture
def server() -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        running.return_addresses = {BACK}
        yield running


@pytest.fixture
def provider(server: IdentityProvider) -> Provider:
    return Provider(registration(server))


def registration(server: IdentityProvider) -> Registration:
    return Registration(server.issuer, CLIENT_ID, SECRET, ("openid", "profile"))


def enter(provider: Provider, server: IdentityProvider, attempt: Attempt | None = None) -> Identity:
    """The whole way: out to the provider, back with a code, the code exchanged."""
    going = attempt or Attempt.fresh()
    back = server.approve(urlsplit(provider.address(going, BACK)).query)
    answer = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    assert answer.pop("state") == going.state
    return provider.identity(answer, going, BACK)


def refusal(provider: Provider, server: IdentityProvider) -> tuple[type[DomainError], str]:
    with pytest.raises(DomainError) as raised:
        enter(provider, server)
    return type(raised.value), str(raised.value)


def test_person_is_who_the_signed_token_says(provider: Provider, server: IdentityProvider):
    server.claims |= {"acr": "urn:two", "amr": ["pwd", "otp"]}

    found = enter(provider, server)

    methods = frozenset({"urn:two", "pwd", "otp"})
    assert found == Identity(server.issuer, "petrova-1", "Петрова Анна Ивановна", methods)
    assert server.asked == [DISCOVERY, TOKEN, KEYS]


def test_second_person_needs_only_the_token(provider: Provider, server: IdentityProvider):
    enter(provider, server)
    server.asked.clear()

    enter(provider, server)

    assert server.asked == [TOKEN]


def test_query_of_the_providers_own_address_is_kept(provider: Provider):
    query = parse_qs(urlsplit(provider.address(Attempt.fresh(), BACK)).query)

    assert query["audience"] == ["offices"]


@pytest.mark.parametrize("methods", [["client_secret_basic"], ["client_secret_post"], None])
def test_secret_goes_the_way_the_provider_takes(provider, server: IdentityProvider, methods):
    server.methods = methods

    assert enter(provider, server).subject == "petrova-1"


def test_new_key_of_the_provider_is_fetched_once(server: IdentityProvider):
    clock = [100.0]
    provider = Provider(registration(server), now=lambda: clock[0])
    enter(provider, server)
    server.key, server.header = signing_key("second"), {"kid": "second"}
    server.published.append(("second", signing_key("second")))
    clock[0] += 60

    assert enter(provider, server).subject == "petrova-1"
    assert server.asked.count(KEYS) == 2


def test_token_without_a_key_name_fits_a_provider_with_one_key(provider, server: IdentityProvider):
    server.header = {}

    assert enter(provider, server).subject == "petrova-1"


def test_key_is_chosen_by_its_kind_where_the_token_names_none(provider, server: IdentityProvider):
    server.published.append(("curve", curve_key()))
    server.header = {}

    assert enter(provider, server).subject == "petrova-1"
    server.key, server.algorithm = curve_key(), "ES256"
    assert enter(provider, server).subject == "petrova-1"


def test_one_of_several_nameless_keys_is_not_guessed(provider: Provider, server: IdentityProvider):
    server.published.append(("second", signing_key("second")))
    server.header = {}

    assert refusal(provider, server) == (Nonsense, BAD_SIGNATURE + TAIL)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_key_that_can_be_broken_proves_nothing(provider: Provider, server: IdentityProvider):
    server.key = signing_key("short", 1024)
    server.published = [("first", server.key)]

    assert refusal(provider, server) == (Nonsense, BAD_SIGNATURE + TAIL)


def test_algorithm_that_the_key_is_not_of_is_refused(provider: Provider, server: IdentityProvider):
    server.key, server.algorithm = curve_key(), "ES256"

    assert refusal(provider, server) == (Nonsense, BAD_SIGNATURE + TAIL)


BAD_SIGNATURE = f"{RULES}подпись подтверждения не сошлась."
LACKING = f"{RULES}в подтверждении не хватает обязательных сведений."
TAIL = " Вы не вошли. Войдите по логину и паролю и сообщите администратору."


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"iss": "https://other.example.org"}, f"{RULES}подтверждение выдал другой издатель (iss)."),
        ({"aud": "another"}, f"{RULES}подтверждение выдано другой программе (aud)."),
        ({"aud": [CLIENT_ID, "another"]}, f"{RULES}подтверждение выдано другой программе (azp)."),
        ({"azp": "another"}, f"{RULES}подтверждение выдано другой программе (azp)."),
        ({"exp": 1}, f"{RULES}срок подтверждения истёк."),
        ({"nonce": "другой"}, f"{RULES}подтверждение выдано на другой запрос (nonce)."),
        ({"nonce": None}, f"{RULES}подтверждение выдано на другой запрос (nonce)."),
        ({"sub": ""}, f"{RULES}не сказано, кто вошёл (sub)."),
        ({"sub": "a" * 256}, f"{RULES}не сказано, кто вошёл (sub)."),
        ({"sub": "a\0b"}, f"{RULES}не сказано, кто вошёл (sub)."),
        ({"iat": 2**40}, BAD_SIGNATURE),
    ],
)
def test_token_that_says_something_else_is_refused(provider, server: IdentityProvider, claims, sentence):
    server.claims |= claims

    assert refusal(provider, server) == (Nonsense, sentence + TAIL)


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat"])
def test_token_that_lacks_a_claim_is_refused(provider, server: IdentityProvider, claim: str):
    server.without = {claim}

    assert refusal(provider, server)[0] is Nonsense


def test_subject_that_is_no_text_is_refused(provider: Provider, server: IdentityProvider, monkeypatch):
    # The library that makes tokens refuses such ones itself: this one is made past it.
    monkeypatch.setattr(jwt.PyJWT, "encode", _encode_anything)
    server.claims["sub"] = 17

    assert refusal(provider, server)[0] is Nonsense


def _encode_anything(self, payload, key, algorithm, headers=None, **_):
    import json

    return jwt.api_jws.encode(json.dumps(payload).encode(), key, algorithm, headers)


def test_foreign_signature_is_refused(provider: Provider, server: IdentityProvider):
    server.key = signing_key("second")

    assert refusal(provider, server) == (Nonsense, BAD_SIGNATURE + TAIL)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_token_without_the_providers_signature_is_refused(provider, server: IdentityProvider, algorithm):
    server.algorithm, server.key = algorithm, (None if algorithm == "none" else SECRET.encode() * 3)

    assert refusal(provider, server) == (Nonsense, BAD_SIGNATURE + TAIL)


def test_unknown_key_does_not_make_us_ask_again_and_again(provider: Provider, server: IdentityProvider):
    server.header = {"kid": "nobody"}

    found = [refusal(provider, server) for _ in range(3)]

    assert found == [(Nonsense, BAD_SIGNATURE + TAIL)] * 3
    assert server.asked.count(KEYS) == 1


HUGE = b"{" + b" " * (bounded.MOST_BYTES + 1) + b"}"


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS])
@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(body=b"<html>"), f"{RULES}ответ – не JSON." + TAIL),
        (Fault(body=b"[" * 100_000), f"{RULES}ответ – не JSON." + TAIL),
        (Fault(body=b"\xff\xfe"), f"{RULES}ответ – не JSON." + TAIL),
        (Fault(body=b"[]"), f"{RULES}ответ – не JSON." + TAIL),
        (Fault(body=HUGE), f"{RULES}ответ слишком велик." + TAIL),
    ],
    ids=["html", "deep", "bytes", "list", "huge"],
)
def test_answer_that_is_no_document_is_refused(provider, server: IdentityProvider, path, fault, sentence):
    server.faults[path] = fault

    assert refusal(provider, server) == (Nonsense, sentence)


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS])
@pytest.mark.parametrize("status", [302, 404, 500])
def test_answer_of_another_status_is_refused(provider, server: IdentityProvider, path, status):
    server.faults[path] = Fault(status, b"{}", headers={"Location": "http://127.0.0.1:1/"})

    assert refusal(provider, server)[0] is Nonsense


@pytest.mark.parametrize(
    "body", [b"{}", b'{"id_token": 5}', b'{"id_token": "a.b.c"}', b'{"id_token": "' + b"a" * 70_000 + b'"}']
)
def test_answer_without_a_usable_token_is_refused(provider, server: IdentityProvider, body: bytes):
    server.faults[TOKEN] = Fault(body=body)

    assert refusal(provider, server)[0] is Nonsense


@pytest.mark.parametrize(
    "keys",
    [b"{}", b'{"keys": 5}', b'{"keys": [5, null]}', b'{"keys": [{"kty": "RSA", "kid": "first", "n": 5}]}'],
)
def test_keys_made_of_nonsense_are_refused(provider, server: IdentityProvider, keys: bytes):
    server.faults[KEYS] = Fault(body=keys)

    assert refusal(provider, server)[0] is Nonsense


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example.org"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://login.example.org/token"},
        {"token_endpoint": "https://user:pass@login.example.org/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://login.example.org:port/"},
        {"authorization_endpoint": ["https://login.example.org/"]},
    ],
)
def test_description_that_leads_elsewhere_is_refused(provider, server: IdentityProvider, change):
    server.change_discovery = lambda document: document.update(change)

    assert refusal(provider, server)[0] is Nonsense


def test_issuer_without_encryption_is_not_even_asked():
    provider = Provider(Registration("http://login.example.org", CLIENT_ID, SECRET, ("openid",)))

    with pytest.raises(Nonsense, match="её адрес – не https"):
        provider.address(Attempt.fresh(), BACK)


def test_refusal_of_the_person_is_told(provider: Provider, server: IdentityProvider):
    server.error = "access_denied"

    assert refusal(provider, server) == (
        Declined,
        "Вы отказались от входа, или служба входа не разрешила его. Попробуйте ещё раз.",
    )


def test_other_error_is_named(provider: Provider, server: IdentityProvider):
    server.error = "temporarily_unavailable"

    assert refusal(provider, server) == (
        Declined,
        "Служба входа не пустила вас (temporarily_unavailable). "
        "Войдите по логину и паролю или попробуйте позже.",
    )


def test_answer_without_a_code_or_from_another_provider_is_refused(provider: Provider):
    for answer in ({}, {"code": ""}, {"code": "x", "iss": "https://other.example.org"}):
        with pytest.raises(Nonsense):
            provider.identity(answer, Attempt.fresh(), BACK)


def test_code_is_good_once_and_only_with_its_verifier(provider: Provider, server: IdentityProvider):
    attempt = Attempt.fresh()
    back = server.approve(urlsplit(provider.address(attempt, BACK)).query)
    code = parse_qs(urlsplit(back).query)["code"][0]

    with pytest.raises(InputRefused, match="Начните его заново"):
        provider.identity({"code": code}, replace(attempt, verifier="чужой"), BACK)
    with pytest.raises(InputRefused, match="Начните его заново"):
        provider.identity({"code": code}, attempt, BACK)
    assert server.refused == ["grant", "grant"]


def test_wrong_secret_is_the_administrators_matter(server: IdentityProvider):
    provider = Provider(replace(registration(server), client_secret="другой"))

    assert refusal(provider, server) == (
        Nonsense,
        "Служба входа не признала эту систему. Войдите по логину и паролю и сообщите администратору.",
    )


SILENT = (Silent, "Служба входа не отвечает. Войдите по логину и паролю или попробуйте позже.")


@pytest.mark.parametrize(
    "fault", [Fault(seconds=30.0), Fault(seconds=30.0, drip=True)], ids=["still", "drip"]
)
def test_provider_that_takes_its_time_is_not_waited_for(provider, server, fault: Fault, monkeypatch):
    monkeypatch.setattr(bounded.ask, "__kwdefaults__", bounded.ask.__kwdefaults__ | {"seconds": 0.3})
    server.faults[TOKEN] = fault
    began = time.monotonic()

    assert refusal(provider, server) == SILENT
    assert time.monotonic() - began < 15


def test_absent_provider_is_asked_again_only_after_a_while(server: IdentityProvider):
    clock = [100.0]
    absent = Provider(replace(registration(server), issuer="http://127.0.0.1:1"), now=lambda: clock[0])
    attempt = Attempt.fresh()

    for _ in range(2):
        with pytest.raises(Silent):
            absent.address(attempt, BACK)
    absent.registration = registration(server)
    with pytest.raises(Silent):
        absent.address(attempt, BACK)
    clock[0] += 11
    assert absent.address(attempt, BACK).startswith(server.issuer)


def test_name_is_taken_only_as_plain_text(provider: Provider, server: IdentityProvider):
    server.claims |= {"name": "а\u202eб" * 90, "preferred_username": "petrova"}

    assert enter(provider, server).name == "petrova"


def test_leaving_the_provider_leads_back(provider: Provider, server: IdentityProvider):
    address = provider.leaving_address("http://127.0.0.1:1/account/sign-in/")
    server.change_discovery = lambda document: document.pop("end_session_endpoint")

    query = parse_qs(urlsplit(address).query)
    assert query == {
        "client_id": [CLIENT_ID],
        "post_logout_redirect_uri": ["http://127.0.0.1:1/account/sign-in/"],
    }
    assert Provider(registration(server)).leaving_address("http://127.0.0.1:1/") == ""
