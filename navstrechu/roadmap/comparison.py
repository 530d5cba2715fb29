"""What a newly read plan changes in the one already kept: pure comparison of two plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap, ReadSection, number_key

Value = str | date | int | tuple[str, ...] | tuple[ReadResult, ...] | None

# Fields of a measure that a re-import may change, in the order in which they are shown.
FIELDS = ("title", "due", "responsible", "co_executors", "results", "quota_percent")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one measure or section: what it was and what it becomes; ``number`` is the new one."""

    number: str
    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Move:
    """The same work (title and results) under another number."""

    old_number: str
    new_number: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences of two plans, each part in the order of numbers; doubts do not count."""

    added: tuple[ReadMeasure, ...] = ()
    removed: tuple[ReadMeasure, ...] = ()
    changed: tuple[Change, ...] = ()
    moved: tuple[Move, ...] = ()
    sections_added: tuple[ReadSection, ...] = ()
    sections_removed: tuple[ReadSection, ...] = ()
    sections_changed: tuple[Change, ...] = ()
    heading_changed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether importing the new plan would change nothing."""
        return self == Comparison()


def compare(old: ReadRoadmap, new: ReadRoadmap) -> Comparison:
    """Differences of two plans, measures matched by number and, when renumbered, by title and results."""
    pairs, removed, added = _matched(old.measures, new.measures)
    moves = [Move(before.number, after.number) for before, after in pairs if before.number != after.number]
    changes = [change for before, after in pairs for change in _changes(before, after)]
    old_sections = {section.number: section for section in old.sections}
    new_sections = {section.number: section for section in new.sections}
    return Comparison(
        added=_by_number(added),
        removed=_by_number(removed),
        changed=tuple(sorted(changes, key=lambda change: number_key(change.number))),
        moved=tuple(sorted(moves, key=lambda move: number_key(move.new_number))),
        sections_added=tuple(section for section in new.sections if section.number not in old_sections),
        sections_removed=tuple(section for section in old.sections if section.number not in new_sections),
        sections_changed=tuple(
            Change(number, "title", old_sections[number].title, section.title)
            for number, section in new_sections.items()
            if number in old_sections and old_sections[number].title != section.title
        ),
        heading_changed=old.heading != new.heading,
    )


def _matched(
    old: Iterable[ReadMeasure], new: Iterable[ReadMeasure]
) -> tuple[list[tuple[ReadMeasure, ReadMeasure]], list[ReadMeasure], list[ReadMeasure]]:
    """Pairs of old and new, and what is left on each side.

    A measure inserted at 1.3 shifts all that follow: so an equal number counts first only with an equal
    title, then equal work under another number, and only then an equal number alone.
    """
    left = {measure.number: measure for measure in old}
    coming = {measure.number: measure for measure in new}
    pairs = [
        (left.pop(number), coming.pop(number))
        for number, after in list(coming.items())
        if number in left and left[number].title == after.title
    ]
    by_work: dict[tuple[str, tuple[ReadResult, ...]], list[str]] = {}
    for measure in left.values():
        by_work.setdefault((measure.title, measure.results), []).append(measure.number)
    for after in list(coming.values()):
        if same_work := by_work.get((after.title, after.results)):
            pairs.append((left.pop(same_work.pop(0)), coming.pop(after.number)))
    pairs += [(left.pop(number), coming.pop(number)) for number in list(coming) if number in left]
    return pairs, list(left.values()), list(coming.values())


def _changes(before: ReadMeasure, after: ReadMeasure) -> Iterable[Change]:
    for field in FIELDS:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Change(after.number, field, old, new)


def _by_number(measures: Iterable[ReadMeasure]) -> tuple[ReadMeasure, ...]:
    return tuple(sorted(measures, key=lambda measure: number_key(measure.number)))
