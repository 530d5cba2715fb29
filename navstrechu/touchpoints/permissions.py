"""Who writes the register of touchpoints, who proposes, who decides (order 201, 2.4 and 3.3)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.core.decision import ALLOWED, Decision, allowed_if
from navstrechu.history.services import SYSTEM, Actor
from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.permissions import can
from navstrechu.organisation.queries import own_units, today_in
from navstrechu.processes.models import Process
from navstrechu.registers.queries import is_first_filling
from navstrechu.touchpoints.models import ChangeProposal, Touchpoint, UpdateTask

REGISTER = "touchpoints"
_OTHER_UNIT = _("Этот процесс ведёт другое подразделение. Обратитесь к его руководителю или к координатору.")
_OTHER_PLACE = _(
    "За эту точку отвечает другое подразделение. Обратитесь к его руководителю или к координатору."
)
_APPROVED = _("Перечень уже утверждён: изменения вносят предложением, его рассмотрит координатор (п. 3.3).")
_OWN_PROPOSAL = _("Своё предложение рассматривает не автор, а другой сотрудник.")
_NOT_AUTHOR = _("Это предложение представил другой сотрудник. Отозвать или исправить его может он.")


@dataclass(frozen=True, slots=True)
class RowRights:
    """What a person may do with rows, decided once for a page of them: a row asks by the unit of its
    process. The same answers as `can_edit_rows` and `can_propose_for`."""

    everything: Decision
    filling: Decision
    proposing: Decision
    own_units: frozenset[int]

    def edit(self, unit_id: int | None) -> Decision:
        """Rows of a process of the unit."""
        return self.everything | (self.filling & self._own(unit_id))

    def propose(self, unit_id: int | None) -> Decision:
        """Reporting a change of such a process."""
        return self.proposing & (self.everything | self._own(unit_id))

    def _own(self, unit_id: int | None) -> Decision:
        return allowed_if(unit_id in self.own_units, _OTHER_UNIT)


def row_rights(user: Actor, agency: Agency) -> RowRights:
    """The rights of a person in an agency; a fixed number of queries."""
    own = own_units(user, agency, today_in(agency)) if isinstance(user, User) else frozenset()
    return RowRights(can_edit_register(user, agency), can_fill(user, agency), can_propose(user, agency), own)


def can_edit_register(user: Actor, agency: Agency) -> Decision:
    """Any row and any touchpoint at any time: the coordinator."""
    return can(user, Permission.EDIT_REGISTERS, agency)


def can_fill(user: Actor, agency: Agency) -> Decision:
    """Adding touchpoints: the coordinator; at the first filling every unit head (2.4)."""
    return can_edit_register(user, agency) | (
        can(user, Permission.PROPOSE_CHANGES, agency)
        & allowed_if(is_first_filling(agency, REGISTER), _APPROVED)
    )


def can_edit_rows(user: Actor, process: Process) -> Decision:
    """Rows of a process: the coordinator; at the first filling the head of the unit that owns it."""
    return can_edit_register(user, process.agency) | (
        can_fill(user, process.agency) & is_own(user, process.agency, process.unit)
    )


def can_propose(user: Actor, agency: Agency) -> Decision:
    """Reporting changes at all: unit heads and the coordinator."""
    return can(user, Permission.PROPOSE_CHANGES, agency)


def can_propose_for(user: Actor, process: Process) -> Decision:
    """Reporting a change of a process: the head of its unit; the coordinator for any."""
    return can_propose(user, process.agency) & (
        can_edit_register(user, process.agency) | is_own(user, process.agency, process.unit)
    )


def can_decide(user: Actor, proposal: ChangeProposal) -> Decision:
    """Accepting, returning, rejecting: responsible and coordinator, never the author."""
    return can(user, Permission.DECIDE_PROPOSALS, proposal.agency) & allowed_if(
        user is SYSTEM or user.pk != proposal.author_id, _OWN_PROPOSAL
    )


def can_correct(user: Actor, proposal: ChangeProposal) -> Decision:
    """Withdrawing or handing in anew: its author."""
    return can_propose(user, proposal.agency) & allowed_if(user.pk == proposal.author_id, _NOT_AUTHOR)


def can_change_touchpoint(user: Actor, touchpoint: Touchpoint) -> Decision:
    """What a touchpoint says of itself: the coordinator; at the first filling the head of the unit behind it,
    or any head while no unit is named."""
    agency = touchpoint.agency
    return can_edit_register(user, agency) | (can_fill(user, agency) & _is_own_place(user, touchpoint))


def can_propose_at(user: Actor, touchpoint: Touchpoint) -> Decision:
    """Reporting a change of a touchpoint: the coordinator; the heads of the unit behind it and of units whose
    processes list it, any head while no unit is named."""
    agency = touchpoint.agency
    return can_propose(user, agency) & (
        can_edit_register(user, agency) | _is_own_place(user, touchpoint) | _lists(user, touchpoint)
    )


def _is_own_place(user: Actor, touchpoint: Touchpoint) -> Decision:
    if touchpoint.unit is None:
        return ALLOWED
    own = is_own(user, touchpoint.agency, touchpoint.unit)
    return allowed_if(own.allowed, _OTHER_PLACE)


def _lists(user: Actor, touchpoint: Touchpoint) -> Decision:
    own = own_units(user, touchpoint.agency, today_in(touchpoint.agency)) if isinstance(user, User) else ()
    rows = touchpoint.links.live().filter(process__unit__in=own)
    return allowed_if(rows.exists(), _OTHER_PLACE)


def can_confirm(user: Actor, touchpoint: Touchpoint) -> Decision:
    """Saying that a touchpoint is still as described: the coordinator, the head of the unit behind it."""
    return can_edit_register(user, touchpoint.agency) | (
        can_propose(user, touchpoint.agency) & is_own(user, touchpoint.agency, touchpoint.unit)
    )


def can_close_task(user: Actor, task: UpdateTask) -> Decision:
    """Saying that there is nothing to report: the coordinator, the head of the unit that owes it."""
    return can_edit_register(user, task.agency) | (
        can_propose(user, task.agency) & is_own(user, task.agency, task.unit)
    )


def is_own(user: Actor, agency: Agency, unit: Unit | None) -> Decision:
    """Whether the unit is one whose rows the person answers for today."""
    own = own_units(user, agency, today_in(agency)) if isinstance(user, User) else frozenset()
    return allowed_if(unit is not None and unit.pk in own, _OTHER_UNIT)
