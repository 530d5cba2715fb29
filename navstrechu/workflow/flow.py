"""A state machine as data: which transition leads where, whose turn it is, what it is called in the
history."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.services import Actor


class Owner(StrEnum):
    """Whose turn a transition is; reviewers' ones are closed to the author («четыре глаза»)."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow of the diagram; ``verb`` is the history verb it writes."""

    name: str
    sources: frozenset[str]
    target: str
    owner: Owner
    verb: str
    comment_required: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """All arrows of one kind of thing; ``labels`` gives each state its Russian word."""

    name: str
    initial: str
    labels: dict[str, object]
    transitions: tuple[Transition, ...]

    def transition(self, name: str) -> Transition:
        """The arrow of that name; an unknown name is a programming error."""
        return next(arrow for arrow in self.transitions if arrow.name == name)

    def open_from(self, state: str) -> tuple[Transition, ...]:
        """Arrows that leave the state."""
        return tuple(arrow for arrow in self.transitions if state in arrow.sources)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, the source of `docs/states`."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {state} : {label}" for state, label in self.labels.items()]
        for arrow in self.transitions:
            lines += [f"    {source} --> {arrow.target} : {arrow.name}" for source in sorted(arrow.sources)]
        return "\n".join(lines)


def move(
    thing: Model,
    transition: Transition,
    *,
    by: Actor,
    at: datetime,
    author_id: object = None,
    comment: str = "",
    together: dict[str, Any] | None = None,
) -> None:
    """Change the status of ``thing`` by compare-and-swap on its status and version.

    The thing has fields ``status``, ``version`` and ``changed_at``; columns that constraints tie to the
    status are written in the same statement (``together``). Raises Conflict where the state does not lead
    there, NotAllowed where the author would decide on the own work, InputRefused where a comment is missing,
    StaleObject where somebody else was faster. The caller records the history event in the same transaction.
    """
    status, version = thing.status, thing.version  # type: ignore[attr-defined]
    if status not in transition.sources:
        raise Conflict(_("Это действие уже невозможно: состояние изменилось. Обновите страницу."))
    if transition.owner is Owner.REVIEWER and author_id is not None and by.pk == author_id:
        raise NotAllowed(_("Автор не принимает решение по собственной работе. Его примет другой сотрудник."))
    if transition.comment_required and not comment.strip():
        raise InputRefused(_("Укажите причину: без неё это действие не выполняется."))
    changed = (
        type(thing)
        ._default_manager.filter(pk=thing.pk, status__in=transition.sources, version=version)
        .update(status=transition.target, version=version + 1, changed_at=at, **(together or {}))
    )
    if not changed:
        raise StaleObject(_("Запись уже изменил другой сотрудник. Обновите страницу и повторите действие."))
    for name, value in {"status": transition.target, "version": version + 1, **(together or {})}.items():
        setattr(thing, name, value)
