"""Who may do what with the register of processes."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.roles import Permission
from navstrechu.core.decision import Decision, allowed_if
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can

_NOT_OWN = _(
    "Этот процесс ведёт другое подразделение. До первой утверждённой редакции реестра руководитель вносит "
    "процессы своего подразделения, остальные вносит координатор."
)
_APPROVED_ALREADY = _(
    "Редакция реестра уже утверждена: изменения вносит координатор. Сообщите ему об изменении предложением."
)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a person's right depends on: whether the register is filled for the first time (order 201, 2.4),
    and the ids of the units that the person answers for."""

    is_first: bool
    own_units: Collection[int]


def can_edit_register(user: Actor, agency: Agency) -> Decision:
    """Groups, channels and all processes: the coordinator."""
    return can(user, Permission.EDIT_REGISTERS, agency)


def can_edit_process(user: Actor, agency: Agency, unit_id: int | None, filling: Filling) -> Decision:
    """A process of a unit: the coordinator always, its head at the first filling."""
    anything = can_edit_register(user, agency)
    if anything or not can(user, Permission.PROPOSE_CHANGES, agency):
        return anything
    return allowed_if(filling.is_first, _APPROVED_ALREADY) & allowed_if(
        unit_id in filling.own_units, _NOT_OWN
    )


def can_include_process(user: Actor, agency: Agency, filling: Filling) -> Decision:
    """Whether there is any unit for which the person may include a process."""
    anything = can_edit_register(user, agency)
    if anything or not can(user, Permission.PROPOSE_CHANGES, agency):
        return anything
    return allowed_if(filling.is_first, _APPROVED_ALREADY) & allowed_if(bool(filling.own_units), _NOT_OWN)
