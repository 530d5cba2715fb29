"""How the texts of a plan differ: words left out or put in, one thing under several names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from navstrechu.core.text.plain import plain
from navstrechu.roadmap.measure_kinds import MeasureKind, kind_of
from navstrechu.roadmap.reading.tree import ReadMeasure

# Two forms of a word differ in its ending only: «порядок» – «порядка», «правила» – «правил».
_LONGEST_ENDING = 3
_SHORTEST_STEM = 3
# Longer texts are not compared: the effort grows with the product of both lengths.
_MOST_WORDS_COMPARED = 300
_WORD = re.compile(r"[\w-]+")
_APPROVED = re.compile(r"^утвержден[аоы]?\s+")
_APPROVING = re.compile(r"\bоб утверждении\s+")
# The body itself is named at the end of some texts and not of others; that says nothing about the work.
_BODY_AT_THE_END = re.compile(
    r"\s(?:в\s+)?(?:департамент|министерств|управлени|комитет|служб|агентств|инспекци|администраци)\w*[\s.]*$"
)


@dataclass(frozen=True, slots=True)
class WordDifference:
    """Words of the title that the result lacks, and words that it has instead or in addition."""

    omitted: str
    added: str


@dataclass(frozen=True, slots=True)
class NamedThing:
    """One thing and the names under which the reference documents know it: (name as printed, its pattern)."""

    thing: object
    kinds: frozenset[MeasureKind]
    names: tuple[tuple[str, re.Pattern[str]], ...]
    # The name that order 201 uses, when it is none of the plan's own.
    name_in_order: str = ""

    def uses(self, measures: tuple[ReadMeasure, ...]) -> dict[str, list[tuple[str, bool]]]:
        """Name → places (number of the measure, is it the text of a result), in the order of the plan."""
        found: dict[str, list[tuple[str, bool]]] = {}
        for number, text, is_result in self._texts(measures):
            for name, pattern in self.names:
                if pattern.search(plain(text)):
                    places = found.setdefault(name, [])
                    if (number, is_result) not in places:
                        places.append((number, is_result))
        return found

    def _texts(self, measures: tuple[ReadMeasure, ...]) -> Iterator[tuple[str, str, bool]]:
        for measure in measures:
            if kind_of(measure.title) in self.kinds:
                yield measure.number, measure.title, False
                for result in measure.results:
                    yield measure.number, result.text, True


# Reference documents, irregularity 5.
NAMED_THINGS = (
    NamedThing(
        thing=_("целевое состояние процессов"),
        kinds=frozenset({MeasureKind.TARGET_STATE}),
        names=(
            ("целевое состояние", re.compile(r"целев\w+ состояни")),
            ("целевая модель", re.compile(r"целев\w+ модел")),
        ),
    ),
    NamedThing(
        thing=_("реестр процессов"),
        kinds=frozenset({MeasureKind.REGISTER_PROCEDURE, MeasureKind.REGISTER_FORMATION}),
        names=(
            (
                "реестр основных и отраслевых процессов",
                re.compile(r"реестр\w* основных и отраслевых процесс"),
            ),
            ("реестр основных процессов", re.compile(r"реестр\w* основных процесс")),
            (
                "реестр межведомственных и внутренних процессов",
                re.compile(r"реестр\w* межведомственных и внутренних процесс"),
            ),
            (
                "реестр межведомственных и внутриведомственных процессов",
                re.compile(r"реестр\w* межведомственных и внутриведомственных процесс"),
            ),
        ),
        name_in_order="реестр межведомственных и внутриведомственных процессов",
    ),
    NamedThing(
        thing=_("модель внедрения"),
        kinds=frozenset({MeasureKind.MODEL}),
        names=(
            ("организационная модель", re.compile(r"организационн\w+ модел\w+ внедрения")),
            ("модель", re.compile(r"(?<!онной )(?<!онная )(?<!онную )модел\w+ внедрения")),
        ),
    ),
    NamedThing(
        thing=_("сбор и анализ обратной связи"),
        kinds=frozenset({MeasureKind.FEEDBACK_METHODOLOGY}),
        names=(
            ("порядок", re.compile(r"поряд\w+\b.{0,60}обратной связи")),
            ("методика", re.compile(r"методик\w+\b.{0,60}обратной связи")),
        ),
    ),
)


def approved_object(title: str) -> str:
    """What «Утвержден …» of a title approves, in lower case; empty for another kind of title."""
    words = plain(title)
    return _without_body(words[found.end() :]) if (found := _APPROVED.match(words)) else ""


def object_of_order(text: str) -> str:
    """What an order «об утверждении …» approves, in lower case; empty for another text."""
    words = plain(text)
    return _without_body(words[found.end() :]) if (found := _APPROVING.search(words)) else ""


def word_difference(title: str, result: str) -> WordDifference:
    """Compare two texts word by word, taking forms of one word for equal; too long texts do not differ."""
    wanted, given = _WORD.findall(title), _WORD.findall(result)
    if max(len(wanted), len(given)) > _MOST_WORDS_COMPARED:
        return WordDifference("", "")
    ours, theirs = (
        [next((known for known in wanted if is_same_word(known, word)), word) for word in words]
        for words in (wanted, given)
    )
    omitted: list[str] = []
    added: list[str] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for action, start, end, other_start, other_end in matcher.get_opcodes():
        if action != "equal":
            omitted += wanted[start:end]
            added += given[other_start:other_end]
    return WordDifference(" ".join(omitted), " ".join(added))


def is_same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: a common stem and endings of at most three letters."""
    common = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    longest = max(len(one), len(other))
    return one == other or (common >= _SHORTEST_STEM and longest - common <= _LONGEST_ENDING)


def _without_body(words: str) -> str:
    return _BODY_AT_THE_END.sub("", words).strip()
