"""Things that a body names: found among those of the agency, or refused in words (422)."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.organisation.queries import posts_of
from navstrechu.processes.models import ChannelKind, Process, ProcessGroup
from navstrechu.processes.queries.register import channels_of
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint

_Thing = TypeVar("_Thing")
_Row = TypeVar("_Row", bound=Model)


def chosen(known: Mapping[int, _Thing], ids: Iterable[int], sentence: str) -> list[_Thing]:
    """The things of those ids, in their order.

    Raises InputRefused with the sentence, told ``{id}`` of the first missing one and ``{numbers}`` of all.
    """
    wanted = list(ids)
    missing = sorted(set(wanted) - known.keys())
    if missing:
        raise InputRefused(sentence.format(id=missing[0], numbers=", ".join(map(str, missing))))
    return [known[pk] for pk in wanted]


def one_of(rows: QuerySet[_Row], pk: int, sentence: str) -> _Row:
    """The row of that id. Raises InputRefused with the sentence, told ``{id}``."""
    return chosen(rows.in_bulk([pk]), [pk], sentence)[0]


def unit_named(agency: Agency, pk: int | None) -> Unit | None:
    """An open unit, None for None. Raises InputRefused."""
    sentence = _("Подразделения {id} в органе нет или оно закрыто.")
    return None if pk is None else one_of(agency.units.filter(closed_on=None), pk, sentence)


def post_named(agency: Agency, pk: int | None) -> Post | None:
    """An open post, None for None. Raises InputRefused."""
    sentence = _("Должности {id} в органе нет. Возьмите номер из списка должностей.")
    return None if pk is None else one_of(posts_of(agency), pk, sentence)


def group_named(agency: Agency, number: int) -> ProcessGroup:
    """A group of processes by its number. Raises InputRefused."""
    known = {group.number: group for group in agency.process_groups.all()}
    sentence = _("Группы процессов {id} в органе нет. Возьмите номер из списка групп.")
    return chosen(known, [number], sentence)[0]


def channel_named(agency: Agency, pk: int) -> ChannelKind:
    """A kind of channel in use. Raises InputRefused."""
    sentence = _("Вида канала {id} в органе нет. Возьмите номер из списка видов каналов.")
    return one_of(channels_of(agency), pk, sentence)


def process_named(agency: Agency, pk: int) -> Process:
    """A process that stands in the register. Raises InputRefused."""
    found = Process.objects.in_register().filter(agency=agency).select_related("agency", "group", "unit")
    return one_of(found, pk, _("Процесса {id} в реестре нет. Возьмите номер из реестра процессов."))


def touchpoint_named(agency: Agency, pk: int) -> Touchpoint:
    """An open touchpoint. Raises InputRefused."""
    found = Touchpoint.objects.open().filter(agency=agency).select_related("agency", "unit")
    sentence = _("Точки взаимодействия {id} в органе нет или она закрыта. Возьмите номер из списка точек.")
    return one_of(found, pk, sentence)


def row_named(agency: Agency, pk: int) -> ProcessTouchpoint:
    """A row that was not taken out. Raises InputRefused."""
    found = ProcessTouchpoint.objects.live().filter(process__agency=agency)
    parts = found.select_related("process__agency", "process__unit", "touchpoint")
    return one_of(parts, pk, _("Строки {id} в перечне нет. Возьмите номер из строк перечня."))


def given(body: Any, *names: str) -> dict[str, Any]:
    """Those of the fields that a correction names with a value: what is left out stays as it is."""
    return {name: getattr(body, name) for name in names if getattr(body, name) is not None}
