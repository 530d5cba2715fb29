"""Declension: how many phrases a second beside a plain replacement of text, and how much of it is right."""

import subprocess
import sys
import time

import pytest

from navstrechu.core.text.grammar import Case, PhraseKind, inflect
from tests.benchmarks.measuring import median_ms, show
from tests.core.text.grammar.declension_cases import declension_cases, share_right

pytestmark = pytest.mark.benchmark

LOADING = """
import time
from navstrechu.core.text.grammar import morphology
began = time.perf_counter()
morphology.load()
print(time.perf_counter() - began)
"""


def test_dictionary_loads():
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    bare = (time.perf_counter() - began) * 1000
    ran = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)

    show("the dictionary of the language, loaded", float(ran.stdout) * 1000, "≤ 500", "an empty Python", bare)


def test_phrases_in_a_second():
    # Different words in each phrase: a post is rarely asked for twice.
    units = ("труда", "кадров", "надзора", "опеки", "контроля", "закупок", "связи", "учёта")
    posts = [f"{case.nominative} {unit}" for case in declension_cases() for unit in units]

    def inflected() -> object:
        return [inflect(PhraseKind.POST, post, Case.GENITIVE) for post in posts]

    def replaced() -> object:
        return [post.replace("ник", "ника", 1) for post in posts]

    measured = median_ms(inflected, times=5)
    show(f"{len(posts)} phrases declined", measured, "2 000 phrases a second", "a replacement of text",
         median_ms(replaced, times=5))  # fmt: skip
    print(f"; {len(posts) / measured * 1000:,.0f} phrases a second".replace(",", " "), end="")


@pytest.mark.parametrize("use_shipped", [True, False], ids=["shipped dictionary", "rules alone"])
def test_share_of_right_forms(use_shipped: bool):
    cases = declension_cases()
    share, wrong = share_right(cases, use_shipped=use_shipped)

    print(f"\n{len(cases)} declension cases: {share:.1%} right, {len(wrong)} wrong", end="")
