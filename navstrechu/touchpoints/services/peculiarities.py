"""Peculiarities stated once for a whole process or a whole group (order 201, 1.2.6)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import StaleObject
from navstrechu.history.services import Actor, Subject, record
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.touchpoints import permissions, rules
from navstrechu.touchpoints.models import SharedPeculiarity


@transaction.atomic
def state_process_peculiarity(
    *, process: Process, version: int, text: str, by: Actor, at: datetime
) -> SharedPeculiarity:
    """State it for all rows of a process; an empty text takes it back. ``version`` is 0 where there was none.

    Raises NotAllowed, InputRefused, StaleObject.
    """
    permissions.can_edit_rows(by, process).require()
    held = SharedPeculiarity.objects.filter(process=process).first()
    own = SharedPeculiarity(agency_id=process.agency_id, process=process)
    subject = Subject("processes.process", str(process.pk), process.title)
    return _state(held, own, version, text, subject, by, at)


@transaction.atomic
def state_group_peculiarity(
    *, group: ProcessGroup, version: int, text: str, by: Actor, at: datetime
) -> SharedPeculiarity:
    """State it for all rows of a group, which only the coordinator may. Raises NotAllowed, InputRefused,
    StaleObject."""
    permissions.can_edit_register(by, group.agency).require()
    held = SharedPeculiarity.objects.filter(group=group).first()
    own = SharedPeculiarity(agency_id=group.agency_id, group=group)
    return _state(held, own, version, text, Subject("processes.group", str(group.pk), group.title), by, at)


def _state(
    held: SharedPeculiarity | None, new: SharedPeculiarity, version: int, text: str,
    subject: Subject, by: Actor, at: datetime,
) -> SharedPeculiarity:  # fmt: skip
    cleaned = rules.require_text(text, _("Особенности взаимодействия"))
    was = held.text if held else ""
    if not (_add(new, cleaned) if held is None and version == 0 else _replace(held, version, cleaned)):
        raise StaleObject(
            _("Особенности уже изменил другой сотрудник. Сравните тексты и сохраните нужный."),
            mine={_("Особенности"): cleaned},
            theirs={_("Особенности"): was},
        )
    stated = held or new
    if was != cleaned:
        record(
            "peculiarity_changed", agency_id=stated.agency_id, subject=subject, by=by, at=at,
            changes={"peculiarities": [was, cleaned]},
        )  # fmt: skip
    return stated


def _add(new: SharedPeculiarity, text: str) -> bool:
    new.text = text
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:
        return False
    return True


def _replace(held: SharedPeculiarity | None, version: int, text: str) -> bool:
    if held is None:
        return False
    same = SharedPeculiarity.objects.filter(pk=held.pk, version=version)
    if not same.update(text=text, version=version + 1):
        return False
    held.refresh_from_db()
    return True
