"""Comparison of two editions of ten thousand rows, beside the standard library on the same rows."""

import difflib
import random

import pytest

from navstrechu.registers.comparison import compare
from navstrechu.registers.kinds import FrozenRow
from tests.benchmarks.measuring import median_ms, show

pytestmark = pytest.mark.benchmark
COLUMNS = ("group", "process", "touchpoint", "interactions", "peculiarities")
_WORDS = tuple(f"слово{number}" for number in range(600))


def _edition(chance: random.Random) -> list[FrozenRow]:
    def text(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count))

    return [
        FrozenRow(
            f"row:{number}",
            number // 1_200 + 1,
            {
                "group": f"Группа {number // 1_200}",
                "process": f"Процесс {number // 10}",
                "touchpoint": text(4),
                "interactions": [text(6), text(8), text(5)],
                "peculiarities": text(20),
            },
        )
        for number in range(10_000)
    ]


def _amended(edition: list[FrozenRow], share: float, chance: random.Random) -> list[FrozenRow]:
    made = []
    for row in edition:
        cells = dict(row.cells)
        if chance.random() < share:
            words = str(cells["peculiarities"]).split()
            words[chance.randrange(len(words))] = "иначе"
            cells["peculiarities"] = " ".join(words)
            cells["interactions"] = [*list(cells["interactions"])[:2], "совсем другое взаимодействие"]
        made.append(FrozenRow(row.key, row.group_number, cells))
    return made


@pytest.mark.parametrize("share", [0.1, 1.0], ids=["a tenth changed", "every row changed"])
def test_editions_of_ten_thousand_rows(share: float):
    chance = random.Random(11)
    old = _edition(chance)
    new = _amended(old, share, chance)
    new[4_000:4_400] = chance.sample(new[4_000:4_400], 400)

    measured = median_ms(lambda: compare(old, new, COLUMNS), times=3, warm_up=1)

    lines = [[str(row.cells) for row in edition[:1_000]] for edition in (old, new)]
    plain = median_ms(lambda: list(difflib.ndiff(lines[0][:40], lines[1][:40])), times=1, warm_up=0)
    show(
        f"comparison of 10 000 rows, {share:.0%} changed",
        measured,
        "≤ 2 000",
        "difflib.ndiff of 40 rows",
        plain,
    )
