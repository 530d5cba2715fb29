"""OpenID Connect: the authorization code flow with PKCE, state and nonce, as its client.

Sources: OpenID Connect Core 1.0 (3.1), Discovery 1.0, RFC 7636. Signatures are checked by PyJWT.
"""

import base64
import hashlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import quote, urlencode

import jwt
from django.utils.translation import gettext as _

from navstrechu.core.clients.bounded import Nonsense, Silent, ask, is_safe_address, json_object
from navstrechu.core.clients.openid_places import Places, places_of, with_query
from navstrechu.core.clients.openid_refusals import declined, reason_of, refuse, refused_code, silent
from navstrechu.core.errors import DomainError

# Signed by a key of the provider alone: «none» and secrets that both sides know are not among them.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_KINDS = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
WELL_KNOWN = "/.well-known/openid-configuration"
# Clocks of two servers may differ by this much.
_LEEWAY_SECONDS = 60
_KEPT_SECONDS = 600.0
_SILENCE_SECONDS = 10.0
# A key that we do not know may be new; asked for at most this often.
_KEYS_AGAIN_SECONDS = 30.0
_LONGEST_SUBJECT = 255
_LONGEST_NAME = 200
_LONGEST_TOKEN = 64 * 1024
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
logger = logging.getLogger("navstrechu.openid")


@dataclass(frozen=True, slots=True)
class Registration:
    """What this installation is to the provider; without a secret it is a public client."""

    issuer: str
    client_id: str
    client_secret: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The secrets of one sign-in that is under way at the provider."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def fresh(cls) -> "Attempt":
        """Three values that nobody can guess."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(64))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at the provider, proved. ``methods`` are its words for how (acr and amr)."""

    issuer: str
    subject: str
    name: str
    methods: frozenset[str]


