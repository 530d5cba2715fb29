"""From a read file to the register: kept for looking at, then saved whole or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.name_keys import name_key
from navstrechu.files.services import store_file
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.processes.services.register import include_process
from navstrechu.processes.values import ProcessValues
from navstrechu.touchpoints import permissions, rules
from navstrechu.touchpoints.importing import Fate, PlannedRow, fingerprint, planned_rows
from navstrechu.touchpoints.models import ProcessTouchpoint, RegisterDraft, Touchpoint
from navstrechu.touchpoints.queries.importing import live_register
from navstrechu.touchpoints.reading import ReadRegister
from navstrechu.touchpoints.services.rows import put_rows, rewrite_row
from navstrechu.touchpoints.services.touchpoints import put_touchpoint
from navstrechu.touchpoints.values import TouchpointContent

Progress = Callable[[int, str], None]


@dataclass(slots=True)
class _Import:
    """A file that is being saved: what was made on the way, by whom and when."""

    agency: Agency
    name: str
    on: date
    by: Actor
    at: datetime
    processes: dict[str, Process] = field(default_factory=dict)
    touchpoints: dict[tuple[str, str], Touchpoint] = field(default_factory=dict)


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
    Rows already there are updated, never doubled. Raises NotAllowed, InputRefused, Conflict when the preview
    is gone or the register was changed meanwhile.
    """
    permissions.can_edit_register(by, draft.agency).require()
    subject, name = _subject(draft), draft.file.name
    rows = ReadRegister.from_json(draft.content).rows
    _take(draft)
    progress(5, _("Сравниваем с перечнем"))
    planned = planned_rows(rows, live_register(draft.agency), include_unknown=include_unknown)
    if seen != fingerprint(planned):
        raise Conflict(
            _("Пока вы смотрели файл, перечень изменили. Загрузите файл ещё раз и проверьте новые изменения.")
        )
    made = _Import(draft.agency, name, on, by, at)
    _add(made, [one for one in planned if one.fate is Fate.ADDED], progress)
    _change(made, [one for one in planned if one.fate is Fate.CHANGED], progress)
    counts = {fate.value: sum(one.fate is fate for one in planned) for fate in Fate}
    told = _("{name}: добавлено {added}, изменено {changed}, без изменений {unchanged}, не взято {left_out}")
    record(
        "register_imported", agency_id=draft.agency_id, subject=subject, by=by, at=at,
        comment=told.format(name=name, **counts),
    )  # fmt: skip
    return counts


def _add(made: _Import, planned: Sequence[PlannedRow], progress: Progress) -> None:
    known = Process.objects.in_bulk({one.process for one in planned if one.process})
    places = Touchpoint.objects.in_bulk({one.touchpoint for one in planned if one.touchpoint})
    rows = []
    for number, one in enumerate(planned):
        if number % 500 == 0:
            progress(10 + 60 * number // max(len(planned), 1), _("Готовим строки"))
        process = known[one.process] if one.process else _process(made, one)
        touchpoint = places[one.touchpoint] if one.touchpoint else _touchpoint(made, one)
        rows.append((process, touchpoint, rules.require_row(one.content)))
    progress(75, _("Записываем строки"))
    put_rows(agency=made.agency, rows=rows, by=made.by, at=made.at)


def _change(made: _Import, planned: Iterable[PlannedRow], progress: Progress) -> None:
    changing = [(one, one.row) for one in planned if one.row is not None]
    found = ProcessTouchpoint.objects.select_related("process__agency", "process__unit", "touchpoint")
    rows = found.in_bulk([row.pk for _one, row in changing])
    for number, (one, row) in enumerate(changing):
        if number % 100 == 0:
            progress(90 + 9 * number // max(len(changing), 1), _("Обновляем строки"))
        rewrite_row(row=rows[row.pk], version=row.version, content=one.content, by=made.by, at=made.at)


def _process(made: _Import, one: PlannedRow) -> Process:
    key = name_key(one.read.process)
    if key not in made.processes:
        group = ProcessGroup.objects.get(agency=made.agency, number=one.read.group_number or 0)
        made.processes[key] = include_process(
            agency=made.agency,
            values=ProcessValues(group=group, title=one.read.process),
            included_on=made.on,
            basis=_("загрузка перечня из файла «{name}»").format(name=made.name),
            by=made.by,
            at=made.at,
        )
    return made.processes[key]


def _touchpoint(made: _Import, one: PlannedRow) -> Touchpoint:
    assert one.read.channel is not None  # noqa: S101 – a row without a channel is left out
    category = one.read.channel.value
    key = name_key(one.read.touchpoint), category
    if key not in made.touchpoints:
        kinds = made.agency.channel_kinds.open().filter(category=category).order_by("position", "pk")
        content = TouchpointContent(one.read.touchpoint, kinds[0].pk)
        made.touchpoints[key] = put_touchpoint(agency=made.agency, content=content, by=made.by, at=made.at)
    return made.touchpoints[key]


def _subject(draft: RegisterDraft) -> Subject:
    return Subject("touchpoints.registerdraft", str(draft.pk), draft.file.name)


def _take(draft: RegisterDraft) -> None:
    """Of two who decide at once only one finds the preview."""
    deleted, _by_model = RegisterDraft.objects.filter(pk=draft.pk).delete()
    if not deleted:
        raise Conflict(_("Этот файл уже загружен или отменён. Загрузите его заново, если нужно."))
