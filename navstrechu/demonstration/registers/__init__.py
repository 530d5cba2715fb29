"""Content of the demonstration registers: TOML files beside this module → frozen values.

A key that is named nowhere, a row said twice or a missing wording is an error at once: nothing is guessed.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from navstrechu.demonstration.registers.shapes import (
    BasisContent,
    ChannelContent,
    EditionContent,
    GroupContent,
    InteractionContent,
    LinkContent,
    PlantedContent,
    ProcessContent,
    ProposalContent,
    Registers,
    SharedContent,
    TaskContent,
    TouchpointContent,
)

__all__ = ["load_registers"]

_HERE = Path(__file__).parent
_WORDS = ("request", "papers", "outcome", "matter")
Row = Mapping[str, Any]
Acts = Mapping[str, tuple[str, str]]
Made = TypeVar("Made")


@cache
def load_registers() -> Registers:
    """The registers of the demonstration department, read once a process.

    Raises KeyError, TypeError or ValueError when the files do not fit together.
    """
    acts = _acts(_read("acts"))
    story = _read("story")
    touchpoints = _by_key(_touchpoint(row) for row in _read("touchpoints")["touchpoint"])
    processes = _by_key(_process(row, acts) for row in _read("processes")["process"])
    links = _links(touchpoints, processes, acts)
    return Registers(
        groups=tuple(GroupContent(**row) for row in _read("groups")["group"]),
        channels=tuple(ChannelContent(**row) for row in _read("channels")["channel"]),
        touchpoints=touchpoints,
        processes=processes,
        links=links,
        shared=tuple(_shared(row) for row in _read("shared")["shared"]),
        filled_on={name: day for name, day in story["filling"].items() if name != "basis"},
        filling_basis=story["filling"]["basis"],
        editions=tuple(EditionContent(**row) for row in story["edition"]),
        proposals=tuple(_proposal(row, acts) for row in story["proposal"]),
        tasks=tuple(TaskContent(**row) for row in story["task"]),
        planted=_planted(story["planted"]),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _by_key(found: Iterable[Made]) -> dict[str, Made]:
    return _unique(found, lambda made: str(made.key))  # type: ignore[attr-defined]


def _unique(found: Iterable[Made], key: Callable[[Made], Any]) -> dict[Any, Made]:
    collected: dict[Any, Made] = {}
    for made in found:
        if key(made) in collected:
            raise ValueError(f"{key(made)} stands twice")
        collected[key(made)] = made
    return collected


def _acts(data: Row) -> Acts:
    return {
        short: (kind, title) for kind in ("regulatory", "internal") for short, title in data[kind].items()
    }


def _bases(rows: Iterable[Sequence[str]], acts: Acts) -> tuple[BasisContent, ...]:
    return tuple(BasisContent(*acts[short], clause) for short, clause in rows)


def _touchpoint(row: Row) -> TouchpointContent:
    agreement = row.get("agreement")
    blank = dict.fromkeys(("address", "url", "phone", "hours", "exceptions", "accessibility"), "")
    named = {"made_on": None, **blank, **row}
    named["agreement"] = BasisContent("agreement", *agreement) if agreement else None
    return TouchpointContent(**named)


def _process(row: Row, acts: Acts) -> ProcessContent:
    number, unit, start = row["term"]
    return ProcessContent(
        key=row["key"],
        code=row["code"],
        group=row["group"],
        title=row["title"],
        object_kind=row["object"],
        scope=row["scope"],
        reach=row["reach"],
        unit=row["unit"],
        curator=row.get("curator", row["unit"]),
        clients=tuple(row["clients"]),
        participants=tuple((name, part) for name, part in row["participants"]),
        life_situation=row["situation"],
        portal_url=row.get("portal", ""),
        result=row["result"],
        input_text=row["input"],
        output_text=row["output"],
        term=(number, unit, start),
        volume=row["volume"],
        bases=_bases(row["bases"], acts),
        included_on=row.get("included_on"),
        inclusion_basis=row.get("inclusion_basis", ""),
        excluded_on=row.get("excluded_on"),
        exclusion_basis=row.get("exclusion_basis", ""),
    )


def _links(
    touchpoints: Mapping[str, TouchpointContent], processes: Mapping[str, ProcessContent], acts: Acts
) -> dict[tuple[str, str], LinkContent]:
    found: list[LinkContent] = []
    for name in ("links_external", "links_internal"):
        data = _read(name)
        for rows in data["of"]:
            sets = data.get("sets", {}).get(rows.get("family"), {})
            words = {word: rows[word] for word in _WORDS if word in rows}
            found += (
                _link(row, touchpoints[row["place"]], processes[rows["process"]], sets, words, acts)
                for row in rows["at"]
            )
    return _unique(found, lambda link: (link.process, link.touchpoint))


def _link(
    row: Row, place: TouchpointContent, process: ProcessContent, sets: Row, words: Row, acts: Acts
) -> LinkContent:
    # Own wording needs no set; otherwise a set of the very place goes before one of its channel.
    alike = {} if "say" in row else sets.get(place.key) or sets[place.channel]
    lines = row["say"] if "say" in row else [line.format(**words) for line in alike["interactions"]]
    bases = row.get("bases", alike.get("bases"))
    return LinkContent(
        process=process.key,
        touchpoint=place.key,
        interactions=_interactions([*lines, *row.get("add", [])]),
        peculiarities=row.get("note", ""),
        bases=process.bases[:1] if bases is None else _bases(bases, acts),
    )


def _interactions(lines: Iterable[str]) -> tuple[InteractionContent, ...]:
    parted = (line.split(" | ") for line in lines)
    return tuple(InteractionContent(text=text, stage=stage) for stage, text in parted)


def _shared(row: Row) -> SharedContent:
    return SharedContent(row.get("group"), row.get("process", ""), row["text"])


def _proposal(row: Row, acts: Acts) -> ProposalContent:
    missing = dict.fromkeys(("process", "touchpoint", "name", "channel", "remark", "decided_by"), "")
    later = dict.fromkeys(("returned_on", "decided_on", "edition"))
    named = {**missing, **later, "rounds": 1, **row}
    named["interactions"] = _interactions(row.get("interactions", []))
    named["peculiarities"] = named.pop("note", "")
    named["bases"] = _bases(row.get("bases", []), acts)
    return ProposalContent(**named)


def _planted(row: Row) -> PlantedContent:
    process, touchpoint = row["link_without_basis"]
    return PlantedContent(
        process_without_touchpoint=row["process_without_touchpoint"],
        link_without_basis=(process, touchpoint),
        not_confirmed=row["not_confirmed"],
        near_equal=tuple((first, second) for first, second in row["near_equal"]),
    )
