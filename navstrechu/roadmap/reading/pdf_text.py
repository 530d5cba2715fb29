"""Signs of a PDF page put together to words, lines and the texts of cells.

A PDF knows where each sign stands and nothing else: words, lines and paragraphs are what a reader sees in it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# Shares of the size of the font.
_SPACE = 0.18
_USUAL_SPACE = 0.25
_LETTER = 0.6
_SAME_LINE = 0.45
_PRINTED_TWICE = 0.12
_ROUNDING = 0.5  # points
_HYPHEN = re.compile("[\u00ad\u2010\u2011]")
_WIDTHLESS = re.compile("[\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# «административно-хозяйственный» keeps its hyphen, «межведомствен-ного» does not.
_FIRST_OF_COMPOUND = re.compile(r"[а-яё]{4,}о", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"[а-яё]{3,}(?:[ыи][йехм]|[ыи]ми|ой|[ао]я|ое|яя|ее|ого|его|ому|ему|ую|юю|ей)", re.IGNORECASE
)
_FIGURE = re.compile(r"[\d.]+")
_DATE = re.compile(r"\d{2}\.\d{2}\.\d{4}")
_ENDING = 3  # letters that a Russian ending may have
_PROOF = 2


class Sign(NamedTuple):
    """One sign of a page, in points from its upper left corner."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Word(NamedTuple):
    """Signs without a gap between them."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words that stand on one line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def space(self) -> float:
        """Width of a usual space of this line."""
        return (self.bottom - self.top) * _USUAL_SPACE


@dataclass(slots=True)
class Vocabulary:
    """Words of the whole file, which tell how a word that a line's end cuts is written."""

    known: set[str] = field(default_factory=set)
    guessed: dict[str, None] = field(default_factory=dict)

    def learn(self, lines: Iterable[TextLine]) -> None:
        """Take in the words inside of lines: those at their ends may be cut."""
        for line in lines:
            for word in line.words[1:-1]:
                self.known.update(found.lower() for found in _WORD.findall(word.text))

    def knows(self, word: str, cut: int) -> bool:
        """Whether the file writes the word, be it with another ending; its part up to ``cut`` is no proof."""
        stem = word.lower()[: max(len(word) - _ENDING, cut + _PROOF)]
        return any(known.startswith(stem) for known in self.known)

    def mended(self, head: str, tail: str) -> str:
        """A word cut with a hyphen; where the file does not tell, its form decides and a doubt is noted."""
        start, end = _WORD.findall(head[:-1]), _WORD.match(tail)
        whole, kept = f"{head[:-1]}{tail}", f"{head}{tail}"
        if not start or end is None:
            return whole
        cut = len(start[-1])
        if self.knows(f"{start[-1]}-{end[0]}", cut + 1):
            return kept
        if self.knows(f"{start[-1]}{end[0]}", cut):
            return whole
        is_compound = _FIRST_OF_COMPOUND.fullmatch(start[-1]) and _ADJECTIVE.fullmatch(end[0])
        chosen = kept if is_compound else whole
        self.guessed[chosen.strip(".,;:()«»")] = None
        return chosen

    def is_cut(self, head: str, tail: str, *, alone: bool) -> bool:
        """Whether a word without a hyphen goes on below, as in a column narrower than it."""
        start, end = _WORD.findall(head), _WORD.match(tail)
        if not start or not head.endswith(start[-1]) or end is None:
            return False
        whole = f"{start[-1]}{end[0]}"
        if alone and end[0].lower() not in self.known:
            self.guessed[whole] = None
            return True
        return whole.lower() in self.known


def lines_of(signs: Iterable[Sign]) -> list[TextLine]:
    """Lines from top to bottom; signs a little higher or lower (an index) stay on their line."""
    lines: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda sign: sign.middle[1]):
        if lines and sign.middle[1] - lines[-1][0].middle[1] <= _SAME_LINE * max(
            sign.size, lines[-1][0].size
        ):
            lines[-1].append(sign)
        else:
            lines.append([sign])
    found = [TextLine(tuple(_words(sorted(line)))) for line in lines]
    return [line for line in found if line.words]


