"""Writes of the dictionary of channels."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.errors import Conflict
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in
from navstrechu.processes import permissions, rules
from navstrechu.processes.models import ChannelKind
from navstrechu.processes.services.writing import record_of, save_unique, update_versioned

_IN_USE = gettext_lazy("Такой вид канала уже есть. Укажите другое наименование.")


@transaction.atomic
def create_channel_kind(*, agency: Agency, category: str, title: str, by: Actor, at: datetime) -> ChannelKind:
    """Add a kind of channel at the end of its list. Raises NotAllowed, InputRefused, Conflict."""
    permissions.can_edit_register(by, agency).require()
    last = agency.channel_kinds.aggregate(last=Max("position"))["last"] or 0
    channel = ChannelKind(agency=agency, position=last + 1, **_cleaned(category, title))
    save_unique(channel, _IN_USE)
    record_of("channel_kind_created", channel, by, at)
    return channel


@transaction.atomic
def change_channel_kind(
    *, channel: ChannelKind, version: int, category: str, title: str, by: Actor, at: datetime
) -> ChannelKind:
    """Rename a kind of channel or put it under another category of the order.

    Raises NotAllowed, InputRefused, Conflict for a name in use, StaleObject.
    """
    permissions.can_edit_register(by, channel.agency).require()
    told = update_versioned(channel, version, _cleaned(category, title), _IN_USE)
    if told:
        record_of("channel_kind_changed", channel, by, at, told)
    return channel


@transaction.atomic
def close_channel_kind(
    *, channel: ChannelKind, version: int, closed_on: date, by: Actor, at: datetime
) -> ChannelKind:
    """Offer a kind of channel no more; what uses it keeps it.

    Raises NotAllowed, InputRefused, Conflict where it is closed already, StaleObject.
    """
    permissions.can_edit_register(by, channel.agency).require()
    if channel.closed_on is not None:
        raise Conflict(_("Этот вид канала уже не используется."))
    rules.require_past(closed_on, day_in(channel.agency, at))
    if update_versioned(channel, version, {"closed_on": closed_on}, _IN_USE):
        record_of("channel_kind_closed", channel, by, at, comment=closed_on.isoformat())
    return channel


def _cleaned(category: str, title: str) -> dict[str, Any]:
    return {
        "category": rules.require_category(category),
        "title": rules.one_line(title, _("вид канала"), 120, required=True),
    }
