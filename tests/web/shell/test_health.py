"""`/healthz`, reading only, and the address of a client behind a proxy."""

import json

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from navstrechu.accounts.models import SignInFailure
from navstrechu.demonstration.content import AGENCY_CODE
from navstrechu.discussion.models import Comment
from navstrechu.operations import health
from navstrechu.roadmap.models import Measure
from navstrechu.web.shell.proxy import ClientAddressMiddleware
from tests.sessions import sign_in

HUGE = 2**62


# --- Health -------------------------------------------------------------------------------------------------
def test_health_is_told_to_everybody_and_says_nothing_else(db):
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert json.loads(answer.content) == {"status": "ok", "database": "ok", "structure": "ok", "disk": "ok"}


def test_health_on_a_nearly_full_disk_is_reading_only_and_still_200(db, settings):
    settings.DISK_LOW_BYTES = settings.DISK_READ_ONLY_BYTES = HUGE

    answer = Client().get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "read_only", "database": "ok", "structure": "ok", "disk": "read_only"}


def test_health_without_a_database_is_503(db, monkeypatch, caplog):
    def gone() -> None:
        raise OperationalError("server closed the connection, password=secret")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        answer = Client().get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "database": "unavailable",
        "structure": "unknown",
        "disk": "ok",
    }


def test_health_before_the_upgrade_of_the_structure_is_503(transactional_db):
    health._current.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'organisation' AND name NOT LIKE '0001%'")

    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()["structure"]) == (503, "pending")


def test_health_is_not_sent_away_to_tls(db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get("/healthz").status_code == 200
    assert Client().get("/account/sign-in/").status_code == 301


# --- Reading only -------------------------------------------------------------------------------------------
@pytest.fixture
def full_disk(demonstration, db, settings) -> None:
    settings.DISK_LOW_BYTES = settings.DISK_READ_ONLY_BYTES = HUGE


def comment_address() -> str:
    number = Measure.objects.order_by("pk").first().number
    return reverse("roadmap:comment", kwargs={"agency": AGENCY_CODE, "number": number})


def test_change_on_a_nearly_full_disk_is_refused_and_pages_open(full_disk):
    client, before = sign_in("coordinator"), Comment.objects.count()

    refused = client.post(comment_address(), {"text": "Готово"})

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "300")
    assert "На сервере заканчивается место, поэтому изменение не сохранено." in refused.content.decode()
    assert Comment.objects.count() == before
    page = client.get(reverse("home:overview", kwargs={"agency": AGENCY_CODE}))
    assert page.status_code == 200
    assert "Система работает только на чтение" in page.content.decode()


def test_signing_in_and_out_stays_possible(full_disk):
    assert Client().post(reverse("accounts:sign-in"), {}).status_code == 422
    assert sign_in("coordinator").post(reverse("accounts:sign-out")).status_code == 302


def test_api_is_refused_in_its_own_form(full_disk, rf: RequestFactory):
    from navstrechu.web.shell.read_only import ReadOnlyMiddleware

    request = rf.post("/api/v1/measures/1")
    request.resolver_match = None

    answer = ReadOnlyMiddleware(lambda _: HttpResponse()).process_view(request, None, (), {})

    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(answer.content)["detail"].startswith("На сервере заканчивается место")


def test_change_with_room_on_the_disk_is_accepted(demonstration, db):
    before = Comment.objects.count()

    sign_in("coordinator").post(comment_address(), {"text": "Готово"})

    assert Comment.objects.count() == before + 1


# --- Addresses ----------------------------------------------------------------------------------------------
def seen(settings, rf: RequestFactory, proxies: list[str], peer: str, forwarded: str | None) -> HttpRequest:
    """The request as views see it."""
    settings.PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_PROTO": "https"}
    if forwarded is not None:
        headers["HTTP_X_FORWARDED_FOR"] = forwarded
    request = rf.get("/", REMOTE_ADDR=peer, **headers)
    ClientAddressMiddleware(lambda _: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "expected"),
    [
        ([], "127.0.0.1", "203.0.113.7", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.7", "203.0.113.7"),
        (["127.0.0.1"], "127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        (["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7"),
        (["127.0.0.1"], "198.51.100.9", "203.0.113.7", "198.51.100.9"),
        (["::1"], "::1", "2001:db8::7", "2001:db8::7"),
        (["127.0.0.1"], "127.0.0.1", "nonsense", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.7, nonsense", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", None, "127.0.0.1"),
        (["127.0.0.1"], "", "203.0.113.7", ""),
    ],
)
def test_address_is_taken_from_our_proxy_only(settings, rf, proxies, peer, forwarded, expected):
    assert seen(settings, rf, proxies, peer, forwarded).META["REMOTE_ADDR"] == expected


def test_claim_of_tls_by_a_stranger_is_dropped(settings, rf):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert seen(settings, rf, ["127.0.0.1"], "127.0.0.1", None).is_secure()
    assert not seen(settings, rf, ["127.0.0.1"], "198.51.100.9", None).is_secure()


def test_failed_sign_in_behind_the_proxy_is_counted_by_the_address_of_the_client(db, settings):
    settings.PROXIES = ["127.0.0.1"]

    Client().post(
        reverse("accounts:sign-in"),
        {"username": "nobody", "password": "wrong"},
        headers={"X-Forwarded-For": "203.0.113.7"},
    )

    assert list(SignInFailure.objects.values_list("login", "address")) == [("nobody", "203.0.113.7")]
