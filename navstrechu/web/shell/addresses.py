"""Addresses that come from a form: followed only within this installation."""

from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def shown_address(request: HttpRequest) -> str:
    """The address of the page that somebody looks at, for what leads back to it by GET.

    The answer to a sent form may stand at an address that only takes forms: then it is the page of the form.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
        is_own = came_from.netloc == request.get_host()
    except (ValueError, DisallowedHost):
        return "/"
    return came_from._replace(scheme="", netloc="", fragment="").geturl() or "/" if is_own else "/"


def own_address(request: HttpRequest, default: str, name: str = "next") -> str:
    """The address in the field ``name`` when it leads nowhere else, otherwise ``default``."""
    target = request.POST.get(name) or request.GET.get(name) or ""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else default
