"""From a read file to the register: kept for looking at, then saved whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.name_keys import name_key
from navstrechu.files.services import store_file
from navstrechu.history.services import Actor, Subject, record
from navstrechu.jobs.models import Job
from navstrechu.jobs.services import enqueue
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ChannelKind, Process, ProcessGroup
from navstrechu.processes.services.register import include_titles
from navstrechu.touchpoints import permissions, rules
from navstrechu.touchpoints.importing import Fate, PlannedRow, fingerprint, planned_rows
from navstrechu.touchpoints.models import ProcessTouchpoint, RegisterDraft, Touchpoint
from navstrechu.touchpoints.queries.importing import live_register
from navstrechu.touchpoints.reading import ReadRegister
from navstrechu.touchpoints.services.new_places import put_places
from navstrechu.touchpoints.services.rows import put_rows, rewrite_row

IMPORT_JOB = "import-register"
Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class _Import:
    """A file that is being saved, by whom and when."""

    agency: Agency
    name: str
    on: date
    by: Actor
    at: datetime


@transaction.atomic
def prepare_import(
    *, agency: Agency, name: str, data: bytes, reading: ReadRegister, by: Actor, at: datetime
) -> RegisterDraft:
    """Keep a read file for looking at; the register stays untouched. Raises NotAllowed, InputRefused for a
    file without rows."""
    permissions.can_edit_register(by, agency).require()
    if not reading.rows:
        raise InputRefused(_("В файле не найдено ни одной строки перечня. Проверьте, та ли это таблица."))
    stored = store_file(agency_id=agency.pk, name=name, data=data, by=by, at=at)
    draft = RegisterDraft.objects.create(
        agency=agency,
        file=stored,
        content=reading.to_preview_json(),
        created_at=at,
        created_by_name=by.display_name,
    )
    record("register_import_prepared", agency_id=agency.pk, subject=_subject(draft), by=by, at=at)
    return draft


@transaction.atomic
def discard_import(*, draft: RegisterDraft, by: Actor, at: datetime) -> None:
    """Throw a preview away; the uploaded file stays in the store. Raises NotAllowed, Conflict."""
    permissions.can_edit_register(by, draft.agency).require()
    subject = _subject(draft)
    _take(draft)
    record("register_import_discarded", agency_id=draft.agency_id, subject=subject, by=by, at=at)


@transaction.atomic
def order_import(
    *, draft: RegisterDraft, include_unknown: bool, seen: str, on: date, by: User, at: datetime
) -> Job:
    """Let the worker save a large file: the page shows how far it is. Raises NotAllowed, Conflict where it
    is being saved already."""
    permissions.can_edit_register(by, draft.agency).require()
    order = {
        "draft": draft.pk, "include_unknown": include_unknown, "seen": seen,
        "on": on.isoformat(), "by": by.pk,
    }  # fmt: skip
    job = enqueue(
        IMPORT_JOB, order=order, agency_id=draft.agency_id, key=f"{IMPORT_JOB}:{draft.pk}", by=by, at=at
    )
    if job is None:
        raise Conflict(_("Этот файл уже загружается. Дождитесь окончания."))
    record("register_import_ordered", agency_id=draft.agency_id, subject=_subject(draft), by=by, at=at)
    return job


def confirm_import(
    *,
    draft: RegisterDraft,
    include_unknown: bool,
    seen: str,
    on: date,
    by: Actor,
    at: datetime,
    progress: Progress = lambda percent, text: None,
) -> dict[str, int]:
    """Save the previewed rows, all or nothing; how many were added, changed, unchanged, left out.

    ``seen`` is the fingerprint of what was looked at, ``on`` the day on which unknown processes are included.
    Rows already there are updated, never doubled. Everything is compared and checked before the one
    transaction that writes: others wait for it as short as can be. Raises NotAllowed, InputRefused, Conflict
    or StaleObject when the preview is gone or the register was changed meanwhile.
    """
    permissions.can_edit_register(by, draft.agency).require()
    progress(5, _("Сравниваем с перечнем"))
    rows = ReadRegister.from_json(draft.content).rows
    planned = planned_rows(rows, live_register(draft.agency), include_unknown=include_unknown)
    if seen != fingerprint(planned):
        raise Conflict(
            _("Пока вы смотрели файл, перечень изменили. Загрузите файл ещё раз и проверьте новые изменения.")
        )
    checked = list(_checked(planned, progress))
    progress(75, _("Записываем строки"))
    return _save(_Import(draft.agency, draft.file.name, on, by, at), draft, checked)


def _checked(planned: Sequence[PlannedRow], progress: Progress) -> Iterator[PlannedRow]:
    """The rows with their contents tidied; InputRefused names the place in the file."""
    for number, one in enumerate(planned):
        if number % 500 == 0:
            progress(10 + 60 * number // len(planned), _("Проверяем строки"))
        try:
            yield replace(one, content=rules.require_row(one.content))
        except InputRefused as refusal:
            raise InputRefused(f"{one.read.place}: {refusal}") from refusal


@transaction.atomic
def _save(made: _Import, draft: RegisterDraft, planned: Sequence[PlannedRow]) -> dict[str, int]:
    subject = _subject(draft)
    _take(draft)
    _add(made, [one for one in planned if one.fate is Fate.ADDED])
    _change(made, [one for one in planned if one.fate is Fate.CHANGED])
    counts = {fate.value: sum(one.fate is fate for one in planned) for fate in Fate}
    told = _("{name}: добавлено {added}, изменено {changed}, без изменений {unchanged}, не взято {left_out}")
    record(
        "register_imported", agency_id=draft.agency_id, subject=subject, by=made.by, at=made.at,
        comment=told.format(name=made.name, **counts),
    )  # fmt: skip
    return counts


def _add(made: _Import, planned: Sequence[PlannedRow]) -> None:
    known = Process.objects.in_bulk({one.process for one in planned if one.process})
    places = Touchpoint.objects.in_bulk({one.touchpoint for one in planned if one.touchpoint})
    included, added = _unknown_processes(made, planned), _unknown_places(made, planned)
    rows = [
        (
            known[one.process] if one.process else included[name_key(one.read.process)],
            places[one.touchpoint] if one.touchpoint else added[_place_key(one)],
            one.content,
        )
        for one in planned
    ]
    put_rows(agency=made.agency, rows=rows, by=made.by, at=made.at)


def _change(made: _Import, planned: Sequence[PlannedRow]) -> None:
    changing = [(one, one.row) for one in planned if one.row is not None]
    found = ProcessTouchpoint.objects.select_related("process__agency", "process__unit", "touchpoint")
    rows = found.in_bulk([row.pk for _one, row in changing])
    for one, row in changing:
        rewrite_row(row=rows[row.pk], version=row.version, content=one.content, by=made.by, at=made.at)


def _unknown_processes(made: _Import, planned: Sequence[PlannedRow]) -> dict[str, Process]:
    """Processes that the register does not know, by `name_key`, included on the file as their basis."""
    groups = {group.number: group for group in ProcessGroup.objects.filter(agency=made.agency)}
    named: dict[str, tuple[ProcessGroup, str]] = {}
    for one in planned:
        if one.process is None:
            named.setdefault(
                name_key(one.read.process), (groups[one.read.group_number or 0], one.read.process)
            )
    if not named:
        return {}
    included = include_titles(
        agency=made.agency,
        titles=list(named.values()),
        included_on=made.on,
        basis=_("загрузка перечня из файла «{name}»").format(name=made.name),
        by=made.by,
        at=made.at,
    )
    return dict(zip(named, included, strict=True))


def _unknown_places(made: _Import, planned: Sequence[PlannedRow]) -> dict[tuple[str, str], Touchpoint]:
    """Touchpoints that the register does not know, by `name_key` and category of channel."""
    kinds: dict[str, ChannelKind] = {}
    for kind in made.agency.channel_kinds.open().order_by("position", "pk"):
        kinds.setdefault(kind.category, kind)
    named: dict[tuple[str, str], tuple[str, ChannelKind]] = {}
    for one in planned:
        if one.touchpoint is None:
            key = _place_key(one)
            named.setdefault(key, (one.read.touchpoint, kinds[key[1]]))
    if not named:
        return {}
    places = put_places(agency=made.agency, named=list(named.values()), by=made.by, at=made.at)
    return dict(zip(named, places, strict=True))


def _place_key(one: PlannedRow) -> tuple[str, str]:
    assert one.read.channel is not None  # noqa: S101 – a row without a channel is left out
    return name_key(one.read.touchpoint), one.read.channel.value


def _subject(draft: RegisterDraft) -> Subject:
    return Subject("touchpoints.registerdraft", str(draft.pk), draft.file.name)


def _take(draft: RegisterDraft) -> None:
    """Of two who decide at once only one finds the preview."""
    deleted, _by_model = RegisterDraft.objects.filter(pk=draft.pk).delete()
    if not deleted:
        raise Conflict(_("Этот файл уже загружен или отменён. Загрузите его заново, если нужно."))
