"""Inclusion, change, exclusion and return of processes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import User
from navstrechu.core.diff import changes
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import Actor, Told, record_many
from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.queries import day_in
from navstrechu.processes import hooks, permissions, rules
from navstrechu.processes.models import Process, ProcessBasis, ProcessGroup, ProcessParticipant
from navstrechu.processes.queries.card import texts_of, values_of
from navstrechu.processes.queries.filling import filling_of
from navstrechu.processes.search import stems_of_values
from navstrechu.processes.services.writing import record_of, save_unique, stale, subject_of
from navstrechu.processes.values import ProcessValues
from navstrechu.processes.workflow import PROCESS
from navstrechu.workflow.flow import move

_AT_ONCE = 1_000
_TITLE_IN_USE = gettext_lazy("Процесс с таким кодом или наименованием уже есть в реестре. Проверьте реестр.")


@transaction.atomic
def include_process(
    *, agency: Agency, values: ProcessValues, included_on: date, basis: str, by: Actor, at: datetime
) -> Process:
    """Include a process in the register: trigger 3.2.1 of order 201.

    Raises NotAllowed, InputRefused, also for a day to come, Conflict for a code or title in use.
    """
    _require_may(by, agency, values.unit, at)
    return put_process(agency=agency, values=values, included_on=included_on, basis=basis, by=by, at=at)


@transaction.atomic
def put_process(
    *, agency: Agency, values: ProcessValues, included_on: date, basis: str, by: Actor, at: datetime
) -> Process:
    """As `include_process` for a caller that has decided who may: an accepted proposal."""
    known = rules.cleaned(values)
    _require_same_agency(agency, known)
    day = rules.require_past(included_on, day_in(agency, at))
    process = Process(
        agency=agency,
        included_on=day,
        inclusion_basis=rules.require_basis(basis),
        changed_at=at,
        **_columns(known, known.code or _code(known.group, _last_place(known.group) + 1)),
    )
    save_unique(process, _TITLE_IN_USE)
    _write_rows(process, known)
    hooks.tell_included(hooks.RegisterChange(process, day, process.inclusion_basis, by, at))
    told = {"included_on": [None, day.isoformat()]}
    record_of("process_included", process, by, at, told, comment=process.inclusion_basis)
    return process


@transaction.atomic
def include_titles(
    *,
    agency: Agency,
    titles: Sequence[tuple[ProcessGroup, str]],
    included_on: date,
    basis: str,
    by: Actor,
    at: datetime,
) -> list[Process]:
    """Include many processes of which only group and title are known, in their order: an import of a
    thousand takes a second. Each is told of, as `include_process` tells. Raises as it does."""
    _require_may(by, agency, None, at)
    day = rules.require_past(included_on, day_in(agency, at))
    reason, made = rules.require_basis(basis), list[Process]()
    places = {
        group: _last_place(group)
        for group in sorted({group for group, _title in titles}, key=lambda one: one.pk)
    }
    for group, title in titles:
        known = rules.cleaned(ProcessValues(group=group, title=title))
        _require_same_agency(agency, known)
        places[group] += 1
        columns = _columns(known, _code(group, places[group]))
        made.append(Process(agency=agency, included_on=day, inclusion_basis=reason, changed_at=at, **columns))
    try:
        with transaction.atomic():
            Process.objects.bulk_create(made, batch_size=_AT_ONCE)
    except IntegrityError as error:
        raise Conflict(_TITLE_IN_USE) from error
    for process in made:
        hooks.tell_included(hooks.RegisterChange(process, day, reason, by, at))
    changed = {"included_on": [None, day.isoformat()]}
    events = (Told("process_included", subject_of(process), changed, reason) for process in made)
    record_many(events, agency_id=agency.pk, by=by, at=at)
    return made


@transaction.atomic
def change_process(
    *, process: Process, version: int, values: ProcessValues, by: Actor, at: datetime
) -> Process:
    """Change the card of a process under the version that the editor saw; nothing changed writes nothing.

    Raises NotAllowed, InputRefused, Conflict for a code or title in use, StaleObject with both texts.
    """
    agency = process.agency
    _require_may(by, agency, process.unit, at)
    _require_may(by, agency, values.unit, at)
    known = rules.cleaned(values)
    _require_same_agency(agency, known)
    code = known.code or process.code
    new = texts_of(known) | {"code": code}
    old = values_of(process)
    changed = changes(texts_of(old), new)
    if not changed and process.version == version:
        return process
    _swap(process, version, _columns(known, code) | {"changed_at": at}, new)
    _write_rows(process, known, old)
    process.refresh_from_db()
    hooks.tell_changed(hooks.ProcessChange(process, frozenset(changed), by, at))
    record_of("process_changed", process, by, at, changed)
    return process


@transaction.atomic
def exclude_process(
    *, process: Process, version: int, excluded_on: date, basis: str, by: Actor, at: datetime
) -> Process:
    """Exclude a process from the register: trigger 3.2.1 of order 201; its card and history stay.

    Raises NotAllowed, InputRefused, Conflict where it is excluded already, HasFindings, StaleObject.
    """
    _require_may(by, process.agency, process.unit, at)
    return drop_process(process=process, version=version, excluded_on=excluded_on, basis=basis, by=by, at=at)


@transaction.atomic
def drop_process(
    *, process: Process, version: int, excluded_on: date, basis: str, by: Actor, at: datetime
) -> Process:
    """As `exclude_process` for a caller that has decided who may: an accepted proposal."""
    hooks.exclusion_findings(process).require_no_blockers()
    day = rules.require_past(excluded_on, day_in(process.agency, at))
    if day < process.included_on:
        raise InputRefused(_("Дата исключения раньше даты включения. Исправьте дату."))
    reason = rules.require_basis(basis)
    process.version = version
    together = {"excluded_on": day, "exclusion_basis": reason}
    move(process, PROCESS.transition("exclude"), by=by, at=at, comment=reason, together=together)
    process.refresh_from_db()
    hooks.tell_excluded(hooks.RegisterChange(process, day, reason, by, at))
    record_of("process_excluded", process, by, at, {"excluded_on": [None, day.isoformat()]}, comment=reason)
    return process


@transaction.atomic
def restore_process(
    *, process: Process, version: int, included_on: date, basis: str, by: Actor, at: datetime
) -> Process:
    """Take an excluded process back into the register, on a basis of its own.

    Raises NotAllowed, InputRefused, Conflict where it stands there or its title is taken, StaleObject.
    """
    _require_may(by, process.agency, process.unit, at)
    day = rules.require_past(included_on, day_in(process.agency, at))
    if process.excluded_on is not None and day < process.excluded_on:
        raise InputRefused(_("Дата возвращения раньше даты исключения. Исправьте дату."))
    reason = rules.require_basis(basis)
    process.version = version
    together = {
        "included_on": day, "inclusion_basis": reason, "excluded_on": None, "exclusion_basis": "",
    }  # fmt: skip
    try:
        with transaction.atomic():
            move(process, PROCESS.transition("restore"), by=by, at=at, comment=reason, together=together)
    except IntegrityError as error:
        raise Conflict(_TITLE_IN_USE) from error
    process.refresh_from_db()
    hooks.tell_included(hooks.RegisterChange(process, day, reason, by, at))
    record_of("process_restored", process, by, at, {"included_on": [None, day.isoformat()]}, comment=reason)
    return process


def _require_may(by: Actor, agency: Agency, unit: Unit | None, at: datetime) -> None:
    """A process without a unit is the coordinator's alone."""
    anything = permissions.can_edit_register(by, agency)
    if not anything and isinstance(by, User):
        filling = filling_of(by, agency, day_in(agency, at))
        anything = permissions.can_edit_process(by, agency, unit.pk if unit else None, filling)
    anything.require()


