"""What differs between two wordings of a document, as values: each can be said in an order and applied.

Layout (orientation of an annex, its stamp) is no wording and no change.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from navstrechu.documents.official.alignment import aligned
from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText

Path = tuple[int, ...]


class Action(StrEnum):
    """What an amending order does."""

    TITLE = "title"  # of the document or of an annex
    PREAMBLE = "preamble"
    REWORD = "reword"  # a clause with all that stands under it
    OWN_TEXT = "own_text"  # the first paragraph of a clause, the heading of a section
    ADD = "add"
    REPEAL = "repeal"
    RENUMBER = "renumber"  # says what follows from the others, changes nothing itself
    ADD_ANNEX = "add_annex"
    REPEAL_ANNEX = "repeal_annex"
    RENUMBER_ANNEX = "renumber_annex"


@dataclass(frozen=True, slots=True)
class Words:
    """``old`` words become ``new`` ones; where ``old`` is empty, ``new`` is put in after ``after``."""

    old: str
    new: str
    after: str = ""

    def put_into(self, text: str) -> str:
        """The text with the words changed."""
        if self.old and self.new:
            return text.replace(self.old, self.new)
        if self.old:
            return re.sub(rf"\s*{re.escape(self.old)}", "", text)
        joint = "" if re.match(r"[,;:.]", self.new) else " "
        return text.replace(self.after, f"{self.after}{joint}{self.new}")


@dataclass(frozen=True, slots=True)
class Change:
    """One step from the old wording to the new one.

    ``annex`` and ``new_annex`` are the paths of the annex in the old and the new text, () is the document
    itself. ``places`` are clauses of the old wording, ``becomes`` those of the new one; of an addition
    ``parent`` is the clause of the old wording that it comes under. ``text`` is the new text of a paragraph,
    said as ``words`` where only a stretch of it changes.
    """

    action: Action
    annex: Path = ()
    new_annex: Path = ()
    places: tuple[Path, ...] = ()
    becomes: tuple[Path, ...] = ()
    parent: Path = ()
    clauses: tuple[Clause, ...] = ()
    annexes: tuple[Annex, ...] = ()
    text: str = ""
    words: Words | None = None


def changes_between(old: OfficialText, new: OfficialText) -> tuple[Change, ...]:
    """The changes in reading order: the document, its clauses, its annexes; none when both are equal."""
    found: list[Change] = []
    if old.title != new.title:
        found.append(_paragraph(Action.TITLE, old.title, new.title))
    if old.preamble != new.preamble:
        found.append(_paragraph(Action.PREAMBLE, old.preamble, new.preamble))
    found += _Siblings((), ()).changes(old.clauses, new.clauses, (), ())
    found += _annex_changes(old.annexes, new.annexes, (), ())
    return tuple(found)


def title_text(title: Sequence[str]) -> str:
    """The title of an annex as one text; its lines are parted as they are printed."""
    return "\n".join(title)


def _paragraph(
    action: Action, old: str, new: str, *, annex: Path = (), new_annex: Path = (), place: Path | None = None
) -> Change:
    places = () if place is None else (place,)
    words = changed_words(old, new)
    return Change(action, annex, new_annex, places=places, text=new, words=words)


@dataclass(frozen=True, slots=True)
class _Siblings:
    """Reads the changes of clauses that stand in one annex, or in the document itself."""

    annex: Path
    new_annex: Path

    def changes(
        self, old: tuple[Clause, ...], new: tuple[Clause, ...], parent: Path, new_parent: Path
    ) -> Iterator[Change]:
        pairs = aligned(old, new)
        for key, run in groupby(pairs, key=lambda pair: self._kind(pair, old, new)):
            if key is None:
                for one, other in run:
                    assert one is not None and other is not None  # noqa: S101, PT018 – twins
                    yield from self._clause(old[one], new[other], (*parent, one), (*new_parent, other))
            else:
                yield self._come_or_gone(list(run), old, new, parent, new_parent)
        yield from self._renumbered(pairs, old, new, parent, new_parent)

    def _kind(
        self, pair: tuple[int | None, int | None], old: Sequence[Clause], new: Sequence[Clause]
    ) -> tuple[Action, Mark] | None:
        """What runs of clauses are told together: those that went or came, of one mark."""
        one, other = pair
        if other is None:
            assert one is not None  # noqa: S101 – a pair has one side at least
            return Action.REPEAL, old[one].mark
        return (Action.ADD, new[other].mark) if one is None else None

    def _come_or_gone(
        self,
        run: Sequence[tuple[int | None, int | None]],
        old: Sequence[Clause],
        new: Sequence[Clause],
        parent: Path,
        new_parent: Path,
    ) -> Change:
        gone = [one for one, _other in run if one is not None]
        if gone:
            places = tuple((*parent, one) for one in gone)
            return Change(Action.REPEAL, self.annex, self.new_annex, places=places, parent=parent)
        come = [other for _one, other in run if other is not None]
        return Change(
            Action.ADD, self.annex, self.new_annex, parent=parent,
            becomes=tuple((*new_parent, other) for other in come),
            clauses=tuple(new[other] for other in come),
        )  # fmt: skip

    def _clause(self, old: Clause, new: Clause, place: Path, becomes: Path) -> Iterator[Change]:
        if old == new:
            return
        if old.text != new.text and self._is_another(old, new):
            yield Change(
                Action.REWORD, self.annex, self.new_annex,
                places=(place,), becomes=(becomes,), clauses=(new,),
            )  # fmt: skip
            return
        if old.text != new.text:
            words = changed_words(old.text, new.text)
            yield Change(
                Action.OWN_TEXT, self.annex, self.new_annex,
                places=(place,), becomes=(becomes,), text=new.text, words=words,
            )  # fmt: skip
        yield from self.changes(old.clauses, new.clauses, place, becomes)

    def _is_another(self, old: Clause, new: Clause) -> bool:
        """Whether it is simpler to say the clause anew with all under it than what changes in it."""
        if new.mark is Mark.SECTION:
            return False
        if not old.clauses and not new.clauses:
            return changed_words(old.text, new.text) is None
        return not any(None not in pair for pair in aligned(old.clauses, new.clauses))

    def _renumbered(
        self,
        pairs: Sequence[tuple[int | None, int | None]],
        old: tuple[Clause, ...],
        new: tuple[Clause, ...],
        parent: Path,
        new_parent: Path,
    ) -> Iterator[Change]:
        was, becomes = own_numbers(old), own_numbers(new)
        moved = [
            (one, other)
            for one, other in pairs
            if one is not None and other is not None and was[one] != becomes[other] and was[one]
        ]
        for _key, run in groupby(
            enumerate(moved),
            key=lambda item: (item[1][0] - item[0], item[1][1] - item[0], old[item[1][0]].mark),
        ):
            together = [pair for _place, pair in run]
            yield Change(
                Action.RENUMBER, self.annex, self.new_annex, parent=parent,
                places=tuple((*parent, one) for one, _other in together),
                becomes=tuple((*new_parent, other) for _one, other in together),
            )  # fmt: skip


def own_numbers(clauses: tuple[Clause, ...]) -> list[str]:
    """Numbers of siblings as if nothing stood above them; «» for those without one."""
    return [number for number, depth, _clause in numbered(clauses) if depth == 0]


def _annex_changes(
    old: tuple[Annex, ...], new: tuple[Annex, ...], parent: Path, new_parent: Path
) -> Iterator[Change]:
    pairs = aligned(_names(old), _names(new))
    for one, other in pairs:
        if other is None and one is not None:
            yield Change(Action.REPEAL_ANNEX, parent, new_parent, places=((*parent, one),))
        elif one is None and other is not None:
            yield Change(
                Action.ADD_ANNEX, parent, new_parent, becomes=((*new_parent, other),), annexes=(new[other],)
            )
        elif one is not None and other is not None:
            yield from _annex(old[one], new[other], (*parent, one), (*new_parent, other))
    for one, other in pairs:
        if one is not None and other is not None and (one != other or (len(old) == 1) != (len(new) == 1)):
            yield Change(
                Action.RENUMBER_ANNEX, parent, new_parent,
                places=((*parent, one),), becomes=((*new_parent, other),),
            )  # fmt: skip


def _names(annexes: Sequence[Annex]) -> list[Clause]:
    return [Clause(title_text(annex.title)) for annex in annexes]


def _annex(old: Annex, new: Annex, place: Path, becomes: Path) -> Iterator[Change]:
    was, title = title_text(old.title), title_text(new.title)
    if was != title:
        yield _paragraph(Action.TITLE, was, title, annex=place, new_annex=becomes)
    yield from _Siblings(place, becomes).changes(old.clauses, new.clauses, (), ())
    yield from _annex_changes(old.annexes, new.annexes, place, becomes)


# A word with hyphens, dots and strokes inside it, one sign, or blanks.
_TOKEN = re.compile(r"\w+(?:[-./]\w+)*|[^\w\s]|\s+")
_FEWEST_WORDS = 8  # a shorter text is said anew
_MOST_ANCHOR = 6


def changed_words(old: str, new: str) -> Words | None:
    """The one stretch of words in which two texts differ; None where a sentence is better said anew."""
    was, becomes = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(old.split()) < _FEWEST_WORDS or "\n" in old + new:
        return None
    start = _common(was, becomes)
    end = _common(was[start:][::-1], becomes[start:][::-1])
    gone = "".join(was[start : len(was) - end]).strip()
    come = "".join(becomes[start : len(becomes) - end]).strip()
    if len(gone) + len(come) > len(old) * 2 // 3:
        return None
    for words in _candidates(gone, come, was[:start], was[len(was) - end :] if end else []):
        if _is_sayable(words, old) and words.put_into(old) == new:
            return words
    return None


def _candidates(gone: str, come: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Words]:
    """The stretch alone, then with more and more of the words before it, until it stands only once."""
    if gone and come:
        yield Words(gone, come)
    if gone and not come:
        yield Words(gone, "")
    head = "".join(before).rstrip()
    anchors = [found.start() for found in re.finditer(r"(?<!\S)\S", head)][::-1][:_MOST_ANCHOR]
    for start in anchors:
        anchor = head[start:]
        if not gone:
            yield Words("", come, anchor)
        else:
            blank = " " if "".join(before) != head else ""
            yield Words(f"{anchor}{blank}{gone}", f"{anchor}{blank}{come}".strip())


def _is_sayable(words: Words, text: str) -> bool:
    """Whether the words stand once in the text, begin and end with words, and leave no quotes half open."""
    named = words.old or words.after
    whole = rf"(?<!\w){re.escape(named)}(?!\w)"
    balanced = all(part.count("«") == part.count("»") for part in (words.old, words.new, words.after))
    begins = all(re.match(r"[\w«(]", part) for part in (words.old, words.after) if part)
    return bool(named) and balanced and begins and text.count(named) == 1 and bool(re.search(whole, text))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    while count < min(len(old), len(new)) and old[count] == new[count]:
        count += 1
    return count
