"""What an action would do to each of the chosen rows, said before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.permissions import RowRights
from navstrechu.touchpoints.queries.content import basis_line, row_content
from navstrechu.touchpoints.services.batches import Place, RowEdit
from navstrechu.touchpoints.values import BasisText


@dataclass(frozen=True, slots=True)
class Effect:
    """A chosen row, what becomes of it in words, whether anything does at all."""

    row: ProcessTouchpoint
    said: str
    is_done: bool
    edit: RowEdit | None = None


def may_edit(rows: Sequence[ProcessTouchpoint], rights: RowRights) -> list[Effect]:
    """Each row with the reason where the person may not touch it, or where it is gone."""
    return [_allowed(row, rights) for row in rows]


def _allowed(row: ProcessTouchpoint, rights: RowRights) -> Effect:
    if row.removed_at is not None:
        return Effect(row, _("уже исключена"), is_done=False)
    decision = rights.edit(row.process.unit_id)
    return Effect(row, "" if decision else str(decision.reason), bool(decision))


def removal(effects: Sequence[Effect]) -> list[Effect]:
    """Rows are taken out of the register."""
    return [replace(one, said=_("будет исключена из перечня")) if one.is_done else one for one in effects]


def added_basis(effects: Sequence[Effect], basis: BasisText) -> list[Effect]:
    """A basis is added to each row that has not got it."""
    return [_with_basis(one, basis) if one.is_done else one for one in effects]


def _with_basis(effect: Effect, basis: BasisText) -> Effect:
    row, content = effect.row, row_content(effect.row)
    line = basis_line(basis)
    if any(one.kind == basis.kind and basis_line(one) == line for one in content.bases):
        return replace(effect, said=_("такое основание уже есть"), is_done=False)
    edit = RowEdit(row.process, replace(content, bases=(*content.bases, basis)), row, row.version)
    return replace(effect, said=_("добавится основание: {line}").format(line=line), edit=edit)


def replaced_place(effects: Sequence[Effect], place: Place, listed: dict[int, set[int]]) -> list[Effect]:
    """Another touchpoint stands in each row; ``listed`` are the touchpoints that a process has, by id."""
    taken: set[int] = set()
    made = []
    for one in effects:
        done = _with_place(one, place, listed, taken) if one.is_done else one
        if done.is_done:
            taken.add(done.row.process_id)
        made.append(done)
    return made


def _with_place(effect: Effect, place: Place, listed: dict[int, set[int]], taken: set[int]) -> Effect:
    row = effect.row
    if isinstance(place, Touchpoint):
        if place.pk == row.touchpoint_id:
            return replace(effect, said=_("эта точка уже указана"), is_done=False)
        if place.pk in listed.get(row.process_id, set()):
            said = _("в процессе уже есть строка с этой точкой: дополните её (п. 2.6)")
            return replace(effect, said=said, is_done=False)
    if row.process_id in taken:
        said = _("в процессе эта точка уже встанет в другую строку (п. 2.6)")
        return replace(effect, said=said, is_done=False)
    edit = RowEdit(row.process, row_content(row), row, row.version, place)
    return replace(effect, said=_("вместо неё – «{name}»").format(name=place.name), edit=edit)


def confirmation(rows: Sequence[ProcessTouchpoint], rights: RowRights) -> list[Effect]:
    """Touchpoints of the rows are confirmed, each once."""
    seen: set[int] = set()
    made = []
    for row in rows:
        decision = rights.propose(row.touchpoint.unit_id)
        if row.touchpoint_id in seen:
            made.append(Effect(row, _("точка уже названа выше"), is_done=False))
        elif row.touchpoint.closed_on is not None:
            made.append(Effect(row, _("точка закрыта"), is_done=False))
        else:
            said = _("сведения о точке будут подтверждены") if decision else str(decision.reason)
            made.append(Effect(row, said, bool(decision)))
            seen.add(row.touchpoint_id)
    return made
