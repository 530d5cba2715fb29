"""Sign-ins that are under way at the provider, and what it has proved: kept in the session of the browser."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.http import HttpRequest

from navstrechu.core.clients.openid import Attempt, Identity

# Longer than anybody needs to sign in, shorter than a forgotten window stays open.
LIFE = timedelta(minutes=10)
_ATTEMPTS, _IDENTITY = "openid_attempts", "openid_identity"
# Windows in which one browser signs in at once.
_MOST = 5


class Purpose(StrEnum):
    """What the person goes to the provider for."""

    ENTER = "enter"
    LINK = "link"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Journey:
    """An attempt with where it leads afterwards."""

    attempt: Attempt
    purpose: Purpose
    target: str


def keep(request: HttpRequest, journey: Journey, at: datetime) -> None:
    """Remember a journey until the browser comes back; the oldest of too many are forgotten."""
    kept = {**request.session.get(_ATTEMPTS, {})}
    kept[journey.attempt.state] = {
        "nonce": journey.attempt.nonce,
        "verifier": journey.attempt.verifier,
        "purpose": journey.purpose.value,
        "target": journey.target,
        "at": at.isoformat(),
    }
    latest = sorted(kept, key=lambda state: kept[state]["at"])[-_MOST:]
    request.session[_ATTEMPTS] = {state: kept[state] for state in latest}


def take(request: HttpRequest, state: str, at: datetime) -> Journey | None:
    """The journey of that state, once; None for one that is unknown, taken already or too old."""
    kept = {**request.session.get(_ATTEMPTS, {})}
    found = kept.pop(state, None)
    if found is None:
        return None
    request.session[_ATTEMPTS] = kept
    # At once: Django keeps no session beside an answer of 500 and above, and the state would serve again.
    request.session.save()
    if at - datetime.fromisoformat(found["at"]) > LIFE:
        return None
    attempt = Attempt(state, found["nonce"], found["verifier"])
    return Journey(attempt, Purpose(found["purpose"]), found["target"])


def keep_identity(request: HttpRequest, identity: Identity, journey: Journey, at: datetime) -> None:
    """Remember who the provider says it is until the person has confirmed what for."""
    told: dict[str, Any] = asdict(identity) | {"methods": sorted(identity.methods)}
    request.session[_IDENTITY] = {"identity": told, "target": journey.target, "at": at.isoformat()}


def proved_identity(request: HttpRequest, target: str, at: datetime) -> Identity | None:
    """Who the provider said it is, for the page ``target`` and for ten minutes."""
    kept = request.session.get(_IDENTITY)
    if not kept or kept["target"] != target or at - datetime.fromisoformat(kept["at"]) > LIFE:
        return None
    told = kept["identity"]
    return Identity(told["issuer"], told["subject"], told["name"], frozenset(told["methods"]))


def forget_identity(request: HttpRequest) -> None:
    """It has served, or the person does not want it."""
    request.session.pop(_IDENTITY, None)
