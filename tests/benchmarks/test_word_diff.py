"""Comparison of long cells word by word, beside the standard library on the same words."""

import difflib
import random

import pytest

from navstrechu.core.text.word_diff import word_segments
from tests.benchmarks.measuring import median_ms, show

pytestmark = pytest.mark.benchmark


def test_cells_of_thirty_thousand_characters():
    chance = random.Random(7)
    words = [f"слово{chance.randrange(900)}" for _ in range(3_500)]
    changed = [word if chance.random() > 0.1 else f"иное{chance.randrange(900)}" for word in words]
    old, new = " ".join(words), " ".join(changed)

    measured = median_ms(lambda: word_segments(old, new), times=5)

    def plain() -> object:
        return difflib.SequenceMatcher(None, words, changed, autojunk=False).get_opcodes()

    show("two cells of 30 000 characters", measured, "≤ 100", "difflib", median_ms(plain, times=3, warm_up=0))
