"""Comparison of two texts word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navstrechu.core.text.word_diff import MOST_TOKENS, Change, Segment, is_changed, word_segments

_SIGNS = {Change.EQUAL: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}


def shown(old: str, new: str) -> str:
    return "".join(_SIGNS[segment.change].format(segment.text) for segment in word_segments(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("приём заявления", "приём заявления", "приём заявления"),
        ("приём заявления", "приём документов", "приём [-заявления-][+документов+]"),
        ("приём документов", "личный приём документов", "[+личный +]приём документов"),
        ("приём документов, выдача", "приём документов", "приём документов[-, выдача-]"),
        ("", "приём", "[+приём+]"),
        ("приём", "", "[-приём-]"),
        ("", "", ""),
        ("срок 10 рабочих дней", "срок 5 рабочих дней", "срок [-10 -][+5 +]рабочих дней"),
        ("п. 2.1.4 приказа", "п. 2.1.5 приказа", "п. [-2.1.4 -][+2.1.5 +]приказа"),
        ("442-ФЗ", "443-ФЗ", "[-442-ФЗ-][+443-ФЗ+]"),
        ("приём и выдача", "сбор и отправка", "[-приём и выдача-][+сбор и отправка+]"),
        ("приём, выдача", "сбор, отправка", "[-приём, выдача-][+сбор, отправка+]"),
        (
            "приём заявления и его рассмотрение",
            "сбор заявления и его проверка",
            "[-приём -][+сбор +]заявления и его [-рассмотрение-][+проверка+]",
        ),
        ("одно  слово", "одно слово", "одно слово"),
        ("приём\nвыдача", "приём\nрассмотрение\nвыдача", "приём\n[+рассмотрение\n+]выдача"),
        ("приём выдача", "приём\nвыдача", "приём[+\n+]выдача"),
        ("клиентоцентричность", "клиентоцентричности", "[-клиентоцентричность-][+клиентоцентричности+]"),
    ],
)
def test_changes_are_whole_words(old, new, expected):
    assert shown(old, new) == expected


def test_spaces_alone_are_no_change():
    assert not is_changed(word_segments(" приём\u00a0 документов ", "приём документов"))
    assert is_changed(word_segments("приём", "приёмы"))


_TEXTS = st.lists(st.sampled_from(["приём", "выдача", "и", ",", "на", "\n", "5", "личный", "«", "»"])).map(
    " ".join
)


@given(_TEXTS, _TEXTS)
def test_both_texts_can_be_read_off(old, new):
    segments = word_segments(old, new)

    for text, left_out in ((old, Change.ADDED), (new, Change.REMOVED)):
        kept = "".join(segment.text for segment in segments if segment.change is not left_out)
        assert _plain(kept) == _plain(text)
    assert all(segment.text for segment in segments)
    assert is_changed(segments) == (_plain(old) != _plain(new))


def _plain(text: str) -> str:
    """Without spaces; ends of lines kept, save those at the ends."""
    return "".join(text.strip().replace(" ", ""))


def test_longest_cells_are_compared_in_a_moment():
    old = " ".join(f"слово{number % 700}" for number in range(4000))
    new = " ".join(f"слово{number % 701}" for number in range(4000))
    began = time.process_time()

    segments = word_segments(old, new)

    assert is_changed(segments)
    assert time.process_time() - began < 5


def test_text_beyond_all_measure_is_replaced_whole():
    old, new = "а " * (MOST_TOKENS + 1), "б"

    assert word_segments(old, new) == (Segment(Change.REMOVED, old.strip()), Segment(Change.ADDED, "б"))
