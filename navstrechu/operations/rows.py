"""Rows as lines of JSON that read the same whichever database they came from. Pure apart from the reading."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, Model
from django.utils.duration import duration_string

_CHUNK = 2000
_MODULUS = 2**256


def columns_of(model: type[Model]) -> list[str]:
    """Names under which the values of a row are kept, in the order of the model."""
    return [field.attname for field in model._meta.concrete_fields]


def lines_of(model: type[Model]) -> Iterator[bytes]:
    """Every row as one line, by primary key; a chunk at a time is in memory."""
    rows = model._base_manager.order_by("pk").values_list(*columns_of(model))
    for row in rows.iterator(chunk_size=_CHUNK):
        yield line(row)


def line(values: Iterable[Any]) -> bytes:
    """One row; keys inside JSON values are sorted, because PostgreSQL does not keep their order."""
    told = [portable(value) for value in values]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def values_in(row: bytes, fields: Sequence[Field]) -> list[Any]:
    """The values of a line as the fields hold them. Raises ValueError when it is no row of these fields."""
    told = json.loads(row)
    if not isinstance(told, list) or len(told) != len(fields):
        raise ValueError("not a row of this table")
    return [field.to_python(value) for field, value in zip(fields, told, strict=True)]


def portable(value: Any) -> Any:
    """A value of a column as JSON knows it; moments are in UTC to the microsecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


class Digest:
    """A checksum of a set of rows: equal for equal rows in whatever order a database gives them."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: bytes) -> None:
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(row).digest())) % _MODULUS

    @property
    def hex(self) -> str:
        """64 hexadecimal digits."""
        return f"{self._sum:064x}"


def digest_of(model: type[Model]) -> Digest:
    """The checksum of what a table holds now."""
    found = Digest()
    for row in lines_of(model):
        found.add(row)
    return found
