"""The one way from a view to a response: the whole page, or the region of it that was asked for."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    fragments: Collection[str] = frozenset(),
    status: int = 200,
) -> HttpResponse:
    """Render `template#name` when `HX-Target` names one of `fragments`, else the whole page.

    The view lists the fragments, never the client. A restore of the browser's history gets the whole page,
    and so does a boosted link: both replace the document.
    """
    name = _asked_fragment(request, fragments)
    response = render(request, f"{template}#{name}" if name else template, context or {}, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def _asked_fragment(request: HttpRequest, fragments: Collection[str]) -> str:
    headers = request.headers
    if headers.get("HX-Request") != "true" or "true" in {
        headers.get("HX-Boosted"),
        headers.get("HX-History-Restore-Request"),
    }:
        return ""
    target = headers.get("HX-Target", "")
    return target if target in fragments else ""
