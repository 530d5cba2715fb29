"""Addresses of the API. Each view is open to keys only; what is not there answers as JSON too."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from navstrechu.api.problems import not_allowed, not_found
from navstrechu.api.v1.interface import api

View = Callable[..., HttpResponseBase]
app_name = "api"


def for_keys(view: View) -> View:
    """A view of the API: no session, no cookie; the key is asked for inside, by each operation."""

    @wraps(view)
    def keyed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        return not_allowed(response.headers.get("Allow", "")) if response.status_code == 405 else response

    keyed.__module__ = __name__
    opened = csrf_exempt(login_not_required(keyed))
    opened.access = "api"  # type: ignore[attr-defined]
    return opened


@for_keys
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API in OpenAPI 3.1; open without a key."""
    if request.method != "GET":
        return not_allowed("GET")
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


def description() -> dict[str, Any]:
    """What `openapi.json` holds."""
    return dict(api.get_openapi_schema(path_prefix="api/v1/"))


@for_keys
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Every address that no resource has."""
    return not_found()


def _operations() -> Iterator[URLPattern]:
    """One route for each address: the library lists an address once for each of its methods."""
    seen = set()
    for entry in api.urls[0]:
        route = str(entry.pattern)
        # Its own root page is not ours; `resources` stands there.
        if isinstance(entry, URLPattern) and entry.name != "api-root" and route not in seen:
            seen.add(route)
            yield path(route, for_keys(entry.callback), name=entry.name)


urlpatterns = [
    *_operations(),
    path("openapi.json", openapi, name="openapi"),
    re_path(r"^(?P<rest>.*)$", nothing, name="nothing"),
]
