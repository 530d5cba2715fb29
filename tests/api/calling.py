"""Programs that call the API: a client with a key, and what it reads."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.tokens.scopes import Scope
from navstrechu.tokens.services import create_token

ROOT = "/api/v1/"


@dataclass
class Program:
    """A program with a key of an account."""

    headers: dict[str, str]
    client: Client = field(default_factory=Client)

    def get(self, address: str, **headers: str) -> HttpResponse:
        return self.client.get(ROOT + address, headers=self.headers | _named(headers))

    def send(self, method: str, address: str, body: Any, **headers: str) -> HttpResponse:
        """A JSON body; a string goes as it is."""
        text = body if isinstance(body, str) else json.dumps(body)
        call = getattr(self.client, method)
        return call(
            ROOT + address, text, content_type="application/json", headers=self.headers | _named(headers)
        )

    def post(self, address: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("post", address, body, **headers)

    def patch(self, address: str, body: Any, **headers: str) -> HttpResponse:
        return self.send("patch", address, body, **headers)

    def delete(self, address: str, **headers: str) -> HttpResponse:
        return self.client.delete(ROOT + address, headers=self.headers | _named(headers))

    def upload(self, address: str, form: dict[str, Any], **headers: str) -> HttpResponse:
        """A multipart form."""
        return self.client.post(ROOT + address, form, headers=self.headers | _named(headers))


def _named(headers: dict[str, str]) -> dict[str, str]:
    """if_match="…" as If-Match: …"""
    return {name.replace("_", "-").title(): value for name, value in headers.items()}


def program(account: User | str, *scopes: Scope) -> Program:
    """A program of the account; without scopes it may everything that the account may."""
    owner = account if isinstance(account, User) else User.objects.get(login=account)
    allowed = [scope.value for scope in scopes or Scope]
    _token, secret = create_token(name="Проверка", scopes=allowed, days=1, by=owner, at=timezone.now())
    return Program({"Authorization": f"Bearer {secret}"})


def nobody() -> Program:
    """A program without a key."""
    return Program({})


def value(response: HttpResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(response.content)


def refusal(response: HttpResponse) -> tuple[int, str]:
    """Status and sentence of a refusal, which is a whole problem."""
    assert response.headers["Content-Type"] == "application/problem+json"
    told = value(response)
    assert told["status"] == response.status_code
    return response.status_code, told["detail"]
