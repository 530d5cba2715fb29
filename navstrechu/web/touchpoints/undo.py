"""Steps that a person may take back: the last changes of rows, kept in the session, newest last."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from time import time
from typing import Any

from django.http import HttpResponse
from django_htmx.http import trigger_client_event

from navstrechu.touchpoints.services.batches import Reversal, after, take_back
from navstrechu.web.shell.requests import AgencyRequest

_KEY = "register_steps"
_MOST = 20
# A session is read with every page: many steps together stay small, one large step may be the only one.
_MOST_CHARACTERS, _LARGEST_STEP = 100_000, 500_000
_SECONDS = 8 * 3600


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, in words, and how it is taken back."""

    said: str
    back: tuple[Reversal, ...]
    at: float


def note(request: AgencyRequest, said: object, back: Sequence[Reversal]) -> None:
    """Remember a change; the oldest are forgotten where there are too many or too long ones."""
    if not back:
        return
    kept = [*steps(request), Step(str(said), tuple(back), time())][-_MOST:]
    while len(kept) > 1 and _characters(kept) > _MOST_CHARACTERS:
        del kept[0]
    _keep(request, kept if _characters(kept) <= _LARGEST_STEP else [])


def _characters(kept: Sequence[Step]) -> int:
    return len(json.dumps([_plain(step) for step in kept], ensure_ascii=False))


def steps(request: AgencyRequest) -> list[Step]:
    """Changes that can be taken back, newest last."""
    held = request.session.get(_KEY, {}).get(request.agency.code, [])
    since = time() - _SECONDS
    return [
        Step(one["said"], tuple(Reversal(**back) for back in one["back"]), one["at"])
        for one in held
        if one["at"] > since
    ]


def last_said(request: AgencyRequest) -> str:
    """The words of the change that would be taken back next; «» when there is none."""
    held = steps(request)
    return held[-1].said if held else ""


def undo(request: AgencyRequest, at: Any) -> str:
    """Take back the last change and say what it was; «» when there was none.

    It is forgotten whether or not the services agree: what somebody else has changed since stays theirs.
    """
    held = steps(request)
    if not held:
        return ""
    *earlier, last = held
    _keep(request, earlier)
    stands = take_back(agency=request.agency, steps=last.back, by=request.user, at=at)
    _keep(request, [Step(one.said, tuple(after(one.back, stands)), one.at) for one in earlier])
    return last.said


def announced(response: HttpResponse) -> HttpResponse:
    """Tell the page that there is one more change to take back."""
    return trigger_client_event(response, "register-changed", {})


def _keep(request: AgencyRequest, kept: Sequence[Step]) -> None:
    held = dict(request.session.get(_KEY, {}))
    held[request.agency.code] = [_plain(step) for step in kept]
    request.session[_KEY] = held


def _plain(step: Step) -> dict[str, Any]:
    return {"said": step.said, "back": [one.as_json() for one in step.back], "at": step.at}
