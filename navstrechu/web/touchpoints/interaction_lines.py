"""Interactions as lines of a text area: one a line, the stage of the process – where one is named – in square
brackets before it: «[приём] Консультация о перечне документов»."""

import re
from collections.abc import Sequence

from navstrechu.touchpoints.values import InteractionText

_STAGED = re.compile(r"\[([^\]\n]*)\]\s*(.*)")


def lines_of(items: Sequence[InteractionText]) -> str:
    """The text area of stored interactions; `items_of` gives the same ones back."""
    return "\n".join(_line(item) for item in items)


def items_of(text: str) -> tuple[InteractionText, ...]:
    """The interactions of a text area; empty lines are none."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(_item(line) for line in lines if line)


def _line(item: InteractionText) -> str:
    text = " ".join(item.text.split())
    stage = item.stage.replace("]", ")")
    # Empty brackets: the text has brackets of its own at its beginning.
    return f"[{stage}] {text}" if stage or text.startswith("[") else text


def _item(line: str) -> InteractionText:
    staged = _STAGED.fullmatch(line)
    if staged is None or not staged[2]:
        return InteractionText(line)
    return InteractionText(staged[2], staged[1].strip())
