"""Who really asks, when a reverse proxy stands in front: sign-in counts failures by this address."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class ClientAddressMiddleware:
    """Puts the client's address into REMOTE_ADDR when one of our proxies passes it on.

    From anybody else such headers are dropped: they would let a client choose its address, or claim TLS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._proxies = [ip_network(text, strict=False) for text in settings.PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_proxy(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = self._client(request)
        else:
            for header in _FORWARDED:
                request.META.pop(header, None)
        return self.get_response(request)

    def _client(self, request: HttpRequest) -> str:
        """The nearest address that is not one of our proxies: what stands before it the client may have
        invented."""
        nearest = request.META["REMOTE_ADDR"]
        for text in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            if not _is_address(text.strip()):
                break
            nearest = text.strip()
            if not self._is_proxy(nearest):
                break
        return str(nearest)

    def _is_proxy(self, text: str) -> bool:
        return _is_address(text) and any(ip_address(text) in network for network in self._proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
