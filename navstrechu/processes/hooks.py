"""What the apps above want to know of processes, and may object to; they register in `ready()`.

All is called in the transaction of the change: what a listener writes stands or falls with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from navstrechu.core.findings import Finding, Findings
from navstrechu.history.services import Actor
from navstrechu.processes.models import Process


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """A process came into the register, also again, or left it: the first trigger of order 201, 3.2.1."""

    process: Process
    on: date
    basis: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class ProcessChange:
    """The card of a process changed; ``fields`` names what."""

    process: Process
    fields: frozenset[str]
    by: Actor
    at: datetime


ChangeListener = Callable[[RegisterChange], None]
CardListener = Callable[[ProcessChange], None]
ExclusionVeto = Callable[[Process], Iterable[Finding]]

_included: list[ChangeListener] = []
_excluded: list[ChangeListener] = []
_changed: list[CardListener] = []
_vetoes: list[ExclusionVeto] = []


def on_process_included(listener: ChangeListener) -> None:
    """Call ``listener`` when a process is included or comes back."""
    if listener not in _included:
        _included.append(listener)


def on_process_excluded(listener: ChangeListener) -> None:
    """Call ``listener`` when a process is excluded."""
    if listener not in _excluded:
        _excluded.append(listener)


def on_process_changed(listener: CardListener) -> None:
    """Call ``listener`` when the card of a process changes, such as its title or its unit."""
    if listener not in _changed:
        _changed.append(listener)


def register_exclusion_veto(veto: ExclusionVeto) -> None:
    """Let an app object to the exclusion of a process that it still needs."""
    if veto not in _vetoes:
        _vetoes.append(veto)


def tell_included(change: RegisterChange) -> None:
    for listener in _included:
        listener(change)


def tell_excluded(change: RegisterChange) -> None:
    for listener in _excluded:
        listener(change)


def tell_changed(change: ProcessChange) -> None:
    for listener in _changed:
        listener(change)


def exclusion_findings(process: Process) -> Findings:
    """What stands against excluding the process."""
    return Findings.of(finding for veto in _vetoes for finding in veto(process))
