"""The hash that ties an event to its predecessor. Pure."""

import hashlib
import json
from datetime import UTC

from django.core.serializers.json import DjangoJSONEncoder

from navstrechu.history.models import Event

_CHAINED = (
    "agency_id", "sequence", "previous_hash", "actor_id", "actor_name", "request_id", "subject_type",
    "subject_id",    "subject_text", "parent_type", "parent_id", "verb", "comment",
)  # fmt: skip


def event_hash(event: Event) -> str:
    """SHA-256 over every field of the event and the hash of the event before it."""
    content = {name: getattr(event, name) for name in _CHAINED}
    content["at"] = event.at.astimezone(UTC).isoformat()
    # A round trip through JSON makes the value just recorded equal to the one read back later.
    content["changes"] = json.loads(json.dumps(event.changes, cls=DjangoJSONEncoder))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
