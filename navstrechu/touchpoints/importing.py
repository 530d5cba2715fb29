"""What a read file would do to the live register: every row explained before anything is saved. Pure.

A file says what is printed: bases are not in it, so those of known rows stay; texts that a process or its
group states once are not repeated in rows; a stage printed before an interaction is told from its words.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from navstrechu.core.text.name_keys import name_key
from navstrechu.touchpoints.reading import Channel, ReadRow
from navstrechu.touchpoints.values import InteractionText, RowContent


class Fate(StrEnum):
    """What becomes of a row of the file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class LiveProcess:
    """A process of the register, with what it and its group state for all rows."""

    pk: int
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A row of the register under its version."""

    pk: int
    version: int
    content: RowContent


@dataclass(frozen=True, slots=True)
class LiveRegister:
    """The register as it is: processes and touchpoints by `name_key`, rows by both ids.

    ``groups`` are ids of groups by number, ``channels`` ids of kinds of channels by category.
    """

    processes: Mapping[str, LiveProcess]
    touchpoints: Mapping[tuple[str, str], int]
    rows: Mapping[tuple[int, int], LiveRow]
    groups: Mapping[int, int]
    channels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the file with its fate; ids are None for what would be made. ``reason`` says why it is left
    out."""

    read: ReadRow
    fate: Fate
    content: RowContent = field(default_factory=RowContent)
    process: int | None = None
    touchpoint: int | None = None
    row: LiveRow | None = None
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Process, touchpoint and channel: what makes a row one and the same (order 201, 2.6)."""
        return _key(self.read)


def planned_rows(
    rows: Sequence[ReadRow], live: LiveRegister, *, include_unknown: bool
) -> tuple[PlannedRow, ...]:
    """Every row of the file, in its order; a touchpoint named twice in a process is gathered into the first.

    ``include_unknown`` lets processes that the register does not know be included in it.
    """
    says_peculiarities = any(row.peculiarities for row in rows)
    known = _Matching(live, include_unknown, says_peculiarities)
    return tuple(known.planned(row) for row in gathered(rows))


def gathered(rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
    """Rows of one process and touchpoint as one, interactions of all under it."""
    found: dict[tuple[str, str, str], ReadRow] = {}
    for row in rows:
        key = _key(row)
        first = found.get(key)
        if first is None:
            found[key] = row
            continue
        found[key] = replace(
            first,
            interactions=tuple(dict.fromkeys((*first.interactions, *row.interactions))),
            peculiarities=tuple(dict.fromkeys((*first.peculiarities, *row.peculiarities))),
        )
    return iter(found.values())


def fingerprint(planned: Iterable[PlannedRow]) -> str:
    """Tells whether a file still does what somebody looked at."""
    parts = [
        f"{one.fate}:{one.process}:{one.touchpoint}:{one.row.pk if one.row else 0}:"
        f"{one.row.version if one.row else 0}"
        for one in planned
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Matching:
    """Finds what each row of the file is in the live register."""

    live: LiveRegister
    include_unknown: bool
    says_peculiarities: bool

    def planned(self, read: ReadRow) -> PlannedRow:
        process = self.live.processes.get(name_key(read.process))
        touchpoint = self._touchpoint(read)
        if reason := self._obstacle(read, process, touchpoint):
            return PlannedRow(read, Fate.LEFT_OUT, reason=reason)
        row = self.live.rows.get((process.pk, touchpoint)) if process and touchpoint else None
        content = self._content(read, process, row)
        fate = Fate.ADDED if row is None else Fate.UNCHANGED if content == row.content else Fate.CHANGED
        return PlannedRow(read, fate, content, process.pk if process else None, touchpoint, row)

    def _obstacle(self, read: ReadRow, process: LiveProcess | None, touchpoint: int | None) -> str:
        """Why the row cannot be taken; empty where it can."""
        if not read.process or not read.touchpoint:
            return _("Не указаны процесс или точка взаимодействия.")
        if process is None and not self.include_unknown:
            return _("Такого процесса нет в реестре: включите его или разрешите включение.")
        if process is None and read.group_number not in self.live.groups:
            return _("Процесса нет в реестре, а его группу определить не удалось.")
        if touchpoint is None and (read.channel is None or read.channel.value not in self.live.channels):
            return _("Точка новая, а её канал не указан или такого вида нет в справочнике.")
        return ""

    def _touchpoint(self, read: ReadRow) -> int | None:
        """The touchpoint of that name and channel; of that name alone where the file names no channel."""
        key, known = name_key(read.touchpoint), self.live.touchpoints
        if read.channel is not None:
            return known.get((key, read.channel.value))
        named = [known[key, channel.value] for channel in Channel if (key, channel.value) in known]
        return named[0] if len(named) == 1 else None

    def _content(self, read: ReadRow, process: LiveProcess | None, row: LiveRow | None) -> RowContent:
        """An empty cell takes nothing away, nor does a file without the column of peculiarities."""
        known = row.content if row else RowContent()
        staged = {item.printed: item for item in known.interactions}
        shared = process.shared if process else frozenset()
        own = "\n".join(text for text in read.peculiarities if text not in shared)
        said = tuple(staged.get(text, InteractionText(text)) for text in read.interactions)
        return RowContent(
            said or known.interactions, own if self.says_peculiarities else known.peculiarities, known.bases
        )


def _key(row: ReadRow) -> tuple[str, str, str]:
    return name_key(row.process), name_key(row.touchpoint), row.channel.value if row.channel else ""
