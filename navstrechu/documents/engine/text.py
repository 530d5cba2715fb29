"""Words of a document: stretches of text in one face, how they stand, and the base that keeps them clean."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any

from navstrechu.documents.engine.characters import clean


def _cleaned(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    return value


class Clean:
    """Cleans every text of a node, so that no renderer has to think of control characters."""

    __slots__ = ()

    def __post_init__(self) -> None:
        node: Any = type(self)
        for name in _field_names(node):
            value = getattr(self, name)
            if type(value) is str or type(value) is tuple:
                cleaned = _cleaned(value)
                if cleaned != value:
                    object.__setattr__(self, name, cleaned)


@cache
def _field_names(node: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(node))


class Align(StrEnum):
    """Where the lines of a cell stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Style(StrEnum):
    """How a paragraph stands on the sheet."""

    BODY = "body"  # first line indented, justified: the text of an official document
    PLAIN = "plain"  # no indent, ragged right
    CENTRE = "centre"
    RIGHT = "right"
    ANNEX = "annex"  # a block in the right half of the sheet: «Приложение к приказу …», an addressee
    TITLE = "title"  # centred, bold, with air around it
    SMALL = "small"  # notes under a table
    UNDER_TITLE = "under-title"  # «(в ред. …)»: centred, belongs to the title above
    BLANK = "blank"  # the agency's address and telephones on its blank: small, centred


@dataclass(frozen=True, slots=True)
class Run(Clean):
    """A stretch of text in one face. "\\n" is a line break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


Inline = str | tuple[Run, ...]


def runs_of(inline: Inline) -> tuple[Run, ...]:
    """The runs of a text given either as a plain string or as runs; no run for an empty string."""
    if isinstance(inline, str):
        return (Run(inline),) if inline else ()
    return inline


def text_of(inline: Inline) -> str:
    """The words of a text without its faces."""
    return inline if isinstance(inline, str) else "".join(run.text for run in inline)
