"""Many rows at once – a pasted block, an action on chosen rows – and steps taken back: all or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.core.text.name_keys import name_key
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.rows import rows_by_key
from navstrechu.touchpoints.services.peculiarities import state_group_peculiarity, state_process_peculiarity
from navstrechu.touchpoints.services.rows import add_row, change_row, order_rows, remove_row, restore_row
from navstrechu.touchpoints.services.touchpoints import create_touchpoint
from navstrechu.touchpoints.values import RowContent, TouchpointContent

Place = Touchpoint | TouchpointContent


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What becomes of a row, or – without one – a new row of ``process``.

    ``place`` is a touchpoint, the content of a new one, or None for the row's own.
    """

    process: Process
    content: RowContent
    row: ProcessTouchpoint | None = None
    version: int = 0
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reversal:
    """How one change is taken back; plain values, so that a browser's session can keep it.

    ``act`` is what will be done: change, remove or restore a row, order the rows of a process, state the
    peculiarity of a process or a group. ``version`` is the one that the change left behind, ``before`` the
    one that it replaced.
    """

    act: str
    pk: int
    version: int = 0
    before: int = 0
    was: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, act: str, pk: int, version: int = 0, was: dict[str, Any] | None = None) -> "Reversal":
        """How a change that has just been made is taken back; a change counts the version up by one."""
        return cls(act, pk, version, version - 1, was or {})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def apply_edits(*, agency: Agency, edits: Sequence[RowEdit], by: Actor, at: datetime) -> list[Reversal]:
    """Make all the edits, each under its version; a touchpoint that several of them name anew is made once.

    Answers how they are taken back. Raises NotAllowed, InputRefused, Conflict, StaleObject: then nothing is
    changed at all.
    """
    made: dict[tuple[str, int], Touchpoint] = {}
    done = []
    for edit in edits:
        place = _place(agency, edit.place, made, by, at)
        if edit.row is None:
            if place is None:
                raise Conflict(_("Новой строке нужна точка взаимодействия."))
            row = add_row(process=edit.process, touchpoint=place, content=edit.content, by=by, at=at)
            done.append(Reversal.of("remove", row.pk, row.version))
            continue
        was = _content_of(edit.row)
        row = change_row(
            row=edit.row, version=edit.version, content=edit.content, touchpoint=place, by=by, at=at
        )
        done.append(Reversal.of("change", row.pk, row.version, was))
    return done


@transaction.atomic
def remove_rows(*, rows: Iterable[tuple[ProcessTouchpoint, int]], by: Actor, at: datetime) -> list[Reversal]:
    """Take rows out of the register, each under the version that was seen. Raises NotAllowed, StaleObject."""
    removed = [remove_row(row=row, version=version, by=by, at=at) for row, version in rows]
    return [Reversal.of("restore", row.pk, row.version) for row in removed]


@transaction.atomic
def take_back(
    *, agency: Agency, steps: Sequence[Reversal], by: Actor, at: datetime
) -> dict[tuple[str, int, int], int]:
    """Put things back, the last change first; through the same services, hence with the same rights.

    Answers which version now stands for which earlier one, {(what, id, version): version}: earlier changes
    of the same things can then be taken back too. Raises what the services raise; then nothing is changed.
    """
    stands: dict[tuple[str, int, int], int] = {}
    for step in reversed(steps):
        version = _take_back(agency, step, by, at)
        stands[kind_of_step(step.act), step.pk, step.before] = version
    return stands


def after(steps: Iterable[Reversal], stands: dict[tuple[str, int, int], int]) -> list[Reversal]:
    """Earlier steps under the versions that things have after a later one was taken back."""
    return [
        replace(step, version=stands.get((kind_of_step(step.act), step.pk, step.version), step.version))
        for step in steps
    ]


def kind_of_step(act: str) -> str:
    """What a step is about: «row», «order», «process» or «group»."""
    return "row" if act in {"change", "remove", "restore"} else act


def _take_back(agency: Agency, step: Reversal, by: Actor, at: datetime) -> int:
    if step.act in {"change", "remove", "restore"}:
        return _take_back_row(agency, step, by, at).version
    if step.act == "order":
        process = Process.objects.select_related("agency", "unit").get(agency=agency, pk=step.pk)
        order_rows(process=process, rows=step.was["rows"], by=by, at=at)
        return 0
    text = step.was["text"]
    if step.act == "process":
        held = Process.objects.select_related("agency", "unit").get(agency=agency, pk=step.pk)
        return state_process_peculiarity(process=held, version=step.version, text=text, by=by, at=at).version
    group = ProcessGroup.objects.select_related("agency").get(agency=agency, pk=step.pk)
    return state_group_peculiarity(group=group, version=step.version, text=text, by=by, at=at).version


def _take_back_row(agency: Agency, step: Reversal, by: Actor, at: datetime) -> ProcessTouchpoint:
    found = rows_by_key(agency, [step.pk])
    if not found:
        raise Conflict(_("Этой строки больше нет: отменять нечего."))
    row = found[0]
    if step.act == "restore":
        return restore_row(row=row, by=by, at=at)
    if step.act == "remove":
        return remove_row(row=row, version=step.version, by=by, at=at)
    place = Touchpoint.objects.get(agency=agency, pk=step.was["touchpoint"])
    content = RowContent.from_json(step.was["content"])
    return change_row(row=row, version=step.version, content=content, touchpoint=place, by=by, at=at)


def _content_of(row: ProcessTouchpoint) -> dict[str, Any]:
    return {"content": row_content(row).as_json(), "touchpoint": row.touchpoint_id}


def _place(
    agency: Agency, given: Place | None, made: dict[tuple[str, int], Touchpoint], by: Actor, at: datetime
) -> Touchpoint | None:
    if not isinstance(given, TouchpointContent):
        return given
    key = name_key(given.name), given.channel_id
    if key not in made:
        made[key] = create_touchpoint(agency=agency, content=given, by=by, at=at)
    return made[key]
