"""Near-equal names of a large register, beside the plain way to find them: every name with every other."""

import difflib
import random

import pytest
from rapidfuzz import fuzz, process

from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.similarity import near_pairs, nearest
from tests.benchmarks.measuring import median_ms, peak_mb, show

pytestmark = pytest.mark.benchmark

_KINDS = (
    "МФЦ", "Отдел социальной защиты населения", "Центр занятости населения", "Клиентская служба",
    "Комплексный центр социального обслуживания", "Приёмная", "Пункт приёма граждан",
    "Филиал казённого учреждения «Областной центр социальной защиты населения»",
)  # fmt: skip
_PLACES = tuple(f"{part}{end}" for part in (
    "Болхов", "Верхов", "Глазунов", "Дмитров", "Должан", "Залегощен", "Знамен", "Колпнян", "Корсаков",
    "Краснозорен", "Кромск", "Ливен", "Малоархангель", "Мценск", "Новодеревеньков", "Новосиль",
    "Орлов", "Покров", "Свердлов", "Сосков", "Троснян", "Урицк", "Хотынец", "Шаблыкин",
) for end in ("скому району", "ской волости", "скому поселению"))  # fmt: skip
_STREETS = (
    "Ленина", "Московская", "Октябрьская", "Победы", "Мира", "Садовая", "Комсомольская", "Советская",
    "Полесская", "Лескова", "Тургенева", "Гагарина", "Пушкина", "Заводская", "Набережная", "Школьная",
)  # fmt: skip


def _names(count: int, *, doubled: int) -> list[str]:
    """Names of touchpoints, ``doubled`` of them a second time: reordered, or with a letter left out."""
    chance = random.Random(42)
    names = [
        f"{chance.choice(_KINDS)} по {chance.choice(_PLACES)}, "
        f"ул. {chance.choice(_STREETS)}, д. {chance.randint(1, 180)}"
        for _ in range(count - doubled)
    ]
    return names + [_written_otherwise(name, chance) for name in chance.sample(names, doubled)]


def _written_otherwise(name: str, chance: random.Random) -> str:
    what, where = name.split(", ", 1)
    if chance.random() < 0.5:
        return f"{where.replace('ул.', 'улица').replace('д. ', '')}; {what}"
    long = max(name.split(), key=len)
    cut = chance.randrange(1, len(long) - 4)
    return name.replace(long, long[:cut] + long[cut + 1 :], 1)


def test_one_name_against_a_hundred_thousand():
    names = _names(100_000, doubled=2_000)
    keys = [name_key(name) for name in names]
    wanted = names[-1]

    measured = median_ms(lambda: nearest(wanted, keys[:-1]), times=10)

    lowered = [name.lower() for name in names]
    plain = median_ms(lambda: process.extract(wanted.lower(), lowered, scorer=fuzz.token_sort_ratio), times=5)
    show("one name against 100 000", measured, "≤ 150", "rapidfuzz token_sort_ratio over all", plain)
    assert nearest(wanted, keys[:-1])


def test_name_without_numbers_against_a_hundred_thousand():
    """The hardest case: no number tells names apart, each is compared."""
    names = [name.rsplit(",", 1)[0] for name in _names(100_000, doubled=2_000)]
    keys = [name_key(name) for name in names]

    measured = median_ms(lambda: nearest(names[-1], keys[:-1]), times=10)

    lowered = [name.lower() for name in names]
    plain = median_ms(
        lambda: process.extract(names[-1].lower(), lowered, scorer=fuzz.token_sort_ratio), times=5
    )
    show("one name without numbers against 100 000", measured, "≤ 150", "token_sort_ratio over all", plain)


def test_all_pairs_of_ten_thousand():
    names = _names(10_000, doubled=500)
    keys = [name_key(name) for name in names]

    measured = median_ms(lambda: near_pairs(keys), times=3, warm_up=1)
    peak = peak_mb(lambda: near_pairs(keys))

    some = names[:300]
    plain = median_ms(lambda: [fuzz.token_sort_ratio(a, b) for a in some for b in some], times=1, warm_up=0)
    slow = names[:40]
    standard = median_ms(
        lambda: [difflib.SequenceMatcher(None, a, b).ratio() for a in slow for b in slow], times=1, warm_up=0
    )
    all_pairs = 10_000 * 9_999 / 2
    show(
        "all pairs of 10 000",
        measured,
        "≤ 10 000",
        "rapidfuzz pair by pair (from 90 000)",
        plain / 90_000 * all_pairs,
    )
    print(
        f"; difflib (from 1 600): {standard / 1_600 * all_pairs / 1000:.0f} s; process {peak:.0f} MB",
        end="",
    )


def test_all_pairs_without_numbers():
    names = [name.rsplit(",", 1)[0] for name in _names(10_000, doubled=500)]

    keys = [name_key(name) for name in names]
    measured = median_ms(lambda: near_pairs(keys), times=3, warm_up=1)

    show(
        "all pairs of 10 000 without numbers",
        measured,
        "≤ 10 000",
        "keys",
        median_ms(lambda: list(map(name_key, names)), times=1),
    )
