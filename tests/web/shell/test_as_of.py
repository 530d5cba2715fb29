"""The shown day: chosen in the top bar, kept in the session, overruled by the address."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.web.shell.as_of import parse_day, without_day
from tests.factories.organisation import agency, member
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db
URL = "/as-of/"


@pytest.fixture
def client():
    return sign_in(member(Role.EMPLOYEE, agency()))


def shown(client, path="/help/"):
    return re.search(r'<time datetime="([\d-]+)">', client.get(path).content.decode())[1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15.03.2024", date(2024, 3, 15)), (" 2024-03-15 ", date(2024, 3, 15)),
        ("29.02.2024", date(2024, 2, 29)),
        ("29.02.2023", None), ("31.12.1999", None), ("01.01.2100", None), ("9999-12-31", None), ("", None),
        ("сегодня", None), ("15.03.24", None), ("15.03.2024'--", None),
    ],
)  # fmt: skip
def test_days_are_read_in_two_forms_and_only_of_this_century(text, day):
    assert parse_day(text) == day


def test_chosen_day_is_kept_and_the_page_comes_back(client):
    answer = client.get(URL, {"as_of": "15.03.2024", "next": "/account/sessions/?as_of=01.01.2020&x=1"})

    assert answer.headers["Location"] == "/account/sessions/?x=1"
    assert shown(client) == "2024-03-15"
    assert "chip--past" in client.get("/help/").content.decode()


def test_day_of_the_address_wins_for_that_page_only(client):
    client.post(URL, {"as_of": "2024-03-15"})

    assert shown(client, "/help/?as_of=01.02.2024") == "2024-02-01"
    assert shown(client) == "2024-03-15"


def test_going_back_to_today_lasts_over_midnight(client):
    today = shown(client)
    client.get(URL, {"as_of": "15.03.2024"})

    client.get(URL, {"as_of": "today"})

    assert shown(client) == today
    assert client.session["as_of"] == "today"


@pytest.mark.parametrize("text", ["31.02.2024", "", "вчера", "01.01.0001"])
def test_unreadable_day_is_told_and_changes_nothing(client, text):
    client.get(URL, {"as_of": "15.03.2024"})

    answer = client.get(URL, {"as_of": text, "next": "/help/"}, follow=True)

    assert "не прочитана. Пример: 15.03.2024." in answer.content.decode()
    assert shown(client) == "2024-03-15"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "///evil.example", "/\\evil"])
def test_address_of_another_site_is_not_followed(client, target):
    assert client.get(URL, {"as_of": "15.03.2024", "next": target}).headers["Location"] == "/"


def test_guest_chooses_nothing():
    answer = Client().get(URL, {"as_of": "15.03.2024"})

    assert answer.headers["Location"].startswith("/account/sign-in/")


def test_demonstration_opens_on_its_day(client, monkeypatch):
    monkeypatch.setattr(settings, "DEMONSTRATION", True)

    assert shown(client, "/help/") == "2024-03-15"
    client.get(URL, {"as_of": "today"})
    assert shown(client, "/help/") != "2024-03-15"


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        ("/a/?as_of=1", "/a/"),
        ("/a/?q=%D1%8F&as_of=1&page=2", "/a/?q=%D1%8F&page=2"),
        ("/a/", "/a/"),
    ],
)
def test_address_without_its_day(address, rest):
    assert without_day(address) == rest
