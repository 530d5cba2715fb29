"""Differences of two plans as a page shows them: grouped by measure, changed words marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from navstrechu.core.text.dates import date_in_figures
from navstrechu.roadmap.comparison import Change, Comparison, Value, compare
from navstrechu.roadmap.events import FIELDS
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap, ReadSection

_WORDS = re.compile(r"\S+\s*")
_TAGS = {
    "delete": '<del class="mark-removed">{}</del> ',
    "insert": '<ins class="mark-added">{}</ins> ',
}


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure that stays, with what is different; ``was_number`` is empty where the number stays."""

    number: str
    title: str
    was_number: str = ""
    texts: tuple[tuple[str, SafeString], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What a new plan brings, ready to be shown."""

    added: tuple[ReadMeasure, ...] = ()
    removed: tuple[ReadMeasure, ...] = ()
    amended: tuple[MeasureChange, ...] = ()
    sections_added: tuple[ReadSection, ...] = ()
    sections_removed: tuple[ReadSection, ...] = ()
    sections_amended: tuple[tuple[str, SafeString], ...] = ()
    heading: SafeString = field(default_factory=SafeString)
    fates: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self == PlanChanges(fates=self.fates)

    @property
    def renumbered(self) -> int:
        return sum(bool(change.was_number) for change in self.amended)


def plan_changes(old: ReadRoadmap, new: ReadRoadmap) -> PlanChanges:
    """Compare and put into words; ``fates`` says of every number of the new plan what becomes of its row."""
    found = compare(old, new)
    amended = tuple(_amended(found, new))
    return PlanChanges(
        added=found.added,
        removed=found.removed,
        amended=amended,
        sections_added=found.sections_added,
        sections_removed=found.sections_removed,
        sections_amended=tuple(
            (change.number, marked(_shown(change.old), _shown(change.new)))
            for change in found.sections_changed
        ),
        heading=marked("\n".join(old.heading), "\n".join(new.heading))
        if found.heading_changed
        else SafeString(),
        fates={
            **{measure.number: "added" for measure in found.added},
            **{change.number: "renumbered" if change.was_number else "amended" for change in amended},
        },
    )


def _amended(found: Comparison, new: ReadRoadmap) -> Iterable[MeasureChange]:
    """Measures in the order of the new plan, each once."""
    was = {move.new_number: move.old_number for move in found.moved}
    by_number: dict[str, list[Change]] = {}
    for change in found.changed:
        by_number.setdefault(change.number, []).append(change)
    for measure in new.measures:
        changes = by_number.get(measure.number, [])
        if changes or measure.number in was:
            texts = tuple(
                (str(FIELDS[change.field]), marked(_shown(change.old), _shown(change.new)))
                for change in changes
            )
            yield MeasureChange(measure.number, measure.title, was.get(measure.number, ""), texts)


def _shown(value: Value) -> str:
    """A value as a person reads it; several stand on lines of their own."""
    if value is None:
        return _("не указано")
    if isinstance(value, date):
        return date_in_figures(value)
    if isinstance(value, tuple):
        return "\n".join(one.text if isinstance(one, ReadResult) else str(one) for one in value) or _("нет")
    return str(value)


def marked(old: str, new: str) -> SafeString:
    """One text in which left-out words stand as <del> and new ones as <ins>; line breaks become <br>."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    parts: list[SafeString] = []
    matcher = SequenceMatcher(
        None, [word.strip() for word in before], [word.strip() for word in after], False
    )
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        was, becomes = "".join(before[start:end]), "".join(after[new_start:new_end])
        if operation == "equal":
            parts.append(_lines(becomes))
        else:
            parts += [_tagged("delete", was), _tagged("insert", becomes)]
            parts.append(_lines("\n") if (becomes or was).endswith("\n") else SafeString())
    return format_html_join("", "{}", ((part,) for part in parts))


def _tagged(operation: str, text: str) -> SafeString:
    return format_html(_TAGS[operation], _lines(text.rstrip())) if text else SafeString()


def _lines(text: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in text.split("\n")))
