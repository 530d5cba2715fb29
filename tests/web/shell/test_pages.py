"""`render_page`: who gets a fragment and who the whole page."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory, override_settings

from navstrechu.web.shell.pages import render_page

TEMPLATE = (
    "{% load partials %}<html>{% partialdef rows inline %}"
    "<ul id='rows'>{{ word }}</ul>{% endpartialdef %}</html>"
)
WHOLE = "<html><ul id='rows'>да</ul></html>"
FRAGMENT = "<ul id='rows'>да</ul>"


@pytest.fixture(autouse=True)
def page_template():
    loader = ("django.template.loaders.locmem.Loader", {"page.html": TEMPLATE})
    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("template_partials.loader.Loader", [loader])]},
    }
    with override_settings(TEMPLATES=[engine]):
        yield


def answer(request: HttpRequest, **kwargs) -> str:
    return render_page(request, "page.html", {"word": "да"}, fragments={"rows"}, **kwargs).content.decode()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, WHOLE),
        ({"HX-Request": "true", "HX-Target": "rows"}, FRAGMENT),
        ({"HX-Request": "true"}, WHOLE),
        ({"HX-Target": "rows"}, WHOLE),
        ({"HX-Request": "true", "HX-Target": "other"}, WHOLE),
        ({"HX-Request": "true", "HX-Target": "rows", "HX-History-Restore-Request": "true"}, WHOLE),
        ({"HX-Request": "true", "HX-Target": "rows", "HX-Boosted": "true"}, WHOLE),
    ],
)
def test_render_page_by_headers(headers: dict[str, str], expected: str):
    assert answer(RequestFactory().get("/", headers=headers)) == expected


def test_render_page_tells_caches_what_it_depends_on():
    response = render_page(RequestFactory().get("/"), "page.html", {}, status=422)

    assert (response.status_code, response["Vary"]) == (422, "HX-Request, HX-Target")
