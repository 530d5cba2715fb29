"""Answers with their version tag, and the conditions that a request may set on it."""

import hashlib
import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema

from navstrechu.api.problems import problem
from navstrechu.core.errors import StaleObject

# What a person in between may keep: nothing without asking again.
_CACHE = "private, no-cache"
_TAG = re.compile(r'\s*(?:W/)?"(\d{1,9})(?:-[0-9a-f]+)?"\s*', re.ASCII)


class ConditionMissing(Exception):
    """A change came without the version that it is meant for."""


def json_answer(body: Schema, *, status: int = 200) -> HttpResponse:
    """The value as JSON."""
    return text_answer(json_text(body), status=status)


def text_answer(text: str, *, status: int = 200) -> HttpResponse:
    """JSON that is written already."""
    response = HttpResponse(text, status=status, content_type="application/json")
    response.headers["Cache-Control"] = _CACHE
    return response


def json_text(body: Schema) -> str:
    """The value as it is sent."""
    return json.dumps(body.model_dump(mode="json"), ensure_ascii=False)


def tagged(request: HttpRequest, body: Schema, version: int) -> HttpResponse:
    """The value with its tag, or 304 when the caller has exactly this one.

    The tag is the version, by which `If-Match` compares, and a digest of the answer: state and holders
    change without a new version.
    """
    text = json_text(body)
    tag = f'"{version}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    if request.method == "GET" and tag in _listed(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
        response.headers["Cache-Control"] = _CACHE
    else:
        response = text_answer(text)
    response.headers["ETag"] = tag
    return response


def _listed(header: str) -> set[str]:
    return {part.strip().removeprefix("W/") for part in header.split(",")}


def wanted_version(request: HttpRequest, present: int) -> int:
    """The version that a change is meant for, from `If-Match`; «*» means whatever is there.

    Raises ConditionMissing without the header, StaleObject for a tag that no answer of ours ever carried.
    """
    header = request.headers.get("If-Match")
    if header is None:
        raise ConditionMissing
    if header.strip() == "*":
        return present
    found = _TAG.fullmatch(header)
    if found is None:
        raise StaleObject(_("Метка в заголовке If-Match не наша. Прочитайте объект и передайте его ETag."))
    return int(found[1])


def condition_missing(request: HttpRequest, error: Any) -> HttpResponse:
    """What to do about a change without a version."""
    return problem(
        428, _("Передайте заголовок If-Match с ETag прочитанного объекта: так чужая правка не пропадёт.")
    )
