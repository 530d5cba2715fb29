"""The left navigation: only what the person may open, and where the person is."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import include, path, resolve

from navstrechu.web.shell import navigation
from navstrechu.web.shell.navigation import Area, Item

PLAN = Area(
    "plan",
    "План",
    "map",
    "plan:matrix",
    "view",
    items=(
        Item("Матрица", "plan:matrix"),
        Item("Настройки", "plan:settings", "edit"),
        Item("Таблица", "plan:table"),
    ),
    position=2,
)
START = Area("start", "Главная", "house", "start", position=1)


def _view(request, **kwargs): ...


plan = (
    [
        path("", _view, name="matrix"),
        path("table/", _view, name="table"),
        path("settings/", _view, name="settings"),
        path("measure/<int:number>/", _view, name="measure"),
    ],
    "plan",
)
urlpatterns = [path("", _view, name="start"), path("agency/<slug:agency>/plan/", include(plan))]


@pytest.fixture(autouse=True)
def areas(monkeypatch, settings):
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(navigation, "_AREAS", {})
    navigation.register(PLAN, START)


def request_to(address: str, *permissions: str, agency: str | None = "dep") -> HttpRequest:
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address)
    request.permissions = frozenset(permissions)
    request.agency = SimpleNamespace(code=agency) if agency else None
    return request


def drawn(request: HttpRequest) -> list[tuple]:
    return [
        (link.label, link.url, link.current, [(item.label, item.current) for item in link.items])
        for link in navigation.links_for(request)
    ]


def test_links_for_page_of_the_area():
    assert drawn(request_to("/agency/dep/plan/table/", "view")) == [
        ("Главная", "/", "", []),
        ("План", "/agency/dep/plan/", "", [("Матрица", ""), ("Таблица", "page")]),
    ]


def test_links_for_person_who_may_more():
    links = drawn(request_to("/agency/dep/plan/", "view", "edit"))

    assert links[1][3] == [("Матрица", "page"), ("Настройки", ""), ("Таблица", "")]


def test_links_for_page_below_one_object_keep_the_agency():
    links = drawn(request_to("/agency/dep/plan/measure/7/", "view"))

    assert links[1] == ("План", "/agency/dep/plan/", "", [("Матрица", ""), ("Таблица", "")])


def test_links_for_closed_area_show_no_items():
    assert drawn(request_to("/", "view"))[1] == ("План", "/agency/dep/plan/", "", [])


def test_item_with_arguments_opens_its_area_where_they_are_shown():
    navigation.register(
        Area("shelf", "Полка", "map", "plan:matrix", namespaces=("shelf",), position=3,
             items=(Item("Седьмое", "plan:measure", kwargs=(("number", 7),)),))
    )  # fmt: skip

    assert drawn(request_to("/agency/dep/plan/measure/7/", "view"))[2][3] == [("Седьмое", "page")]
    assert drawn(request_to("/agency/dep/plan/measure/8/", "view"))[2][3] == []


def test_links_for_person_without_rights_or_agency():
    assert drawn(request_to("/")) == [("Главная", "/", "", [])]
    assert drawn(request_to("/", "view", agency=None)) == [("Главная", "/", "", [])]
