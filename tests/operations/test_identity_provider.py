"""What `doctor` says of the provider of OpenID Connect."""

from collections.abc import Iterator

import pytest

from navstrechu.operations.sign_in import identity_provider as examine
from tests.identity_provider import (
    DISCOVERY,
    KEYS,
    Fault,
    IdentityProvider,
    identity_provider,
    use,
)


@pytest.fixture
def server(settings) -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        use(settings, running)
        yield running


def said() -> list[str]:
    return [f"{str(one.id).removeprefix('navstrechu.')} {one.msg}" for one in examine()]


def test_without_a_provider_nothing_is_asked(settings):
    assert said() == ["I004 Вход через OpenID Connect не настроен."]


def test_provider_that_answers_is_well(server: IdentityProvider):
    assert said() == [f"I004 Вход через {server.issuer}: служба отвечает."]
    assert server.asked == [DISCOVERY, KEYS]


def test_missing_secret_is_mentioned(server: IdentityProvider, settings):
    settings.OPENID_CLIENT_SECRET = ""

    assert said()[1] == "W022 Служба входа узнаёт систему без секрета."


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        (DISCOVERY, b"<html>", "ответ – не JSON"),
        (DISCOVERY, b"{}", "в её описании назван другой издатель (issuer)"),
        (KEYS, b"{}", "у неё нет ключей подписи"),
    ],
)
def test_nonsense_is_an_error(server: IdentityProvider, path: str, body: bytes, words: str):
    server.faults[path] = Fault(body=body)

    assert said() == [f"E020 Через {server.issuer} не войти. Служба входа ответила не по правилам: {words}."]


def test_absent_provider_is_an_error(settings):
    settings.OPENID_ISSUER = "http://127.0.0.1:2"

    assert said() == ["E020 Через http://127.0.0.1:2 не войти. Служба входа не отвечает."]


def test_issuer_without_encryption_is_an_error(settings):
    settings.OPENID_ISSUER = "http://login.example.org"

    assert said() == [
        "E020 Через http://login.example.org не войти. Служба входа ответила не по правилам: "
        "её адрес – не https."
    ]
