"""What an address asks of a list: ids in it, labelled choices above it, units as an indented tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from navstrechu.organisation.models import Unit

_INDENT = "\u2003"
_MOST_DIGITS = 18  # what an id of either database may have


@dataclass(frozen=True, slots=True)
class Choice:
    """A labelled choice above the table."""

    name: str
    label: object
    options: list[tuple[str, object]]
    value: str
    all: object

    @property
    def chosen(self) -> str:
        """The words of the chosen option, the value itself where no option has it."""
        return str(dict(self.options).get(self.value, self.value)).strip()


def id_asked(text: str) -> int | None:
    """The id that a text of an address is; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def indented(tree: Iterable[tuple[int, Unit]]) -> list[tuple[str, object]]:
    """Units of a tree as options, each as deep as it stands."""
    return [(str(unit.pk), _INDENT * depth + unit.name) for depth, unit in tree]
