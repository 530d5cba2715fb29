"""Names that mean one thing though written differently: «МФЦ на ул. Ленина, 5» and «МФЦ, ул. Ленина 5».

Names are compared by their keys (`name_key`), which are stored beside them. Precision comes before recall:
names with different numbers, or with a word each that the other lacks, are never taken for one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from navstrechu.core.text.name_keys import name_key

__all__ = ["LIKELY", "near_pairs", "nearest"]

LIKELY = 0.8  # from this score on two names are worth a question to a person
MOST_PAIRS = 100_000
_WIDEST_WORD = 8  # a long word tells hardly more than one of eight letters
_MOST_EXTRA = 7  # what one name may say beyond the other, in the same weights
_SLIP_SHARE = 0.9  # of the weight of a word that matches but for one letter
_SHORTEST_WITH_SLIP, _LONGEST_WITH_SLIP = 5, 40
_ROUGH_CUTOFF = 55.0  # of 100: what is worth a comparison word by word
_MOST_CANDIDATES = 400
# One letter apart, yet never a slip of the pen.
_OPPOSITES = frozenset({frozenset({"онлайн", "офлайн"})})


def nearest(
    name: str, keys: Sequence[str], *, at_least: float = LIKELY, limit: int = 10
) -> list[tuple[int, float]]:
    """Places and scores (0–1) of the names most like ``name``, best first; ``keys`` are their `name_key`."""
    key = name_key(name)
    if not key:
        return []
    fits = _same_numbers(key)
    places = [place for place, other in enumerate(keys) if fits(other)]
    rough = process.extract(
        key,
        [keys[place] for place in places],
        scorer=fuzz.ratio,
        score_cutoff=_ROUGH_CUTOFF,
        limit=_MOST_CANDIDATES,
    )
    mine = _Name.of(key)
    scored = [(places[index], _score(mine, _Name.of(other))) for other, _ratio, index in rough]
    return sorted((pair for pair in scored if pair[1] >= at_least), key=lambda pair: (-pair[1], pair[0]))[
        :limit
    ]


def near_pairs(keys: Sequence[str], *, at_least: float = LIKELY) -> list[tuple[int, int, float]]:
    """Pairs of places (i < j) of names likely to mean one thing, by their `name_key`, best first.

    Of names with equal keys each is paired with the first of them, and other names with that first one only:
    a thousand equal names give a thousand pairs. At most MOST_PAIRS are looked for.
    """
    firsts: dict[str, int] = {}
    equal = [
        (firsts[key], place, 1.0)
        for place, key in enumerate(keys)
        if key and firsts.setdefault(key, place) != place
    ]
    found = [*islice(_pairs_of_different(firsts, at_least), MOST_PAIRS), *equal]
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:MOST_PAIRS]


def _pairs_of_different(firsts: dict[str, int], at_least: float) -> Iterator[tuple[int, int, float]]:
    blocks: dict[str, list[tuple[int, _Name]]] = defaultdict(list)
    for key, place in firsts.items():
        blocks[_numbers(key)].append((place, _Name.of(key)))
    families = _families({word for key in firsts for word in key.split()})
    for block in blocks.values():
        if len(block) > 1:
            yield from _pairs_of_block(block, families, at_least)


def _pairs_of_block(
    block: list[tuple[int, "_Name"]], families: dict[str, str], at_least: float
) -> Iterator[tuple[int, int, float]]:
    """Only names that share one of their rarest words are compared: they may not differ by so much."""
    often = Counter(families[word] for _place, name in block for word in name.words)
    holders: dict[str, list[tuple[int, _Name]]] = defaultdict(list)
    for place, name in block:
        telling = _telling_words(name, families, often)
        met = {earlier: other for word in telling for earlier, other in holders[word]}
        for earlier, other in met.items():
            score = _score(other, name)
            if score >= at_least:
                yield min(earlier, place), max(earlier, place), score
        for word in telling:
            holders[word].append((place, name))


def _telling_words(name: "_Name", families: dict[str, str], often: Counter[str]) -> set[str]:
    """The rarest words that together outweigh what a namesake may lack."""
    found: set[str] = set()
    weight = 0
    for word in sorted(name.words, key=lambda word: (often[families[word]], families[word])):
        found.add(families[word])
        weight += _weight(word)
        if weight > _MOST_EXTRA:
            break
    return found


def _families(words: set[str]) -> dict[str, str]:
    """Each word with the one that stands for it and for all that a chain of single slips leads to."""
    by_remainder: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if _may_slip(word):
            for remainder in {word, *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))}:
                by_remainder[remainder].append(word)
    parents = {word: word for word in words}
    for alike in by_remainder.values():
        for one, other in combinations(alike, 2):
            if _is_slip(one, other):
                parents[_root(parents, one)] = _root(parents, other)
    return {word: _root(parents, word) for word in words}


def _root(parents: dict[str, str], word: str) -> str:
    while parents[word] != word:
        parents[word] = parents[parents[word]]
        word = parents[word]
    return word


def _numbers(key: str) -> str:
    """The numbers of a key, each with the space after it; they stand first."""
    words = key.split(" ")
    count = next((place for place, word in enumerate(words) if not word[:1].isdigit()), len(words))
    return "".join(f"{word} " for word in words[:count])


def _same_numbers(key: str) -> Callable[[str], bool]:
    """Whether another key has exactly the numbers of this one; it is asked of every name there is."""
    numbers = _numbers(key)
    after = len(numbers)
    alone = numbers.rstrip()
    return lambda other: (
        (other.startswith(numbers) and other[after : after + 1] > "9") or other == alone != ""
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A key taken apart; numbers said twice count once, for only names of the same numbers are compared."""

    words: frozenset[str]
    weight: int

    @classmethod
    def of(cls, key: str) -> "_Name":
        words = frozenset(key.split())
        return cls(words, sum(map(_weight, words)))


def _weight(word: str) -> int:
    return min(len(word), _WIDEST_WORD)


def _score(one: _Name, other: _Name) -> float:
    """Dice's measure over the words; 0 when each name has a word of its own or one says much more."""
    if abs(one.weight - other.weight) > _MOST_EXTRA:
        return 0.0
    mine, theirs = sorted(one.words - other.words), sorted(other.words - one.words)
    slips = _take_slips(mine, theirs) if mine and theirs else 0
    extra = sum(map(_weight, mine or theirs))
    if (mine and theirs) or extra > _MOST_EXTRA:
        return 0.0
    return 1 - (extra + slips * (1 - _SLIP_SHARE)) / (one.weight + other.weight)


def _take_slips(mine: list[str], theirs: list[str]) -> int:
    """Takes words that differ by a letter out of both lists; returns what they weigh together."""
    weight = 0
    if not all(map(_may_slip, mine)) and not all(map(_may_slip, theirs)):
        return weight  # each name has a word without a twin: they are two, whatever the rest
    for word in tuple(mine):
        twin = next((twin for twin in theirs if _is_slip(word, twin)), None)
        if twin:
            mine.remove(word)
            theirs.remove(twin)
            weight += _weight(word) + _weight(twin)
    return weight


def _may_slip(word: str) -> bool:
    return _SHORTEST_WITH_SLIP <= len(word) <= _LONGEST_WITH_SLIP and not word[0].isdigit()


def _is_slip(one: str, other: str) -> bool:
    """Whether two words are one but for a letter too many, too few, wrong or in its neighbour's place."""
    return (
        _may_slip(one)
        and _may_slip(other)
        and OSA.distance(one, other, score_cutoff=1) <= 1
        and frozenset({one, other}) not in _OPPOSITES
    )
