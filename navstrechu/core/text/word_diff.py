"""What changed between two texts, word by word: whole words with their signs, no crumbs between changes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel

from navstrechu.core.text.stems import FUNCTION_WORDS

# A word with hyphens, dots and strokes inside it, one sign, or a line's end; spaces after it belong to it.
_TOKEN = re.compile(r"(?:\w+(?:[-./]\w+)*|[^\w\s])[^\S\n]*|\n[^\S\n]*")
MOST_TOKENS = 20_000  # a text with more is shown as taken out and put in whole
_FEWEST_LETTERS_BETWEEN = 4


class Change(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; spaces after its last word belong to it."""

    change: Change
    text: str


def word_segments(old: str, new: str) -> tuple[Segment, ...]:
    """The texts as one: equal and added stretches make up the new text, equal and removed ones the old.

    Spaces are no change, ends of lines are; an equal stretch has the spaces of the new text. What was removed
    stands before what was added in its place. Words kept between two changes are shown as changed too when
    they say nothing by themselves («и», «,»).
    """
    was, becomes = _tokens(old), _tokens(new)
    return tuple(_joined(_without_crumbs(_aligned(was, becomes))))


def is_changed(segments: Sequence[Segment]) -> bool:
    """Whether anything but spaces differs."""
    return any(segment.change is not Change.EQUAL for segment in segments)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens of the old and of the new text that stand for each other; the same words when ``is_equal``."""

    is_equal: bool
    old: tuple[str, ...]
    new: tuple[str, ...]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.strip())


def _aligned(was: list[str], becomes: list[str]) -> Iterator[_Stretch]:
    if max(len(was), len(becomes)) > MOST_TOKENS:
        yield _Stretch(was == becomes, tuple(was), tuple(becomes))
        return
    letters: dict[str, str] = {}
    one, other = (
        "".join(letters.setdefault(token.rstrip(" \t\u00a0"), chr(len(letters))) for token in tokens)
        for tokens in (was, becomes)
    )
    steps = Indel.opcodes(one, other)
    for is_equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        parts = list(group)
        yield _Stretch(
            is_equal,
            tuple(was[parts[0].src_start : parts[-1].src_end]),
            tuple(becomes[parts[0].dest_start : parts[-1].dest_end]),
        )


def _without_crumbs(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    """Joins two replacements that nothing but a small word or a sign keeps apart."""
    made: list[_Stretch] = []
    for stretch in stretches:
        if len(made) > 1 and not stretch.is_equal and _is_crumb(made[-1]):
            before, crumb = made[-2:]
            whole = _Stretch(
                False, before.old + crumb.old + stretch.old, before.new + crumb.new + stretch.new
            )
            if (before.old or stretch.old) and (before.new or stretch.new):
                made[-2:] = [whole]
                continue
        made.append(stretch)
    return made


def _is_crumb(stretch: _Stretch) -> bool:
    words = [token.strip() for token in stretch.new]
    telling = [word for word in words if word.isalnum() and word.lower() not in FUNCTION_WORDS]
    return stretch.is_equal and "\n" not in stretch.new and sum(map(len, telling)) < _FEWEST_LETTERS_BETWEEN


def _joined(stretches: list[_Stretch]) -> Iterator[Segment]:
    for stretch in stretches:
        if stretch.is_equal:
            yield Segment(Change.EQUAL, "".join(stretch.new))
            continue
        if stretch.old:
            yield Segment(Change.REMOVED, "".join(stretch.old))
        if stretch.new:
            yield Segment(Change.ADDED, "".join(stretch.new))
