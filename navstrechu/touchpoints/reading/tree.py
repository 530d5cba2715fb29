"""What a register of touchpoints says once it is read: frozen values, without database or file format."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Channel(StrEnum):
    """The four ways that the order prints (clause 1.2, 4); the same values as the dictionary of channels."""

    IN_PERSON = "in_person"
    DIGITAL = "digital"
    ONLINE = "online"
    OFFLINE = "offline"


class DoubtCode(StrEnum):
    """Why a place was read but should be looked at; the values are part of the JSON contract."""

    TOUCHPOINT_REPEATED = "touchpoint_repeated"
    TOUCHPOINT_SIMILAR = "touchpoint_similar"
    TOUCHPOINT_MISSING = "touchpoint_missing"
    TOUCHPOINT_LIST = "touchpoint_list"
    PROCESS_MISSING = "process_missing"
    GROUP_MISSING = "group_missing"
    GROUP_UNKNOWN = "group_unknown"
    GROUP_FROM_TITLE = "group_from_title"
    GROUP_EMPTY = "group_empty"
    INTERACTION_EMPTY = "interaction_empty"
    INTERACTION_REPEATED = "interaction_repeated"
    CHANNEL_GUESSED = "channel_guessed"
    CHANNEL_UNKNOWN = "channel_unknown"
    CHANNEL_SEVERAL = "channel_several"
    NAME_LONG = "name_long"
    COLUMN_IGNORED = "column_ignored"
    COLUMN_MISSING = "column_missing"
    TEXT_IGNORED = "text_ignored"
    TABLE_IGNORED = "table_ignored"
    SHEET_IGNORED = "sheet_ignored"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    FORMULA_VALUES = "formula_values"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file something stands: the row, and the sheet or table, empty for the only one."""

    row: int
    table: str = ""

    def __str__(self) -> str:
        return f"{self.table}, строка {self.row}" if self.table else f"Строка {self.row}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that was read but is worth a look; ``place`` is None when it concerns the whole file."""

    place: Place | None
    code: DoubtCode
    message: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A touchpoint of a process with what is done there, texts verbatim with single spaces.

    ``group_number`` is the number among the nine groups of the roadmap (2.1–2.9), None for any other.
    Empty ``process``, ``touchpoint`` or ``channel`` are told of by a doubt. ``place`` is where the touchpoint
    stands in the file and takes no part in comparisons.
    """

    group: str
    process: str
    touchpoint: str
    channel: Channel | None
    interactions: tuple[str, ...]
    peculiarities: tuple[str, ...]
    group_number: int | None = None
    place: Place = field(default=Place(0), compare=False)


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """A whole register in the order of the file."""

    rows: tuple[ReadRow, ...]
    doubts: tuple[Doubt, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The published form of ``import-touchpoints --check --json``: other programs rely on these keys."""
        return {
            "rows": [_row_json(row) for row in self.rows],
            "doubts": [
                {
                    "row": doubt.place.row if doubt.place else None,
                    "code": doubt.code.value,
                    "message": doubt.message,
                }
                for doubt in self.doubts
            ],
        }

    def to_preview_json(self) -> dict[str, Any]:
        """``to_json`` plus what a stored preview needs: numbers of groups and places in the file."""
        stored = self.to_json()
        for row, entry in zip(self.rows, stored["rows"], strict=True):
            entry["group_number"] = row.group_number
            entry["place"] = [row.place.row, row.place.table]
        for doubt, entry in zip(self.doubts, stored["doubts"], strict=True):
            entry["table"] = doubt.place.table if doubt.place else ""
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Rebuild from either form; the published one has neither numbers of groups nor places."""
        return cls(
            rows=tuple(_row_from_json(entry) for entry in stored["rows"]),
            doubts=tuple(
                Doubt(
                    None if entry["row"] is None else Place(entry["row"], entry.get("table", "")),
                    DoubtCode(entry["code"]),
                    entry["message"],
                )
                for entry in stored["doubts"]
            ),
        )


def _row_json(row: ReadRow) -> dict[str, Any]:
    return {
        "group": row.group,
        "process": row.process,
        "touchpoint": row.touchpoint,
        "channel": row.channel.value if row.channel else "",
        "interactions": list(row.interactions),
        "peculiarities": list(row.peculiarities),
    }


def _row_from_json(entry: dict[str, Any]) -> ReadRow:
    return ReadRow(
        group=entry["group"],
        process=entry["process"],
        touchpoint=entry["touchpoint"],
        channel=Channel(entry["channel"]) if entry["channel"] else None,
        interactions=tuple(entry["interactions"]),
        peculiarities=tuple(entry["peculiarities"]),
        group_number=entry.get("group_number"),
        place=Place(*entry.get("place", (0, ""))),
    )
