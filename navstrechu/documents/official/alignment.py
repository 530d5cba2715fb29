"""Which clause of a new text is which one of the old: by equal words first, then by likeness and place."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from navstrechu.documents.official.values import Clause, Mark

Pair = tuple[int | None, int | None]

_EQUAL = 2.0
_ALIKE = 0.6  # below it a clause is another one, not the same reworded


def aligned(old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
    """Places of old and new siblings that stand for each other, in reading order; None where one has no twin.

    What stands in the same gap between twins and has the same mark is a clause reworded as a whole.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    pairs: list[Pair] = [(place, place) for place in range(start)]
    pairs += [(start + one, start + other) for one, other in middle]
    pairs += [(len(old) - back, len(new) - back) for back in range(end, 0, -1)]
    return list(_with_gaps(old, new, pairs))


def _common(old: Sequence[Clause], new: Sequence[Clause]) -> int:
    """How many clauses at the beginning are equal."""
    count = 0
    while count < min(len(old), len(new)) and old[count] == new[count]:
        count += 1
    return count


def _middle(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[int, int]]:
    """The pairing of the greatest likeness that keeps the order of both."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[_likeness(one, other) for other in new] for one in old]
    for one in range(len(old) - 1, -1, -1):
        for other in range(len(new) - 1, -1, -1):
            paired = likeness[one][other]
            best[one][other] = max(
                best[one + 1][other],
                best[one][other + 1],
                paired + best[one + 1][other + 1] if paired else 0.0,
            )
    return _path(best, likeness)


def _path(best: list[list[float]], likeness: list[list[float]]) -> list[tuple[int, int]]:
    found, one, other = [], 0, 0
    while one < len(likeness) and other < len(likeness[one]):
        paired = likeness[one][other]
        if paired and best[one][other] == paired + best[one + 1][other + 1]:
            found.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return found


def _likeness(old: Clause, new: Clause) -> float:
    """From 0 (another clause) to 2 (the same one)."""
    if old == new:
        return _EQUAL
    if old.mark is not new.mark or old.mark is Mark.DATA:
        return 0.0
    own = fuzz.ratio(old.text, new.text) / 100
    whole = fuzz.ratio(_words(old), _words(new)) / 100 if old.clauses or new.clauses else own
    score = max(own, whole)
    return score if score >= _ALIKE else 0.0


def _words(clause: Clause) -> str:
    return "\n".join([clause.text, *map(_words, clause.clauses)])


def _with_gaps(old: Sequence[Clause], new: Sequence[Clause], pairs: Sequence[Pair]) -> list[Pair]:
    made: list[Pair] = []
    one = other = 0
    for twin_old, twin_new in [*pairs, (len(old), len(new))]:
        assert twin_old is not None and twin_new is not None  # noqa: S101, PT018 – twins have both places
        made += _gap(old, new, range(one, twin_old), range(other, twin_new))
        made.append((twin_old, twin_new))
        one, other = twin_old + 1, twin_new + 1
    return made[:-1]


def _gap(old: Sequence[Clause], new: Sequence[Clause], left: range, right: range) -> list[Pair]:
    made: list[Pair] = []
    gone, come = list(left), list(right)
    while gone and come and _may_be_reworded(old[gone[0]], new[come[0]]):
        made.append((gone.pop(0), come.pop(0)))
    return [*made, *((place, None) for place in gone), *((None, place) for place in come)]


def _may_be_reworded(old: Clause, new: Clause) -> bool:
    return old.mark is new.mark and old.mark is not Mark.DATA
