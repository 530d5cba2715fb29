"""What a roadmap says once it is read: frozen values, without database, page or file format."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self


class ResultKind(StrEnum):
    """The two kinds of documents with which a measure ends."""

    ORDER = "order"
    REPORT = "report"


class DoubtCode(StrEnum):
    """Why a place was read but should be looked at; the values are part of the JSON contract."""

    DOUBLED_WORD = "doubled_word"
    RESULT_KIND_UNKNOWN = "result_kind_unknown"
    UNKNOWN_COLUMN = "unknown_column"
    NUMBERING_GAP = "numbering_gap"
    NUMBERING_ORDER = "numbering_order"
    POST_VARIANT = "post_variant"
    TEXT_IGNORED = "text_ignored"
    TABLE_IGNORED = "table_ignored"
    SECTION_REPEATED = "section_repeated"
    SECTION_EMPTY = "section_empty"
    SECTION_NUMBER_GUESSED = "section_number_guessed"
    SEVERAL_RESPONSIBLE = "several_responsible"
    POSTS_SPLIT_BY_COMMA = "posts_split_by_comma"
    DUE_RANGE = "due_range"
    SHORT_YEAR = "short_year"
    QUOTA_UNCLEAR = "quota_unclear"
    UNRULED_TABLE = "unruled_table"
    RECOGNISED_TEXT = "recognised_text"
    HYPHEN_JOINED = "hyphen_joined"
    MERGED_CELL_CUT = "merged_cell_cut"
    SHEET_IGNORED = "sheet_ignored"
    HIDDEN_ROWS = "hidden_rows"
    NUMBER_RESTORED = "number_restored"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that was read but is worth a look; ``measure`` is None when it concerns the whole file."""

    measure: str | None
    code: DoubtCode
    message: str


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A heading row: «2.1 Процессы предоставления услуг (сервисов)»; the number has no final dot."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document that the measure must end with; ``attachment``: the text demands «с приложением …»."""

    kind: ResultKind
    text: str
    attachment: bool


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """One measure of the plan, texts verbatim with single spaces.

    ``quota_percent`` is the share of processes named in the title (whole per cent). ``row`` is the place in
    the file it was read from and takes no part in comparisons.
    """

    number: str
    section: str
    title: str
    due: date
    responsible: str
    co_executors: tuple[str, ...]
    results: tuple[ReadResult, ...]
    quota_percent: int | None = None
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ReadRoadmap:
    """A whole roadmap; ``heading`` holds the lines that stand before the table."""

    heading: tuple[str, ...]
    sections: tuple[ReadSection, ...]
    measures: tuple[ReadMeasure, ...]
    doubts: tuple[Doubt, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The published form of ``import-roadmap --check --json``: other programs rely on these keys."""
        return {
            "sections": [{"number": section.number, "title": section.title} for section in self.sections],
            "measures": [_measure_json(measure) for measure in self.measures],
            "doubts": [
                {"measure": doubt.measure, "code": doubt.code.value, "message": doubt.message}
                for doubt in self.doubts
            ],
        }

    def to_preview_json(self) -> dict[str, Any]:
        """``to_json`` plus what a stored preview needs to be confirmed later: heading, sections, rows."""
        stored = self.to_json()
        stored["heading"] = list(self.heading)
        for measure, entry in zip(self.measures, stored["measures"], strict=True):
            entry["section"] = measure.section
            entry["row"] = measure.row
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Rebuild from either form; the published one has no heading and its sections follow the numbers."""
        return cls(
            heading=tuple(stored.get("heading", ())),
            sections=tuple(ReadSection(entry["number"], entry["title"]) for entry in stored["sections"]),
            measures=tuple(_measure_from_json(entry) for entry in stored["measures"]),
            doubts=tuple(
                Doubt(entry["measure"], DoubtCode(entry["code"]), entry["message"])
                for entry in stored["doubts"]
            ),
        )


def parent_number(number: str) -> str:
    """«2.1.3» → «2.1»; a number of one part has no parent and gives an empty string."""
    return number.rpartition(".")[0]


def number_key(number: str) -> tuple[int, ...]:
    """Order in which numbers stand in a plan: 2.9 before 2.10."""
    return tuple(int(part) for part in number.split("."))


def _measure_json(measure: ReadMeasure) -> dict[str, Any]:
    return {
        "number": measure.number,
        "title": measure.title,
        "due": measure.due.isoformat(),
        "responsible": measure.responsible,
        "co_executors": list(measure.co_executors),
        "results": [
            {"kind": result.kind.value, "text": result.text, "attachment": result.attachment}
            for result in measure.results
        ],
        "quota_percent": measure.quota_percent,
    }


def _measure_from_json(entry: dict[str, Any]) -> ReadMeasure:
    return ReadMeasure(
        number=entry["number"],
        section=entry.get("section", parent_number(entry["number"])),
        title=entry["title"],
        due=date.fromisoformat(entry["due"]),
        responsible=entry["responsible"],
        co_executors=tuple(entry["co_executors"]),
        results=tuple(
            ReadResult(ResultKind(result["kind"]), result["text"], result["attachment"])
            for result in entry["results"]
        ),
        quota_percent=entry["quota_percent"],
        row=entry.get("row", 0),
    )
