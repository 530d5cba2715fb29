"""Reading stored files and proving them."""

import hashlib
from collections.abc import Iterator

from navstrechu.files.models import StoredFile


def content(stored: StoredFile) -> bytes:
    """The bytes of a file."""
    return stored.path.read_bytes()


def damaged_files() -> Iterator[StoredFile]:
    """Files whose bytes are missing or no longer match their checksum."""
    for stored in StoredFile.objects.order_by("pk").iterator():
        if not stored.path.exists() or hashlib.sha256(stored.path.read_bytes()).hexdigest() != stored.sha256:
            yield stored