def _words(signs: list[Sign]) -> Iterable[Word]:
    pending: list[Sign] = []
    for sign in signs:
        if not sign.text.strip():
            if pending:
                yield _word(pending)
            pending = []
        elif pending and _is_printed_twice(pending[-1], sign):
            continue
        elif pending and sign.x0 - pending[-1].x1 > _SPACE * sign.size:
            yield _word(pending)
            pending = [sign]
        else:
            pending.append(sign)
    if pending:
        yield _word(pending)


def _is_printed_twice(before: Sign, sign: Sign) -> bool:
    """Some programs make letters bold by printing them again a little aside."""
    return before.text == sign.text and sign.x0 - before.x0 < _PRINTED_TWICE * sign.size


def _word(signs: Sequence[Sign]) -> Word:
    return Word(
        # Printed, hence meant: a font may give the same picture for every hyphen.
        _HYPHEN.sub("-", _WIDTHLESS.sub("", "".join(sign.text for sign in signs))),
        signs[0].x0,
        max(sign.x1 for sign in signs),
        min(sign.top for sign in signs),
        max(sign.bottom for sign in signs),
    )


def joined(lines: Sequence[TextLine], right: float, vocabulary: Vocabulary) -> str:
    """Text of a cell: wrapped lines joined by a space, a new line where the line above ended by itself.

    ``right`` is how far the words of the cell may reach.
    """
    text = ""
    for at, line in enumerate(lines):
        head, last = text.rpartition(" ")[::2] if text else ("", "")
        first, *others = line.text.split(" ", 1)
        if not text:
            text = line.text
        elif _is_cut_figure(last, first, has_room=_has_room(lines[at - 1], line, right)):
            text += line.text
        elif last.endswith("/") and len(last) > 1:
            # «и/или» may be broken behind its stroke.
            text += line.text
        elif not first[0].islower():
            text += _between(lines[at - 1], line, right) + line.text
        elif text.endswith("-"):
            text = " ".join(filter(None, [head, vocabulary.mended(last, first), *others]))
        elif _is_full(lines[at - 1], right) and vocabulary.is_cut(
            last, first, alone=len(lines[at - 1].words) == 1
        ):
            text += line.text
        else:
            text += _between(lines[at - 1], line, right) + line.text
    return text


def paragraphs(lines: Sequence[TextLine], left: float, right: float) -> list[str]:
    """Words outside the table: a wrapped title in the middle is one paragraph, every other line stands alone.

    The head of an annex is set line by line, so that a full line there is no sign of wrapping.
    """
    found: list[str] = []
    for at, line in enumerate(lines):
        if found and _is_wrapped_title(lines[at - 1], line, left, right):
            found[-1] += f" {line.text}"
        else:
            found.append(line.text)
    return found


def _is_cut_figure(last: str, first: str, *, has_room: bool) -> bool:
    """A date, or a number such as «10.1.1.», broken where its column ends."""
    if not _FIGURE.fullmatch(last) or not _FIGURE.fullmatch(first) or _DATE.fullmatch(last):
        return False
    return not has_room or first == "." or bool(_DATE.fullmatch(f"{last}{first}"))


def _has_room(line: TextLine, following: TextLine, right: float) -> bool:
    """Whether the first word below could have stood right behind the line."""
    first = following.words[0]
    return line.x1 + (first.x1 - first.x0) <= right


def _is_full(line: TextLine, right: float) -> bool:
    """Whether the line ends so close to its edge that another letter would not fit."""
    return right - line.x1 < _LETTER * (line.bottom - line.top)


def _between(line: TextLine, following: TextLine, right: float) -> str:
    return "\n" if _ended_by_itself(line, following, right) else " "


def _ended_by_itself(line: TextLine, following: TextLine, right: float) -> bool:
    """Whether the first word below would have had room behind the line."""
    first = following.words[0]
    return line.x1 + line.space + (first.x1 - first.x0) <= right - _ROUNDING


def _is_wrapped_title(line: TextLine, following: TextLine, left: float, right: float) -> bool:
    height = line.bottom - line.top
    if following.top - line.bottom > height or not all(
        _is_centred(one, left, right) for one in (line, following)
    ):
        return False
    first = following.words[0]
    return line.space + first.x1 - first.x0 > (line.x0 - left) + (right - line.x1) + _ROUNDING


def _is_centred(line: TextLine, left: float, right: float) -> bool:
    return abs((line.x0 - left) - (right - line.x1)) < 2 * (line.bottom - line.top)
