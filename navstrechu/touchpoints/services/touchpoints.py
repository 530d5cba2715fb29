"""Touchpoints: created, changed, confirmed, closed, merged when they are one and the same."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from navstrechu.core.diff import changes
from navstrechu.core.errors import Conflict, InputRefused, StaleObject
from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.stems import stems_of
from navstrechu.history.services import Actor, record
from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.queries import day_in
from navstrechu.processes.models import ChannelKind
from navstrechu.processes.rules import require_past
from navstrechu.touchpoints import permissions, rules
from navstrechu.touchpoints.events import FIELDS
from navstrechu.touchpoints.models import Basis, Touchpoint
from navstrechu.touchpoints.queries.content import basis_line, shown, touchpoint_content
from navstrechu.touchpoints.services.rows import join_rows
from navstrechu.touchpoints.services.subjects import touchpoint_subject
from navstrechu.touchpoints.services.tasks import drop_touchpoint_tasks
from navstrechu.touchpoints.values import BasisText, TouchpointContent


@transaction.atomic
def create_touchpoint(*, agency: Agency, content: TouchpointContent, by: Actor, at: datetime) -> Touchpoint:
    """Add a touchpoint. Raises NotAllowed, InputRefused, Conflict where one of that name and channel is
    there."""
    permissions.can_fill(by, agency).require()
    return put_touchpoint(agency=agency, content=content, by=by, at=at)


@transaction.atomic
def put_touchpoint(*, agency: Agency, content: TouchpointContent, by: Actor, at: datetime) -> Touchpoint:
    """As `create_touchpoint` for a caller that has decided who may: an accepted proposal, an import."""
    cleaned = rules.require_touchpoint(content)
    _require_offered(agency, cleaned)
    touchpoint = Touchpoint(agency=agency, changed_at=at, **_columns(cleaned))
    _save(touchpoint)
    _write_agreements(touchpoint, cleaned.agreements)
    record(
        "touchpoint_created", agency_id=agency.pk, subject=touchpoint_subject(touchpoint), by=by, at=at,
        changes={"name": ["", touchpoint.name]},
    )  # fmt: skip
    return touchpoint


@transaction.atomic
def change_touchpoint(
    *, touchpoint: Touchpoint, version: int, content: TouchpointContent, by: Actor, at: datetime
) -> Touchpoint:
    """Change a touchpoint under the version that the editor saw; all its rows follow.

    Raises NotAllowed, InputRefused, Conflict for a name in use, StaleObject with both texts.
    """
    permissions.can_change_touchpoint(by, touchpoint).require()
    return rewrite_touchpoint(touchpoint=touchpoint, version=version, content=content, by=by, at=at)


@transaction.atomic
def rewrite_touchpoint(
    *, touchpoint: Touchpoint, version: int, content: TouchpointContent, by: Actor, at: datetime
) -> Touchpoint:
    """As `change_touchpoint` for a caller that has decided who may."""
    _require_open(touchpoint)
    cleaned = rules.require_touchpoint(content)
    _require_offered(touchpoint.agency, cleaned, touchpoint)
    old, new = touchpoint_texts(touchpoint_content(touchpoint)), touchpoint_texts(cleaned)
    try:
        with transaction.atomic():
            hit = Touchpoint.objects.filter(pk=touchpoint.pk, version=version).update(
                version=version + 1, changed_at=at, **_columns(cleaned)
            )
    except IntegrityError as error:
        raise _taken(cleaned.name) from error
    if not hit:
        raise _stale(touchpoint, new)
    _write_agreements(touchpoint, cleaned.agreements)
    touchpoint.refresh_from_db()
    if changed := changes(old, new):
        record(
            "touchpoint_changed", agency_id=touchpoint.agency_id, subject=touchpoint_subject(touchpoint),
            by=by, at=at, changes=changed,
        )  # fmt: skip
    return touchpoint


@transaction.atomic
def confirm_touchpoint(*, touchpoint: Touchpoint, on: date, by: Actor, at: datetime) -> Touchpoint:
    """Note that everything said of the touchpoint is still true on a day. Raises NotAllowed, InputRefused
    for a day to come, Conflict."""
    permissions.can_confirm(by, touchpoint).require()
    _require_open(touchpoint)
    require_past(on, day_in(touchpoint.agency, at))
    was = touchpoint.confirmed_on
    Touchpoint.objects.filter(pk=touchpoint.pk).update(confirmed_on=on)
    touchpoint.confirmed_on = on
    record(
        "touchpoint_confirmed", agency_id=touchpoint.agency_id, subject=touchpoint_subject(touchpoint),
        by=by, at=at, changes={"confirmed_on": [was.isoformat() if was else None, on.isoformat()]},
    )  # fmt: skip
    return touchpoint


@transaction.atomic
def confirm_touchpoints(
    *, agency: Agency, touchpoints: Sequence[Touchpoint], on: date, by: Actor, at: datetime
) -> None:
    """Confirm several of an agency, all or none. Raises NotAllowed, Conflict."""
    for touchpoint in touchpoints:
        if touchpoint.agency_id == agency.pk:
            confirm_touchpoint(touchpoint=touchpoint, on=on, by=by, at=at)


@transaction.atomic
def close_touchpoint(*, touchpoint: Touchpoint, on: date, by: Actor, at: datetime) -> Touchpoint:
    """Close a touchpoint that no row needs any more. Raises NotAllowed, InputRefused for a day to come,
    Conflict while rows point at it."""
    permissions.can_edit_register(by, touchpoint.agency).require()
    _require_open(touchpoint)
    require_past(on, day_in(touchpoint.agency, at))
    if rows := touchpoint.links.live().count():
        raise Conflict(
            _(
                "Точка указана в строках перечня: {number}. Сначала исключите эти строки "
                "или объедините точку с другой."
            ).format(number=rows)
        )
    _close(touchpoint, on=on, at=at)
    drop_touchpoint_tasks(touchpoint=touchpoint, on=on, by=by, at=at)
    subject = touchpoint_subject(touchpoint)
    record("touchpoint_closed", agency_id=touchpoint.agency_id, subject=subject, by=by, at=at)
    return touchpoint


@transaction.atomic
def merge_touchpoints(
    *, kept: Touchpoint, duplicate: Touchpoint, on: date, by: Actor, at: datetime
) -> Touchpoint:
    """Make one of two touchpoints that are the same: every row of the duplicate goes to the kept one.

    In a process that lists both, interactions, peculiarities and bases are gathered under one row (order 201,
    2.6). Nothing is lost; the duplicate is closed and points at the kept one. Raises NotAllowed, Conflict,
    InputRefused.
    """
    permissions.can_edit_register(by, kept.agency).require()
    if kept.pk == duplicate.pk or kept.agency_id != duplicate.agency_id:
        raise InputRefused(_("Выберите две разные точки взаимодействия одного органа."))
    _require_open(kept)
    _require_open(duplicate)
    for row in duplicate.links.live().select_related("process", "touchpoint").order_by("pk"):
        join_rows(row=row, into=kept, by=by, at=at)
    changed = _take_agreements(kept, duplicate, at)
    duplicate.update_tasks.filter(closed_on=None).update(touchpoint=kept, version=F("version") + 1)
    _close(duplicate, on=on, at=at, merged_into=kept)
    record(
        "touchpoint_merged", agency_id=kept.agency_id, subject=touchpoint_subject(kept), by=by, at=at,
        comment=duplicate.name, changes=changed,
    )  # fmt: skip
    record(
        "touchpoint_closed", agency_id=kept.agency_id, subject=touchpoint_subject(duplicate), by=by, at=at,
        comment=kept.name,
    )  # fmt: skip
    return kept


def _take_agreements(kept: Touchpoint, duplicate: Touchpoint, at: datetime) -> dict[str, list[object]]:
    """Give the kept one the other's agreements too, under a version of its own: a form that was opened
    before must not take them away again."""
    old = touchpoint_content(kept).agreements
    new = rules.require_bases([*old, *touchpoint_content(duplicate).agreements])
    if new == old:
        return {}
    _write_agreements(kept, new)
    Touchpoint.objects.filter(pk=kept.pk).update(version=F("version") + 1, changed_at=at)
    kept.refresh_from_db()
    return {"agreements": [[basis_line(item) for item in told] for told in (old, new)]}


def touchpoint_texts(content: TouchpointContent) -> dict[str, object]:
    """A touchpoint's content as the history keeps it."""
    channel = ChannelKind.objects.filter(pk=content.channel_id).first()
    unit = Unit.objects.filter(pk=content.unit_id).first() if content.unit_id else None
    return {
        "name": content.name,
        "channel": str(channel or ""),
        "address": content.address,
        "url": content.url,
        "phone": content.phone,
        "opening_hours": content.opening_hours,
        "opening_exceptions": content.opening_exceptions,
        "accessibility": content.accessibility,
        "unit": str(unit or ""),
        "agreements": [basis_line(item) for item in content.agreements],
    }


