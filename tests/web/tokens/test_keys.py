"""Pages of access keys: made and seen once, listed, withdrawn; the description of the API."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navstrechu.api.urls import description
from navstrechu.tokens.models import ApiToken
from navstrechu.tokens.queries import token_in_force
from tests.factories.accounts import user
from tests.factories.tokens import api_key
from tests.sessions import sign_in
from tests.web.visiting import errors, texts, toast

pytestmark = pytest.mark.django_db
KEYS = "/account/keys/"
NEW = {"name": "Выгрузка", "scopes": ["read", "comment"], "days": "90"}


@pytest.fixture
def owner():
    return user()


@pytest.fixture
def client(owner) -> Client:
    return sign_in(owner)


def shown_keys(response) -> list[str]:
    return texts(response, "//tbody/tr/th")


def test_page_without_keys_says_so_and_offers_one(client):
    page = client.get(KEYS)

    assert texts(page, "//h1") == ["Ключи доступа"]
    assert texts(page, "//section[@aria-labelledby='keys']/p") == ["Ключей пока нет."]
    assert texts(page, "//form[@action='/account/keys/']//button") == ["Создать ключ"]


def test_new_key_is_shown_once_and_works(client, owner):
    made = client.post(KEYS, NEW)
    [secret] = re.findall(r"nvs_[\w-]{43}", made.content.decode())
    again = client.get(KEYS)

    token = ApiToken.objects.get()
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    assert token_in_force(secret, timezone.now()) == token
    assert (token.user, token.name, token.scopes) == (owner, "Выгрузка", ["read", "comment"])
    assert token.expires_at - token.created_at == timedelta(days=90)
    assert shown_keys(again) == [f"Выгрузка …{secret[-4:]}"]
    assert secret not in again.content.decode()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"name": ""}, {"name": "Обязательное поле."}),
        ({"name": " "}, {"name": "Обязательное поле."}),
        ({"scopes": []}, {"scopes": "Отметьте, что разрешено программе: хотя бы одно из списка."}),
        ({"days": "1000"}, {"days": "Выберите корректный вариант. 1000 нет среди допустимых значений."}),
    ],
    ids=str,
)
def test_form_that_is_incomplete_comes_back_with_what_was_typed(changed, found, client):
    page = client.post(KEYS, NEW | changed)

    assert page.status_code == 422
    assert errors(page) == found
    assert ApiToken.objects.count() == 0


def test_fifty_first_key_is_refused(client, owner):
    for _ in range(50):
        api_key(owner, at=timezone.now())

    page = client.post(KEYS, NEW)

    assert page.status_code == 409
    assert errors(page) == {"": "У вас уже 50 действующих ключей. Отзовите те, которые больше не нужны."}


def test_withdrawn_key_leaves_the_list_and_stops_working(client, owner):
    token, secret = api_key(owner, at=timezone.now())

    page = client.post(reverse("tokens:withdraw", args=[token.pk]), follow=True)

    assert toast(page) == ["Ключ отозван. Программа с ним больше не войдёт."]
    assert shown_keys(page) == []
    assert token_in_force(secret, timezone.now()) is None


def test_expired_key_is_marked(client, owner):
    api_key(owner, days=1)

    assert texts(client.get(KEYS), "//tbody/tr/td[@data-label='Действует до']") == ["16.03.2024 15:00 истёк"]


def test_keys_of_others_are_neither_listed_nor_withdrawn(client):
    token, _secret = api_key(at=timezone.now())

    answer = client.post(reverse("tokens:withdraw", args=[token.pk]))

    token.refresh_from_db()
    assert shown_keys(client.get(KEYS)) == []
    assert (answer.status_code, token.withdrawn_at) == (404, None)


def test_description_names_every_operation_with_its_answers(client):
    page = client.get("/api/")

    paths = description()["paths"]
    operations = [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]
    methods = texts(page, "//summary/span[contains(@class, 'api-method')]")
    addresses = texts(page, "//summary/code[@class='api-path']")
    shown = [f"{method} {path}" for method, path in zip(methods, addresses, strict=True)]
    assert sorted(shown) == sorted(operations)
    answers = texts(page, "//details[@id='correct_measure']//dt[@class='num']")
    assert answers == ["200", "400", "401", "403", "404", "409", "412", "413", "422", "428", "503"]
    assert texts(page, "//details[@id='correct_measure']/div/p") == [
        "Ключу должно быть разрешено: edit_measures"
    ]


def test_description_file_is_open_and_the_same_as_the_page_is_made_from():
    answer = Client().get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert answer.json() == {**answer.json(), "openapi": "3.1.0", "paths": description()["paths"]}
