"""Addresses that come from a form: followed only within this installation."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, default: str, name: str = "next") -> str:
    """The address in the field ``name`` when it leads nowhere else, otherwise ``default``."""
    target = request.POST.get(name) or request.GET.get(name) or ""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else default