def _columns(content: TouchpointContent) -> dict[str, object]:
    return {
        "name": content.name,
        "name_key": name_key(content.name)[:500],
        "channel_id": content.channel_id,
        "address": content.address,
        "url": content.url,
        "phone": content.phone,
        "opening_hours": content.opening_hours,
        "opening_exceptions": content.opening_exceptions,
        "accessibility": content.accessibility,
        "unit_id": content.unit_id,
        "stems": stems_of(f"{content.name}\n{content.address}"),
    }


def _save(touchpoint: Touchpoint) -> None:
    try:
        with transaction.atomic():
            touchpoint.save()
    except IntegrityError as error:
        raise _taken(touchpoint.name) from error


def _taken(name: str) -> Conflict:
    return Conflict(
        _("Точка взаимодействия «{name}» с таким каналом уже есть. Выберите её из списка.").format(name=name)
    )


def _require_offered(agency: Agency, content: TouchpointContent, held: Touchpoint | None = None) -> None:
    """Kind of channel and unit are the agency's and in use; those that it has already may be kept."""
    channels = agency.channel_kinds.filter(Q(closed_on=None) | Q(pk=held.channel_id if held else None))
    if not channels.filter(pk=content.channel_id).exists():
        raise InputRefused(_("Выберите вид канала из справочника органа."))
    units = agency.units.filter(Q(closed_on=None) | Q(pk=held.unit_id if held else None))
    if content.unit_id is not None and not units.filter(pk=content.unit_id).exists():
        raise InputRefused(_("Выберите подразделение этого органа."))


