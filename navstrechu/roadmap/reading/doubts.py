"""Doubts about a plan that was read: numbering, doubled words, posts written in two ways."""

from collections.abc import Iterable, Iterator

from navstrechu.core.text.plain import plain
from navstrechu.roadmap.reading.cells import doubled_words
from navstrechu.roadmap.reading.tree import (
    Doubt,
    DoubtCode,
    ReadMeasure,
    ReadRoadmap,
    number_key,
    parent_number,
)

# Posts are compared in pairs; a plan has a handful of them, and beyond this many the check is left out.
_MOST_POSTS_COMPARED = 400


def doubts_about(plan: ReadRoadmap) -> tuple[Doubt, ...]:
    """Everything that can be seen only in the finished plan, in the order of the plan."""
    return (*_numbering(plan), *_doubled(plan), *_post_variants(plan.measures))


def _doubled(plan: ReadRoadmap) -> Iterator[Doubt]:
    """A word printed twice, as in result 2.7.1 of the reference («клиентом / клиентом» over a page break)."""
    for measure in plan.measures:
        texts = (
            measure.title,
            measure.responsible,
            *measure.co_executors,
            *(r.text for r in measure.results),
        )
        for word in dict.fromkeys(word for text in texts for word in doubled_words(text)):
            message = (
                f"Слово «{word}» стоит дважды подряд, вероятно на стыке страниц; текст оставлен как есть."
            )
            yield Doubt(measure.number, DoubtCode.DOUBLED_WORD, message)


def _numbering(plan: ReadRoadmap) -> Iterator[Doubt]:
    """Numbers left out, and numbers that stand in another order than they count."""
    yield from _gaps([section.number for section in plan.sections], is_measure=False)
    by_section: dict[str, list[str]] = {}
    for measure in plan.measures:
        by_section.setdefault(measure.section, []).append(measure.number)
    for numbers in by_section.values():
        yield from _gaps(numbers, is_measure=True)


def _gaps(numbers: list[str], *, is_measure: bool) -> Iterator[Doubt]:
    last_of: dict[str, int] = {}
    for number in numbers:
        parent, position = parent_number(number), number_key(number)[-1]
        expected = last_of.get(parent, 0) + 1
        missing = f"{parent}.{expected}" if parent else str(expected)
        subject = number if is_measure else None
        if position > expected:
            yield Doubt(subject, DoubtCode.NUMBERING_GAP, f"Перед {number} пропущен номер {missing}.")
        elif position < expected:
            yield Doubt(subject, DoubtCode.NUMBERING_ORDER, f"Номер {number} стоит не по порядку.")
        last_of[parent] = max(position, last_of.get(parent, 0))


def _post_variants(measures: Iterable[ReadMeasure]) -> Iterator[Doubt]:
    """Two posts that differ by case, spaces, «ё» or one letter are probably one."""
    first_at: dict[str, str] = {}
    for measure in measures:
        for post in (measure.responsible, *measure.co_executors):
            first_at.setdefault(post, measure.number)
    posts = list(first_at)
    if len(posts) > _MOST_POSTS_COMPARED:
        return
    keys = [plain(post).replace(" ", "") for post in posts]
    for later in range(len(posts)):
        for earlier in range(later):
            if _nearly_equal(keys[earlier], keys[later]):
                message = (
                    f"«{posts[later]}» почти совпадает с «{posts[earlier]}»: вероятно, это одна должность."
                )
                yield Doubt(first_at[posts[later]], DoubtCode.POST_VARIANT, message)


def _nearly_equal(one: str, other: str) -> bool:
    """Equal, or one letter replaced, added or left out."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, other_rest = one[same:], other[same:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
