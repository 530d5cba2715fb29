"""What all writes of the organisation share: versions, names in use, how the history names a part."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.diff import changes
from navstrechu.core.errors import Conflict, StaleObject
from navstrechu.history.services import Subject, record
from navstrechu.organisation.models import Agency, Membership, Person, Post, Unit

Versioned = Agency | Unit | Post | Person


def subject_of(thing: Versioned) -> Subject:
    """How the history names a part of the organisation."""
    return Subject(f"organisation.{thing._meta.model_name}", str(thing.pk), str(thing))


def require_same_agency(agency: Agency, part: Unit | Person | Post | None) -> None:
    if part is not None and part.agency_id != agency.pk:
        raise Conflict(_("Запись принадлежит другому органу."))


def save_unique(thing: Unit | Post | Membership, sentence: str) -> None:
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        raise Conflict(sentence) from error


def update_versioned(
    thing: Versioned, version: int, values: Mapping[str, Any], verb: str, by: User, at: datetime,
    *, tell_values: bool = True,
) -> None:  # fmt: skip
    """Write the changed fields under the version that the editor saw; nothing changed writes nothing.

    With ``tell_values`` off the history keeps only which fields changed. Raises Conflict for a name in use,
    StaleObject with both texts when somebody else was faster.
    """
    was = {name: getattr(thing, name) for name in values}
    changed = changes(was, values)
    if not changed:
        return
    manager = type(thing)._default_manager
    try:
        with transaction.atomic():
            updated = manager.filter(pk=thing.pk, version=version).update(**values, version=version + 1)
    except IntegrityError as error:
        raise Conflict(_("Такое наименование уже есть. Укажите другое.")) from error
    if not updated:
        raise _stale(thing, values)
    thing.refresh_from_db()
    agency_id = thing.pk if isinstance(thing, Agency) else thing.agency_id
    told = {
        name: [_plain(old), _plain(new)] if tell_values else [None, None]
        for name, (old, new) in changed.items()
    }
    record(verb, agency_id=agency_id, subject=subject_of(thing), by=by, at=at, changes=told)


def _stale(thing: Versioned, values: Mapping[str, Any]) -> StaleObject:
    """Both variants of the fields in which they differ."""
    stored = type(thing)._default_manager.get(pk=thing.pk)
    theirs = {name: getattr(stored, name) for name, value in values.items() if getattr(stored, name) != value}
    return StaleObject(
        _("Запись уже изменил другой сотрудник. Сравните варианты и сохраните нужный."),
        mine={_label(thing, name): _shown(thing, name, values[name]) for name in theirs},
        theirs={_label(thing, name): _shown(thing, name, value) for name, value in theirs.items()},
    )


def _label(thing: Versioned, name: str) -> str:
    label = str(thing._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _shown(thing: Versioned, name: str, value: Any) -> str:
    """A value as people read it: the wording of a choice, the name of a thing."""
    choices = dict(getattr(thing._meta.get_field(name), "flatchoices", ()))
    return str(choices.get(value, "" if value is None else value))


def _plain(value: Any) -> Any:
    """A value as the history keeps it: texts and numbers, other things by their name."""
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)
