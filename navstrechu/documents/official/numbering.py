"""Numbers of clauses follow from their place, as in orders: «1.», «1.1.», «1)», «а)»."""

from collections import Counter
from collections.abc import Iterator

from navstrechu.documents.official.values import Clause, Mark

# Letters that lists of Russian acts use: those that cannot begin a word or look like another are left out.
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_COUNTED_TOGETHER = {Mark.SECTION: Mark.CLAUSE}


def numbered(clauses: tuple[Clause, ...]) -> Iterator[tuple[str, int, Clause]]:
    """(number as printed, depth from 0, clause) in reading order; a clause without a number has «»."""
    yield from _numbered(clauses, "", 0)


def _numbered(clauses: tuple[Clause, ...], prefix: str, depth: int) -> Iterator[tuple[str, int, Clause]]:
    counts: Counter[Mark] = Counter()
    for clause in clauses:
        counts[_COUNTED_TOGETHER.get(clause.mark, clause.mark)] += 1
        number = _number(clause.mark, counts, prefix)
        yield number, depth, clause
        inner = number if clause.mark in (Mark.SECTION, Mark.CLAUSE) else prefix
        yield from _numbered(clause.clauses, inner, depth + 1)


def _number(mark: Mark, counts: Counter[Mark], prefix: str) -> str:
    if mark in (Mark.SECTION, Mark.CLAUSE):
        return f"{prefix}{counts[Mark.CLAUSE]}."
    if mark is Mark.BRACKET:
        return f"{counts[mark]})"
    return f"{_letter(counts[mark])})" if mark is Mark.LETTER else ""


def _letter(count: int) -> str:
    """«а» … «я», then «аа»: lists so long exist only by mistake, but they must print."""
    rounds, place = divmod(count - 1, len(_LETTERS))
    return _LETTERS[place] * (rounds + 1)