class Provider:
    """One provider; keeps its discovery document and its keys for ten minutes."""

    def __init__(self, registration: Registration, now: Callable[[], float] = time.monotonic) -> None:
        self.registration = registration
        self._now = now
        self._lock = threading.Lock()
        self._places: tuple[float, Places] | None = None
        self._keys: tuple[float, list[dict[str, Any]]] | None = None
        self._silent_until = 0.0

    def places(self) -> Places:
        """The provider's addresses. Raises Silent, Nonsense."""
        kept = self._places
        if kept is None or self._now() - kept[0] > _KEPT_SECONDS:
            if not is_safe_address(self.registration.issuer):
                refuse(_("её адрес – не https"))
            document = self._fetch(self.registration.issuer.rstrip("/") + WELL_KNOWN)
            kept = self._places = (self._now(), places_of(document, self.registration.issuer))
        return kept[1]

    def prove(self) -> None:
        """Ask the provider for everything that a sign-in needs but a person. Raises Silent, Nonsense."""
        self.places()
        self._key_set(again=False)

    def address(self, attempt: Attempt, return_to: str) -> str:
        """Where the person's browser goes to sign in. Raises Silent, Nonsense."""
        challenge = hashlib.sha256(attempt.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.registration.client_id,
            "redirect_uri": return_to,
            "scope": " ".join(self.registration.scopes),
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return with_query(self.places().authorization, asked)

    def leaving_address(self, return_to: str) -> str:
        """Where the person leaves the provider too; empty where it has no such page."""
        place = self.places().leaving
        if not place:
            return ""
        told = {"client_id": self.registration.client_id, "post_logout_redirect_uri": return_to}
        return with_query(place, told)

    def identity(self, answer: Mapping[str, str], attempt: Attempt, return_to: str) -> Identity:
        """Who the person is, from the parameters with which the browser came back.

        Raises Declined, InputRefused for a code that is no longer valid, Silent, Nonsense.
        """
        if "error" in answer:
            raise declined(answer["error"])
        # RFC 9207: an answer that names another provider was mixed up on its way.
        if answer.get("iss", self.registration.issuer) != self.registration.issuer:
            refuse(_("ответ пришёл от другого поставщика"))
        if not answer.get("code"):
            refuse(_("в ответе нет кода"))
        token = self._token(answer["code"], attempt, return_to)
        return self._identity(self._claims(token), attempt)

    def _token(self, code: str, attempt: Attempt, return_to: str) -> str:
        places, own = self.places(), self.registration
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_to,
            "code_verifier": attempt.verifier,
        }
        headers = dict(_FORM)
        if own.client_secret and places.takes_basic:
            pair = f"{quote(own.client_id, safe='')}:{quote(own.client_secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            fields["client_id"] = own.client_id
            if own.client_secret:
                fields["client_secret"] = own.client_secret
        status, content = self._ask("POST", places.token, urlencode(fields).encode(), headers)
        if status not in {200, 400, 401}:
            _refuse_status(places.token, status)
        found = _object(content)
        if status != 200:
            raise refused_code(found)
        token = found.get("id_token")
        if not isinstance(token, str) or not 0 < len(token) <= _LONGEST_TOKEN:
            refuse(_("в ответе нет подтверждения личности (id_token)"))
        return token

    def _claims(self, token: str) -> dict[str, Any]:
        own = self.registration
        try:
            header = jwt.get_unverified_header(token)
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key(header),
                algorithms=ALGORITHMS,
                audience=own.client_id,
                issuer=own.issuer,
                leeway=_LEEWAY_SECONDS,
                options={
                    "require": ["iss", "sub", "aud", "exp", "iat"],
                    "enforce_minimum_key_length": True,
                },
            )
        except DomainError:
            raise
        except Exception as fault:  # keys and tokens made of nonsense break the library in many ways
            logger.warning("id_token refused: %s: %s", type(fault).__name__, fault)
            refuse(reason_of(fault))
        return claims

    def _key(self, header: Mapping[str, Any]) -> jwt.PyJWK:
        """The key that the token names; an unknown one may be new, so the keys are read again once."""
        if header.get("alg") not in ALGORITHMS:
            raise jwt.InvalidAlgorithmError(f"alg {header.get('alg')!r}")
        for again in (False, True):
            named = [key for key in self._key_set(again=again) if _fits(key, header)]
            if len(named) == 1:
                return jwt.PyJWK(named[0], algorithm=str(header["alg"]))
        raise jwt.InvalidKeyError("no such key")

    def _key_set(self, *, again: bool) -> list[dict[str, Any]]:
        kept = self._keys
        oldest = _KEYS_AGAIN_SECONDS if again else _KEPT_SECONDS
        if kept is None or self._now() - kept[0] > oldest:
            found = self._fetch(self.places().keys).get("keys")
            if not isinstance(found, list):
                refuse(_("у неё нет ключей подписи"))
            kept = self._keys = (self._now(), [key for key in found if isinstance(key, dict)])
        return kept[1]

    def _identity(self, claims: Mapping[str, Any], attempt: Attempt) -> Identity:
        own, audience, subject = self.registration, claims["aud"], claims["sub"]
        if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), attempt.nonce.encode()):
            refuse(_("подтверждение выдано на другой запрос (nonce)"))
        several = isinstance(audience, list) and len(audience) > 1
        if claims.get("azp", None if several else own.client_id) != own.client_id:
            refuse(_("подтверждение выдано другой программе (azp)"))
        if not isinstance(subject, str) or not _is_plain(subject, _LONGEST_SUBJECT):
            refuse(_("не сказано, кто вошёл (sub)"))
        return Identity(own.issuer, subject, _name(claims), _methods(claims))

    def _fetch(self, address: str) -> dict[str, Any]:
        status, content = self._ask("GET", address)
        if status != 200:
            _refuse_status(address, status)
        return _object(content)

    def _ask(
        self, method: str, address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """While the provider keeps silent only one question in ten seconds waits for it."""
        with self._lock:
            if self._now() < self._silent_until:
                raise silent()
        try:
            return ask(method, address, body=body, headers=headers)
        except Silent as fault:
            logger.warning("%s does not answer: %s", address, fault)
            with self._lock:
                self._silent_until = self._now() + _SILENCE_SECONDS
            raise silent() from fault
        except Nonsense as fault:
            logger.warning("%s: %s", address, fault)
            refuse(_("ответ слишком велик"))


def _refuse_status(address: str, status: int) -> NoReturn:
    logger.warning("%s answered %s", address, status)
    refuse(_("ответ {status} вместо документа").format(status=status))


def _object(content: bytes) -> dict[str, Any]:
    try:
        return json_object(content)
    except Nonsense as fault:
        logger.warning("%s", fault)
        refuse(_("ответ – не JSON"))


def _fits(key: Mapping[str, Any], header: Mapping[str, Any]) -> bool:
    """Named by the token, of its kind and meant for signatures; a token that names none fits the only one."""
    named, kind = header.get("kid"), _KINDS[str(header["alg"])[:2]]
    is_named = named is None or key.get("kid") == named
    return is_named and key.get("kty") == kind and key.get("use", "sig") == "sig"


def _name(claims: Mapping[str, Any]) -> str:
    found = (claims.get("name"), claims.get("preferred_username"))
    return next((" ".join(one.split()) for one in found if isinstance(one, str) and _is_plain(one)), "")


def _methods(claims: Mapping[str, Any]) -> frozenset[str]:
    amr = claims.get("amr")
    found = [claims.get("acr"), *(amr if isinstance(amr, list) else ())]
    return frozenset(one for one in found if isinstance(one, str))


def _is_plain(text: str, longest: int = _LONGEST_NAME) -> bool:
    return bool(text.strip()) and len(text) <= longest and text.isprintable()
