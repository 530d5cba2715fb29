"""Every address of the product says who may open it."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

Routes = Iterator[tuple[str, Callable[..., object]]]


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Routes:
    """All routes with their views, through every include."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from routes(entry, route)


def test_every_view_declares_its_access():
    silent = [route for route, view in routes() if not getattr(view, "access", None)]

    assert silent == []


def test_exactly_the_views_of_the_api_are_open_to_keys():
    keyed = {route for route, view in routes() if getattr(view, "access", None) == "api"}

    assert keyed == {route for route, _ in routes() if route.startswith("api/v1/")}


def test_views_stand_in_the_web_layer_or_in_the_api():
    layers = ("navstrechu.web", "navstrechu.api")
    elsewhere = {route: view.__module__ for route, view in routes() if not view.__module__.startswith(layers)}

    assert elsewhere == {}


def test_every_route_has_a_unique_name():
    named = [f"{namespace}{entry.name}" for namespace, entry in _entries(get_resolver())]

    assert sorted(named) == sorted(set(named))
    assert [name for name in named if name.endswith("None")] == []


def _entries(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield namespace, entry
        else:
            yield from _entries(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
