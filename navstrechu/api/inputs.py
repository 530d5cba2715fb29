"""Kinds of values that requests carry, each with the bounds that the schema tells."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

from ninja import Path, Query, Schema
from pydantic import ConfigDict, Field

_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
MOST_ROWS = 200

AgencyCode = Annotated[str, Path(description="Код органа.", pattern="^[-a-zA-Z0-9_]{1,40}$")]
MeasureNumber = Annotated[
    str, Path(description="Номер мероприятия, например 2.1.1.", pattern=r"^[0-9]+(\.[0-9]+)*$", max_length=20)
]
Identifier = Annotated[int, Path(ge=1, le=2**63 - 1)]
Reference = Annotated[int, Field(ge=1, le=2**63 - 1)]
Day = Annotated[date, Field(ge=_FIRST, le=_LAST, description="Дата вида 2024-03-15, годы 2000–2099.")]
ShownDay = Annotated[
    date | None,
    Query(ge=_FIRST, le=_LAST, description="По состоянию на этот день; без него – на сегодня."),
]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Сколько строк вернуть, не больше 200.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="Сколько строк пропустить.")]
# Neither database takes a zero character in a text.
TEXT = r"^[^\x00]*$"

Line = Annotated[str, Field(max_length=500, pattern=TEXT)]


def text(most: int, **told: Any) -> Any:
    """A text of at most so many characters, without zero characters."""
    return Field(max_length=most, pattern=TEXT, **told)


class Body(Schema):
    """A body that refuses fields it does not know: a misspelt one must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


def cut(rows: Sequence[Any], limit: int, offset: int) -> Iterable[Any]:
    """The asked part of the rows."""
    return rows[offset : offset + limit]
