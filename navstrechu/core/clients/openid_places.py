"""Where a provider is reached, as its discovery document says (OpenID Connect Discovery 1.0, 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from navstrechu.core.clients.bounded import is_safe_address
from navstrechu.core.clients.openid_refusals import refuse


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses of the provider out of its discovery document."""

    authorization: str
    token: str
    keys: str
    leaving: str
    takes_basic: bool


def places_of(document: Mapping[str, Any], issuer: str) -> Places:
    """The addresses, all of them safe to talk to. Raises Nonsense."""
    if document.get("issuer") != issuer:
        refuse(_("в её описании назван другой издатель (issuer)"))
    named = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if not all(is_safe_address(document.get(name)) for name in named):
        refuse(_("в её описании нет нужных адресов"))
    leaving = document.get("end_session_endpoint")
    methods = document.get("token_endpoint_auth_methods_supported")
    authorization, token, keys = (str(document[name]) for name in named)
    return Places(
        authorization=authorization,
        token=token,
        keys=keys,
        leaving=str(leaving) if is_safe_address(leaving) else "",
        # Discovery 1.0: without the list the provider takes the basic form.
        takes_basic=not isinstance(methods, list) or "client_secret_basic" in methods,
    )


def with_query(address: str, added: Mapping[str, str]) -> str:
    """The address with more parameters; its own stay."""
    parts = urlsplit(address)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *added.items()])
    return urlunsplit(parts._replace(query=query, fragment=""))
