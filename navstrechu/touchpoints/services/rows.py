"""Rows of the register: a touchpoint in a process with interactions, peculiarities and bases."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from navstrechu.core.diff import changes
from navstrechu.core.errors import Conflict, InputRefused, StaleObject
from navstrechu.core.text.stems import stems_of
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints import permissions, rules
from navstrechu.touchpoints.events import FIELDS
from navstrechu.touchpoints.models import Basis, Interaction, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content, row_texts, shown
from navstrechu.touchpoints.services.subjects import row_subject
from navstrechu.touchpoints.values import RowContent

_ROWS_AT_ONCE = 1_000


@transaction.atomic
def add_row(
    *, process: Process, touchpoint: Touchpoint, content: RowContent, by: Actor, at: datetime
) -> ProcessTouchpoint:
    """List a touchpoint in a process. Raises NotAllowed, InputRefused, Conflict where it is listed already:
    interactions of all stages are gathered under one row (order 201, 2.6)."""
    permissions.can_edit_rows(by, process).require()
    return put_row(process=process, touchpoint=touchpoint, content=content, by=by, at=at)


@transaction.atomic
def put_row(
    *, process: Process, touchpoint: Touchpoint, content: RowContent, by: Actor, at: datetime
) -> ProcessTouchpoint:
    """As `add_row` for a caller that has decided who may: an accepted proposal, an import."""
    _require_usable(process, touchpoint)
    cleaned = rules.require_row(content)
    last = process.links.aggregate(Max("position"))["position__max"] or 0
    row = ProcessTouchpoint(process=process, touchpoint=touchpoint, position=last + 1, changed_at=at)
    row.peculiarities, row.stems = cleaned.peculiarities, _stems(cleaned)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise _listed(touchpoint) from error
    _write_parts(row, cleaned)
    record(
        "row_added", agency_id=process.agency_id, subject=row_subject(row), by=by, at=at,
        changes=changes({}, row_texts(cleaned)),
    )  # fmt: skip
    return row


@transaction.atomic
def put_rows(
    *, agency: Agency, rows: Sequence[tuple[Process, Touchpoint, RowContent]], by: Actor, at: datetime
) -> None:
    """Many new rows at once, of cleaned contents, told of in one event: an import of ten thousand rows takes
    seconds. Raises Conflict where a process lists a touchpoint already, or one of both was closed since."""
    places = dict(
        ProcessTouchpoint.objects.filter(process__agency=agency)
        .values_list("process")
        .annotate(last=Max("position"))
    )
    made = []
    for process, touchpoint, content in rows:
        _require_usable(process, touchpoint)
        place = places[process.pk] = (places.get(process.pk) or 0) + 1
        made.append(
            ProcessTouchpoint(
                process=process, touchpoint=touchpoint, position=place, changed_at=at,
                peculiarities=content.peculiarities, stems=_stems(content),
            )
        )  # fmt: skip
    try:
        with transaction.atomic():
            ProcessTouchpoint.objects.bulk_create(made, batch_size=_ROWS_AT_ONCE)
    except IntegrityError as error:
        raise Conflict(_("Часть строк уже есть в перечне. Обновите страницу и повторите.")) from error
    contents = [content for _process, _touchpoint, content in rows]
    _create_parts(zip(made, contents, strict=True))
    subject = Subject("touchpoints.rows", str(agency.pk), _("строки перечня"))
    record(
        "rows_added", agency_id=agency.pk, subject=subject, by=by, at=at,
        changes={"number": [0, len(made)]},
    )  # fmt: skip


@transaction.atomic
def change_row(
    *,
    row: ProcessTouchpoint,
    version: int,
    content: RowContent,
    touchpoint: Touchpoint | None = None,
    by: Actor,
    at: datetime,
) -> ProcessTouchpoint:
    """Change what a row says, or put another touchpoint in its place, under the version that the editor saw.

    Raises NotAllowed, InputRefused, Conflict, StaleObject with both texts when somebody else was faster.
    """
    permissions.can_edit_rows(by, row.process).require()
    return rewrite_row(row=row, version=version, content=content, touchpoint=touchpoint, by=by, at=at)


@transaction.atomic
def rewrite_row(
    *,
    row: ProcessTouchpoint,
    version: int,
    content: RowContent,
    touchpoint: Touchpoint | None = None,
    by: Actor,
    at: datetime,
) -> ProcessTouchpoint:
    """As `change_row` for a caller that has decided who may."""
    place = touchpoint or row.touchpoint
    _require_usable(row.process, place)
    return _rewrite(row, version, content, place, by, at)


def _rewrite(
    row: ProcessTouchpoint, version: int, content: RowContent, place: Touchpoint, by: Actor, at: datetime
) -> ProcessTouchpoint:
    cleaned = rules.require_row(content)
    old, new = _texts(row_content(row), row.touchpoint), _texts(cleaned, place)
    _swap(
        row, version, new, touchpoint=place, peculiarities=cleaned.peculiarities, stems=_stems(cleaned), at=at
    )
    if changed := changes(old, new):
        _write_parts(row, cleaned)
        _record("row_changed", row, by, at, changed)
    return row


@transaction.atomic
def remove_row(*, row: ProcessTouchpoint, version: int, by: Actor, at: datetime) -> ProcessTouchpoint:
    """Take a row out of the register; it can be put back as it was. Raises NotAllowed, StaleObject."""
    permissions.can_edit_rows(by, row.process).require()
    return drop_row(row=row, version=version, by=by, at=at)


@transaction.atomic
def drop_row(*, row: ProcessTouchpoint, version: int, by: Actor, at: datetime) -> ProcessTouchpoint:
    """As `remove_row` for a caller that has decided who may."""
    _swap(row, version, {}, removed_at=at, at=at)
    _record("row_removed", row, by, at)
    return row


@transaction.atomic
def restore_row(*, row: ProcessTouchpoint, by: Actor, at: datetime) -> ProcessTouchpoint:
    """Put a row back that was taken out. Raises NotAllowed, Conflict where the process lists its touchpoint
    again or the touchpoint was closed since."""
    permissions.can_edit_rows(by, row.process).require()
    _require_usable(row.process, row.touchpoint)
    try:
        with transaction.atomic():
            hit = (
                ProcessTouchpoint.objects.filter(pk=row.pk)
                .exclude(removed_at=None)
                .update(removed_at=None, version=row.version + 1, changed_at=at)
            )
    except IntegrityError as error:
        raise _listed(row.touchpoint) from error
    if hit:
        row.refresh_from_db()
        _record("row_restored", row, by, at)
    return row


@transaction.atomic
def order_rows(*, process: Process, rows: Sequence[int], by: Actor, at: datetime) -> None:
    """Put the rows of a process into the order of the ids. Raises NotAllowed, InputRefused for other ids."""
    permissions.can_edit_rows(by, process).require()
    live = {row.pk: row for row in process.links.live()}
    if set(rows) != set(live) or len(rows) != len(live):
        raise StaleObject(_("Состав строк процесса изменился. Обновите страницу и повторите."))
    for place, pk in enumerate(rows, start=1):
        live[pk].position = place
    ProcessTouchpoint.objects.bulk_update(live.values(), ["position"])
    if rows:
        _record("rows_ordered", live[rows[0]], by, at)


@transaction.atomic
def join_rows(*, row: ProcessTouchpoint, into: Touchpoint, by: Actor, at: datetime) -> None:
    """Give a row of a duplicate to the kept touchpoint; gathered into its row where the process has one."""
    content = row_content(row)
    twin = row.process.links.live().filter(touchpoint=into).select_related("process", "touchpoint").first()
    if twin is None:
        old = row.touchpoint.name
        _swap(row, row.version, {}, touchpoint=into, at=at)
        _record("row_changed", row, by, at, {"touchpoint": [old, into.name]})
        return
    kept = row_content(twin)
    peculiarities = "\n".join(
        dict.fromkeys(text for text in (kept.peculiarities, content.peculiarities) if text)
    )
    joined = RowContent(
        (*kept.interactions, *content.interactions), peculiarities, (*kept.bases, *content.bases)
    )
    # A process that left its register keeps its rows; they are gathered like the others.
    _rewrite(twin, twin.version, joined, twin.touchpoint, by, at)
    drop_row(row=row, version=row.version, by=by, at=at)


def _texts(content: RowContent, touchpoint: Touchpoint) -> dict[str, object]:
    return {"touchpoint": touchpoint.name, **row_texts(content)}


def _stems(content: RowContent) -> str:
    return stems_of("\n".join([*(item.text for item in content.interactions), content.peculiarities]))


def _write_parts(row: ProcessTouchpoint, content: RowContent) -> None:
    row.interactions.all().delete()
    row.bases.all().delete()
    _create_parts([(row, content)])


def _create_parts(rows: Iterable[tuple[ProcessTouchpoint, RowContent]]) -> None:
    listed = list(rows)
    Interaction.objects.bulk_create(
        (
            Interaction(link=row, position=place, text=item.text, stage=item.stage)
            for row, content in listed
            for place, item in enumerate(content.interactions, start=1)
        ),
        batch_size=_ROWS_AT_ONCE,
    )
    Basis.objects.bulk_create(
        (
            Basis(link=row, position=place, kind=item.kind, act=item.act, clause=item.clause, url=item.url)
            for row, content in listed
            for place, item in enumerate(content.bases, start=1)
        ),
        batch_size=_ROWS_AT_ONCE,
    )


def _swap(
    row: ProcessTouchpoint, version: int, mine: dict[str, object], *, at: datetime, **columns: object
) -> None:
    """Write columns where nobody was faster; the row in hand then is as it is stored."""
    try:
        with transaction.atomic():
            hit = (
                ProcessTouchpoint.objects.live()
                .filter(pk=row.pk, version=version)
                .update(version=version + 1, changed_at=at, **columns)
            )
    except IntegrityError as error:
        raise Conflict(
            _("Эта точка в процессе уже указана: взаимодействия собирают в одной строке (п. 2.6).")
        ) from error
    if not hit:
        raise stale_row(row, mine)
    process = row.process
    row.refresh_from_db()
    row.process = process


def stale_row(row: ProcessTouchpoint, mine: dict[str, object]) -> StaleObject:
    """Both texts side by side for who came second."""
    stored = ProcessTouchpoint.objects.select_related("touchpoint").get(pk=row.pk)
    if stored.removed_at is not None:
        return StaleObject(_("Эту строку уже исключил другой сотрудник. Обновите страницу."))
    theirs = _texts(row_content(stored), stored.touchpoint)
    return StaleObject(
        _("Эту строку уже изменил другой сотрудник. Сравните тексты и сохраните нужный."),
        mine={str(FIELDS[name]): shown(value) for name, value in mine.items()},
        theirs={str(FIELDS[name]): shown(value) for name, value in theirs.items()},
    )


def _listed(touchpoint: Touchpoint) -> Conflict:
    return Conflict(
        _(
            "«{name}» в этом процессе уже указана: дополните взаимодействия в её строке (п. 2.6 Порядка)."
        ).format(name=touchpoint.name)
    )


def _require_usable(process: Process, touchpoint: Touchpoint) -> None:
    if process.agency_id != touchpoint.agency_id:
        raise InputRefused(_("Точка взаимодействия и процесс должны быть одного органа."))
    if touchpoint.closed_on is not None:
        raise Conflict(_("Точка «{name}» закрыта. Выберите действующую.").format(name=touchpoint.name))
    if process.excluded_on is not None:
        raise Conflict(_("Процесс «{title}» исключён из реестра.").format(title=process.title))


def _record(
    verb: str, row: ProcessTouchpoint, by: Actor, at: datetime, changed: dict[str, list[object]] | None = None
) -> None:
    record(verb, agency_id=row.process.agency_id, subject=row_subject(row), by=by, at=at, changes=changed)
