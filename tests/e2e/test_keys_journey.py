"""A key from its page to the first answer of the API, and to its end."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect


@pytest.fixture
def department(demonstration, settings):
    settings.DEMONSTRATION = True


def answer(address: str, key: str) -> tuple[int, dict]:
    """What a program with the key is told."""
    request = Request(address, headers={"Authorization": f"Bearer {key}"})
    try:
        with urlopen(request, timeout=10) as response:
            return response.status, json.load(response)
    except HTTPError as refusal:
        return refusal.code, json.load(refusal)


@pytest.mark.both_databases
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_key_is_made_used_and_withdrawn(department, browser_page, live_server, javascript):
    page = browser_page("/account/keys/", user="coordinator", javascript=javascript)
    agencies = f"{live_server.url}/api/v1/agencies"

    page.get_by_label("Название программы").fill("Отчётность региона")
    page.get_by_role("button", name="Создать ключ").click()
    key = page.get_by_label("Текст ключа").input_value()
    status, told = answer(agencies, key)
    assert (status, [one["code"] for one in told["items"]]) == (200, ["dsz"])

    page.goto(f"{live_server.url}/account/keys/")
    expect(page.get_by_label("Текст ключа")).to_have_count(0)
    page.get_by_role("button", name="Отозвать").click()
    expect(page.get_by_text("Ключей пока нет.")).to_be_visible()
    status, told = answer(agencies, key)
    assert (status, told["title"]) == (401, "Нужен ключ доступа")
