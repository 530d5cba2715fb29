"""Writes of groups of processes, and what a new agency starts with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.errors import Conflict, InputRefused, StaleObject
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency
from navstrechu.processes import permissions, rules
from navstrechu.processes.models import ChannelKind, ProcessGroup
from navstrechu.processes.seeds import CHANNELS, GROUPS
from navstrechu.processes.services.writing import record_of, save_unique, subject_of, update_versioned

_IN_USE = gettext_lazy("Группа с таким номером или наименованием уже есть. Укажите другие.")
_FIELDS = ("number", "title", "client", "roadmap_section", "direction")
MOST_GROUPS = 99


@transaction.atomic
def seed_groups(*, agency: Agency, by: Actor, at: datetime) -> bool:
    """Give an agency the roadmap's nine groups and the usual kinds of channels, each where it has none yet.

    Returns whether anything was missing. Raises NotAllowed.
    """
    permissions.can_edit_register(by, agency).require()
    Agency.objects.select_for_update().get(pk=agency.pk)
    groups = [] if agency.process_groups.exists() else _groups(agency)
    channels = [] if agency.channel_kinds.exists() else _channels(agency)
    if not (groups or channels):
        return False
    ProcessGroup.objects.bulk_create(groups)
    ChannelKind.objects.bulk_create(channels)
    subject = Subject("organisation.agency", str(agency.pk), str(agency))
    record("process_groups_seeded", agency_id=agency.pk, subject=subject, by=by, at=at)
    return True


def _groups(agency: Agency) -> list[ProcessGroup]:
    return [
        ProcessGroup(
            agency=agency,
            number=seed.number,
            title=seed.title.format(agency=agency.called_genitive),
            client=seed.client.value,
            roadmap_section=seed.roadmap_section,
            direction=seed.direction,
        )
        for seed in GROUPS
    ]


def _channels(agency: Agency) -> list[ChannelKind]:
    titles = [(category, title) for category, listed in CHANNELS.items() for title in listed]
    return [
        ChannelKind(agency=agency, category=category.value, title=title, position=place)
        for place, (category, title) in enumerate(titles, start=1)
    ]


@transaction.atomic
def create_group(
    *, agency: Agency, number: int, title: str, client: str, roadmap_section: str = "", direction: str = "",
    by: Actor, at: datetime,
) -> ProcessGroup:  # fmt: skip
    """Add a group. Raises NotAllowed, InputRefused, Conflict for a number or title in use."""
    permissions.can_edit_register(by, agency).require()
    values = {
        "number": number, "title": title, "client": client, "roadmap_section": roadmap_section,
        "direction": direction,
    }  # fmt: skip
    group = ProcessGroup(agency=agency, **_cleaned(values))
    save_unique(group, _IN_USE)
    record_of("process_group_created", group, by, at)
    return group


@transaction.atomic
def change_group(
    *, group: ProcessGroup, version: int, values: Mapping[str, Any], by: Actor, at: datetime
) -> ProcessGroup:
    """Change number, title, side, section of the roadmap or direction of a group.

    Raises NotAllowed, InputRefused, Conflict for a number or title in use, StaleObject.
    """
    permissions.can_edit_register(by, group.agency).require()
    known = {name: getattr(group, name) for name in _FIELDS} | {name: values[name] for name in values}
    told = update_versioned(group, version, _cleaned(known), _IN_USE)
    if told:
        if "client" in told:
            told["client_side"] = told.pop("client")
        record_of("process_group_changed", group, by, at, told)
    return group


@transaction.atomic
def remove_group(*, group: ProcessGroup, version: int, by: Actor, at: datetime) -> None:
    """Remove a group that never had a process. Raises NotAllowed, Conflict, StaleObject."""
    permissions.can_edit_register(by, group.agency).require()
    subject, agency_id = subject_of(group), group.agency_id
    try:
        deleted, _by_model = ProcessGroup.objects.filter(pk=group.pk, version=version).delete()
    except ProtectedError as error:
        raise Conflict(
            _("В группе есть процессы или особенности взаимодействия. Сначала перенесите их в другую группу.")
        ) from error
    if not deleted:
        raise StaleObject(_("Группу уже изменил другой сотрудник. Обновите страницу."))
    record("process_group_removed", agency_id=agency_id, subject=subject, by=by, at=at)


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    if not 1 <= values["number"] <= MOST_GROUPS:
        raise InputRefused(_("Номер группы – от 1 до {most}.").format(most=MOST_GROUPS))
    return {
        "number": values["number"],
        "title": rules.one_line(values["title"], _("наименование группы"), 500, required=True),
        "client": rules.require_side(values["client"]),
        "roadmap_section": rules.one_line(values["roadmap_section"], _("раздел дорожной карты"), 20),
        "direction": rules.require_direction(values["direction"]),
    }
