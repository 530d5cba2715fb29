"""The parts of which the page of a process is composed; every capability adds its own in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from navstrechu.processes.models import Process
from navstrechu.web.shell.requests import AgencyRequest

Content = Callable[[AgencyRequest, Process], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class CardSection:
    """A part of the page: its template shows what ``content`` gives as ``section``; None leaves it out.

    ``position`` orders the parts; those ``aside`` stand in the narrow column.
    """

    code: str
    position: int
    template: str
    content: Content
    aside: bool = False


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A part with what it shows."""

    code: str
    template: str
    content: dict[str, Any]


_sections: dict[str, CardSection] = {}


def register_section(section: CardSection) -> None:
    """Add a part; a code again replaces it."""
    _sections[section.code] = section


def shown_sections(request: AgencyRequest, process: Process, *, aside: bool = False) -> list[ShownSection]:
    """The parts that have something to show, in their order."""
    wanted = sorted(
        (one for one in _sections.values() if one.aside is aside), key=lambda one: (one.position, one.code)
    )
    shown = ((section, section.content(request, process)) for section in wanted)
    return [ShownSection(one.code, one.template, content) for one, content in shown if content is not None]
