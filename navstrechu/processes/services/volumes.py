"""Writes of yearly volumes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import InputRefused, StaleObject
from navstrechu.history.services import Actor
from navstrechu.organisation.queries import day_in
from navstrechu.processes import permissions, rules
from navstrechu.processes.models import ChannelKind, Process, ProcessVolume
from navstrechu.processes.queries.filling import filling_of
from navstrechu.processes.services.writing import record_of

MOST = 1_000_000_000


@transaction.atomic
def set_volumes(
    *, process: Process, version: int, year: int, numbers: Mapping[ChannelKind, int], by: Actor, at: datetime
) -> Process:
    """Say how often the process was carried out in a year, by kind of channel; others of the year go.

    Raises NotAllowed, InputRefused for another agency's channel or a number below zero, StaleObject.
    """
    agency = process.agency
    allowed = permissions.can_edit_register(by, agency)
    if not allowed and isinstance(by, User):
        filling = filling_of(by, agency, day_in(agency, at))
        allowed = permissions.can_edit_process(by, agency, process.unit_id, filling)
    allowed.require()
    rules.require_year(year)
    _require_numbers(process, numbers)
    was = dict(process.volumes.filter(year=year).values_list("channel__title", "number"))
    becomes = {channel.title: number for channel, number in numbers.items()}
    if was == becomes:
        return process
    rows = Process.objects.filter(pk=process.pk, version=version)
    if not rows.update(version=version + 1, changed_at=at):
        raise StaleObject(_("Процесс уже изменил другой сотрудник. Обновите страницу и повторите действие."))
    process.volumes.filter(year=year).delete()
    ProcessVolume.objects.bulk_create(
        ProcessVolume(process=process, year=year, channel=channel, number=number)
        for channel, number in numbers.items()
    )
    process.refresh_from_db()
    told = {"volumes": [_told(was), _told(becomes)]}
    record_of("process_volumes_set", process, by, at, told, comment=str(year))
    return process


def _require_numbers(process: Process, numbers: Mapping[ChannelKind, int]) -> None:
    if any(channel.agency_id != process.agency_id for channel in numbers):
        raise InputRefused(_("Выбран канал другого органа. Выберите канал из списка."))
    if any(not 0 <= number <= MOST for number in numbers.values()):
        raise InputRefused(_("Количество – целое число от нуля. Исправьте его."))


def _told(numbers: Mapping[str, int]) -> list[str]:
    return [f"{title}: {number}" for title, number in sorted(numbers.items())]
