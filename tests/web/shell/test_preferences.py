"""Theme, density and columns: kept in cookies, read by the server, never trusted."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from navstrechu.web.shell import preferences


def post(client, **fields):
    response = client.post(reverse("shell:preferences"), {"next": "/gallery/", **fields})
    return response, {name: cookie.value for name, cookie in response.cookies.items() if cookie.value}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "cookies"),
    [
        ({"theme": "dark"}, {"theme": "dark"}),
        ({"theme": "<script>"}, {}),
        ({"density": "compact"}, {"density": "compact"}),
        ({"density": "huge"}, {}),
        ({"table": "measures", "known": ["2", "3", "4"], "shown": ["3"]}, {"columns_measures": "2-4"}),
        ({"table": "measures", "known": ["1", "99", "x"]}, {}),
        ({"table": "a; path=/", "known": ["2"]}, {}),
    ],
)
def test_save_preferences_keeps_only_known_values(client, fields: dict, cookies: dict):
    response, kept = post(client, **fields)

    assert (response.status_code, response["Location"], kept) == (303, "/gallery/", cookies)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_save_preferences_does_not_lead_away(client, address: str):
    response, _ = post(client, theme="dark", next=address)

    assert response["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("theme", "dark", "contrast"),
    [
        ("system", "screen and (prefers-color-scheme: dark)", "screen and (prefers-contrast: more)"),
        ("light", "not all", "not all"),
        ("dark", "screen", "not all"),
        ("contrast", "not all", "screen"),
        ("nonsense", "screen and (prefers-color-scheme: dark)", "screen and (prefers-contrast: more)"),
    ],
)
def test_page_links_the_colours_of_the_theme(client, theme: str, dark: str, contrast: str):
    client.cookies["theme"] = theme

    html = client.get(reverse("shell:gallery")).content.decode()

    assert f'theme-dark.css" media="{dark}"' in html
    assert f'theme-contrast.css" media="{contrast}"' in html


@pytest.mark.parametrize(
    ("cookie", "columns"), [("2-4", [2, 4]), ("4-2-2", [2, 4]), ("1-14-x-²-003", []), ("", [])]
)
def test_hidden_columns_reads_only_numbers_in_range(cookie: str, columns: list[int]):
    request = RequestFactory().get("/")
    request.COOKIES["columns_measures"] = cookie

    assert preferences.hidden_columns(request, "measures") == columns


@pytest.mark.parametrize(
    ("cookies", "columns"), [({}, [5, 7]), ({"columns_measures": ""}, []), ({"columns_measures": "3"}, [3])]
)
def test_hidden_columns_default_holds_until_a_choice(cookies: dict[str, str], columns: list[int]):
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)

    assert preferences.hidden_columns(request, "measures", "5-7") == columns
