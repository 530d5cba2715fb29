"""`Idempotency-Key`: a request whose answer got lost may be sent again without doing the work twice."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from navstrechu.api.answers import json_text, text_answer
from navstrechu.api.authentication import KeyRequest, caller
from navstrechu.core.errors import InputRefused
from navstrechu.tokens.services import answer_once

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
PATTERN = r"^[!-~]{1,100}$"


def once(
    request: KeyRequest, given: dict[str, Any], work: Callable[[], Schema], *, status: int
) -> HttpResponse:
    """The answer of ``work``; with a key that was answered before, that answer again, marked as such.

    ``given`` is what the request asks for, however it was packed.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return text_answer(json_text(work()), status=status)
    if not re.fullmatch(PATTERN, key):
        raise InputRefused(_("Ключ идемпотентности – от 1 до 100 печатных знаков ASCII без пробелов."))
    (kept_status, body), replayed = answer_once(
        user=caller(request),
        key=key,
        request_hash=_digest(request, given),
        work=lambda: (status, json_text(work())),
        at=timezone.now(),
    )
    response = text_answer(body, status=kept_status)
    if replayed:
        response.headers[REPLAYED] = "true"
    return response


def _digest(request: KeyRequest, given: dict[str, Any]) -> str:
    text = json.dumps([request.method, request.path, given], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