def _require_open(touchpoint: Touchpoint) -> None:
    if touchpoint.closed_on is not None:
        raise Conflict(_("Точка «{name}» закрыта, изменить её нельзя.").format(name=touchpoint.name))


def _close(touchpoint: Touchpoint, *, on: date, at: datetime, merged_into: Touchpoint | None = None) -> None:
    hit = Touchpoint.objects.filter(pk=touchpoint.pk, closed_on=None).update(
        closed_on=on, merged_into=merged_into, version=touchpoint.version + 1, changed_at=at
    )
    if not hit:
        raise StaleObject(_("Точку уже закрыл другой сотрудник. Обновите страницу."))
    touchpoint.refresh_from_db()


def _write_agreements(touchpoint: Touchpoint, agreements: Sequence[BasisText]) -> None:
    if tuple(agreements) == touchpoint_content(touchpoint).agreements:
        return
    touchpoint.bases.all().delete()
    Basis.objects.bulk_create(
        Basis(
            touchpoint=touchpoint,
            position=place,
            kind=item.kind,
            act=item.act,
            clause=item.clause,
            url=item.url,
        )
        for place, item in enumerate(agreements, start=1)
    )


def _stale(touchpoint: Touchpoint, new: dict[str, object]) -> StaleObject:
    theirs = touchpoint_texts(touchpoint_content(Touchpoint.objects.get(pk=touchpoint.pk)))
    return StaleObject(
        _("Точку «{name}» уже изменил другой сотрудник. Сравните тексты и сохраните нужный.").format(
            name=touchpoint.name
        ),
        mine={str(FIELDS[name]): shown(value) for name, value in new.items()},
        theirs={str(FIELDS[name]): shown(value) for name, value in theirs.items()},
    )
