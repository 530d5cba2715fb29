"""An OpenID Connect provider on the loopback: real HTTP, real keys, and as strict as the standards ask.

It refuses what a real one refuses (an unknown address to return to, a wrong verifier, a code used twice, a
wrong secret) and answers nonsense where a test tells it to.
"""

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT_ID, SECRET = "navstrechu", "тайна & co: 1%"
DISCOVERY, AUTHORIZE, TOKEN, KEYS, LEAVE = (
    "/.well-known/openid-configuration",
    "/authorize",
    "/token",
    "/keys",
    "/leave",
)


@cache
def signing_key(name: str = "first", size: int = 2048) -> rsa.RSAPrivateKey:
    """A key of that name; making one costs a tenth of a second, so all tests share them."""
    return rsa.generate_private_key(public_exponent=65537, key_size=size)


@cache
def curve_key() -> ec.EllipticCurvePrivateKey:
    """A key of another kind."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Grant:
    """A code that waits to be exchanged."""

    return_to: str
    challenge: str
    nonce: str


@dataclass
class Fault:
    """What a path answers instead of the truth."""

    status: int = 200
    body: bytes = b""
    seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    drip: bool = False


class IdentityProvider(ThreadingHTTPServer):
    """``subject`` and ``claims`` say who signs in and what the token tells; ``faults`` what goes wrong."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.subject = "petrova-1"
        self.claims: dict[str, Any] = {"name": "Петрова Анна Ивановна"}
        self.without: set[str] = set()
        self.header: dict[str, Any] = {"kid": "first"}
        self.key: Any = signing_key()
        self.published: list[tuple[str, Any]] = [("first", signing_key())]
        self.algorithm = "RS256"
        self.error = ""
        self.faults: dict[str, Fault] = {}
        self.methods: list[str] | None = ["client_secret_basic"]
        self.return_addresses: set[str] = set()
        self.grants: dict[str, Grant] = {}
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.change_discovery: Callable[[dict[str, Any]], object] = lambda document: None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def discovery(self) -> dict[str, Any]:
        document = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}{AUTHORIZE}?audience=offices",
            "token_endpoint": self.issuer + TOKEN,
            "jwks_uri": self.issuer + KEYS,
            "end_session_endpoint": self.issuer + LEAVE,
            "token_endpoint_auth_methods_supported": self.methods,
            "code_challenge_methods_supported": ["S256"],
        }
        self.change_discovery(document)
        return document

    def keys(self) -> dict[str, Any]:
        found = []
        for name, key in self.published:
            kind = (
                jwt.algorithms.RSAAlgorithm
                if isinstance(key, rsa.RSAPrivateKey)
                else jwt.algorithms.ECAlgorithm
            )
            jwk = json.loads(kind.to_jwk(key.public_key()))
            found.append({**jwk, "kid": name, "use": "sig"})
        return {"keys": found}

    def token(self, grant: Grant) -> str:
        now = int(time.time())
        told = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": grant.nonce,
            **self.claims,
        }
        kept = {name: value for name, value in told.items() if name not in self.without}
        return jwt.encode(kept, self.key, algorithm=self.algorithm, headers=self.header)

    def approve(self, query: str) -> str:
        """Where the person's browser is sent, as a real provider would after asking who it is."""
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        wanted = {"response_type": "code", "client_id": CLIENT_ID, "code_challenge_method": "S256"}
        wrong = [name for name, value in wanted.items() if asked.get(name) != value]
        if wrong or "openid" not in asked.get("scope", "").split():
            raise AssertionError(f"asked wrongly: {asked}")
        if self.return_addresses and asked["redirect_uri"] not in self.return_addresses:
            raise AssertionError(f"unknown address to return to: {asked['redirect_uri']}")
        back = {"state": asked["state"]}
        if self.error:
            return f"{asked['redirect_uri']}?{urlencode(back | {'error': self.error})}"
        code = secrets.token_urlsafe(8)
        self.grants[code] = Grant(asked["redirect_uri"], asked["code_challenge"], asked["nonce"])
        return f"{asked['redirect_uri']}?{urlencode(back | {'code': code, 'iss': self.issuer})}"

    def exchange(self, headers: Any, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self._secret(headers, fields) != (CLIENT_ID, SECRET):
            self.refused.append("client")
            return 401, {"error": "invalid_client"}
        grant = self.grants.pop(fields.get("code", ""), None)
        if grant is None or not self._fits(grant, fields):
            self.refused.append("grant")
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": self.token(grant)}

    def _secret(self, headers: Any, fields: dict[str, str]) -> tuple[str, str]:
        if self.methods is None or "client_secret_basic" in self.methods:
            kind, _blank, pair = headers.get("Authorization", "").partition(" ")
            name, _colon, secret = base64.b64decode(pair).decode().partition(":")
            return (unquote(name), unquote(secret)) if kind == "Basic" else ("", "")
        return fields.get("client_id", ""), fields.get("client_secret", "")

    def _fits(self, grant: Grant, fields: dict[str, str]) -> bool:
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (challenge, fields.get("redirect_uri"), fields.get("grant_type")) == (
            grant.challenge,
            grant.return_to,
            "authorization_code",
        )


class _Conversation(BaseHTTPRequestHandler):
    server: IdentityProvider

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        self.server.asked.append(path)
        if self._is_faulty(path):
            return
        if path == DISCOVERY:
            self._json(200, self.server.discovery())
        elif path == KEYS:
            self._json(200, self.server.keys())
        elif path == AUTHORIZE:
            self._page("Вход", f'<a href="{html.escape(self.server.approve(query))}">Войти как Петрова</a>')
        elif path == LEAVE:
            asked = parse_qs(query)
            back = html.escape(asked["post_logout_redirect_uri"][0])
            self._page("Вы вышли", f'<a href="{back}">Вернуться</a>')
        else:
            self._json(404, {"error": "not_found"})

    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        if self._is_faulty(self.path):
            return
        fields = {name: values[0] for name, values in parse_qs(body).items()}
        self._json(*self.server.exchange(self.headers, fields))

    def _is_faulty(self, path: str) -> bool:
        fault = self.server.faults.get(path)
        if fault is None:
            return False
        time.sleep(0 if fault.drip else fault.seconds)
        self.send_response(fault.status)
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if fault.drip:
            self._drip(fault.seconds)
        else:
            self._write(fault.body)
        return True

    def _drip(self, seconds: float) -> None:
        """A byte now and then: no single wait is long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._write(b" "):
            time.sleep(0.05)

    def _json(self, status: int, value: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(value).encode())

    def _page(self, title: str, body: str) -> None:
        text = f'<!doctype html><html lang="ru"><title>{title}</title><h1>{title}</h1><p>{body}</p></html>'
        self._send(200, "text/html; charset=utf-8", text.encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._write(body)

    def _write(self, data: bytes) -> bool:
        try:
            self.wfile.write(data)
        except OSError:
            return False
        return True

    def log_message(self, *_: Any) -> None:
        """Tests read what was asked from ``asked``."""


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    with IdentityProvider() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def use(settings: Any, server: IdentityProvider) -> None:
    """Let the installation of a test enter through this provider."""
    settings.OPENID_ISSUER = server.issuer
    settings.OPENID_CLIENT_ID, settings.OPENID_CLIENT_SECRET = CLIENT_ID, SECRET
    settings.OPENID_SCOPES, settings.OPENID_NAME = ["openid", "profile"], "учётную запись области"