def _require_same_agency(agency: Agency, values: ProcessValues) -> None:
    parts = (values.group, values.unit, values.curator)
    if any(part is not None and part.agency_id != agency.pk for part in parts):
        raise InputRefused(_("Выбрана запись другого органа. Выберите её из списка."))


def _columns(values: ProcessValues, code: str) -> dict[str, Any]:
    plain = (
        "group", "title", "object_kind", "scope", "reach", "unit", "curator", "clients", "life_situation",
        "portal_url", "result", "input_text", "output_text",
    )  # fmt: skip
    return {name: getattr(values, name) for name in plain} | {
        "code": code,
        "term_number": values.term.number,
        "term_unit": values.term.unit,
        "term_start": values.term.start,
        "stems": stems_of_values(values, code),
    }


def _code(group: ProcessGroup, place: int) -> str:
    """«1.07»: the number of the group and a place in it."""
    return f"{group.number}.{place:02d}"


def _last_place(group: ProcessGroup) -> int:
    """The last place that a code of the group ever had, whoever left the register before."""
    # Two who include at once in one group get two codes: the second waits here for the first.
    ProcessGroup.objects.select_for_update().get(pk=group.pk)
    used = Process.objects.filter(agency=group.agency_id, code__startswith=f"{group.number}.")
    places = [re.fullmatch(r"\d+\.(\d{1,6})", code) for code in used.values_list("code", flat=True)]
    return max((int(place[1]) for place in places if place), default=0)


def _swap(process: Process, version: int, columns: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    rows = Process.objects.filter(pk=process.pk, version=version)
    try:
        with transaction.atomic():
            updated = rows.update(**columns, version=version + 1)
    except IntegrityError as error:
        raise Conflict(_TITLE_IN_USE) from error
    if not updated:
        raise stale(texts_of(values_of(Process.objects.get(pk=process.pk))), new)


def _write_rows(process: Process, values: ProcessValues, old: ProcessValues | None = None) -> None:
    """Participants and bases in the order given; those that differ replace the old ones."""
    if old is None or old.participants != values.participants:
        process.participants.all().delete()
        ProcessParticipant.objects.bulk_create(
            ProcessParticipant(process=process, position=place, name=row.name, part=row.part)
            for place, row in enumerate(values.participants)
        )
    if old is None or old.bases != values.bases:
        process.bases.all().delete()
        ProcessBasis.objects.bulk_create(
            ProcessBasis(process=process, position=place, act=row.act, clause=row.clause, url=row.url)
            for place, row in enumerate(values.bases)
        )
