"""One of everything in the registers of an agency, for programs to read and to change."""

from dataclasses import dataclass
from functools import cached_property

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ChannelKind, Process
from navstrechu.registers.models import RegisterEdition
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.services.proposals import return_proposal
from tests.factories import NOON
from tests.factories.organisation import member
from tests.factories.processes import channel_kind, process
from tests.factories.registers import register_edition
from tests.factories.touchpoints import proposal, row, touchpoint


@dataclass(frozen=True)
class Registers:
    """Things of an agency, each operation having its own, so that none spoils those of another."""

    agency: Agency
    author: User
    responsible: User

    @cached_property
    def process(self) -> Process:
        return process(self.agency)

    @cached_property
    def left(self) -> Process:
        return process(self.agency)

    @cached_property
    def row(self) -> ProcessTouchpoint:
        return row(self.process)

    @cached_property
    def dropped(self) -> ProcessTouchpoint:
        return row(self.process)

    @cached_property
    def touchpoint(self) -> Touchpoint:
        return touchpoint(self.agency)

    @cached_property
    def channel(self) -> ChannelKind:
        return channel_kind(self.agency)

    @cached_property
    def proposals(self) -> dict[str, ChangeProposal]:
        """By the operation that each is for; nobody decides on the own one."""
        mine = {name: proposal(self.author, self.row) for name in ("withdraw_proposal", "resubmit_proposal")}
        return_proposal(proposal=mine["resubmit_proposal"], remark="Уточните", by=self.responsible, at=NOON)
        another = member(Role.COORDINATOR, self.agency)
        return mine | {name: proposal(another, row(self.process)) for name in ("proposal", "decide_proposal")}

    @cached_property
    def edition(self) -> RegisterEdition:
        found = self.agency.register_editions.filter(register="touchpoints").first()
        return found or register_edition(self.agency)

    def named(self, operation: str) -> dict[str, object]:
        """What the address of an operation names."""
        return {
            "process": (self.left if operation == "exclude_process" else self.process).pk,
            "row": (self.dropped if operation == "remove_row" else self.row).pk,
            "touchpoint": self.touchpoint.pk,
            "proposal": self.proposals.get(operation, self.proposals["proposal"]).pk,
            "kind": "touchpoints",
            "edition": self.edition.number,
        }

    def bodies(self) -> dict[str, dict[str, object]]:
        """Bodies that would be accepted from somebody who may send them."""
        place = {"name": "Справочная служба", "channel": self.channel.pk}
        why = {"trigger": "needs", "reason": "Изменён регламент", "happened_on": "2024-03-01"}
        row = {"interactions": [{"text": "Приём заявления"}]}
        return {
            "include_process": {
                "group": 1, "title": "Выдача справки", "included_on": "2024-03-01", "basis": "Приказ № 5",
            },
            "change_process": {"title": "Назначение субсидии"},
            "exclude_process": {"excluded_on": "2024-03-01", "basis": "Закон утратил силу"},
            "create_touchpoint": place,
            "change_touchpoint": {"phone": "8 (800) 100-00-00"},
            "add_row": row | {"process": self.process.pk, "touchpoint": self.touchpoint.pk},
            "change_row": {"peculiarities": "По записи"},
            "remove_row": {},
            "submit_proposal": why | {
                "action": "change_touchpoint", "touchpoint": self.touchpoint.pk, "becomes": {"place": place},
            },
            "resubmit_proposal": why | {"becomes": {"row": row}},
            "withdraw_proposal": {},
            "decide_proposal": {"decision": "accept"},
        }  # fmt: skip
