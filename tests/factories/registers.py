"""Editions of registers."""

from datetime import date, datetime
from itertools import count

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.registers.models import EditionFile, EditionRow, RegisterEdition, RegisterProcedure
from navstrechu.registers.services import (
    Order,
    approve_edition,
    freeze_edition,
    keep_edition_file,
    name_procedure,
)
from tests.factories import NOON, TODAY
from tests.factories.evidence import PDF, act
from tests.factories.organisation import member
from tests.factories.processes import process
from tests.factories.touchpoints import row

_numbers = count(1)


def order(number: str = "", dated: date = TODAY) -> Order:
    return Order(number or f"{next(_numbers)}-р", dated, "Об утверждении перечня", "приказ.pdf", PDF)


def register_edition(
    of: Agency, by: User | None = None, register: str = "touchpoints", at: datetime = NOON
) -> RegisterEdition:
    """An edition of a register that waits for its order; a row is added to an empty one of touchpoints."""
    if register == "touchpoints" and not of.touchpoints.exists():
        row(process(of))
    coordinator = by or member(Role.COORDINATOR, of)
    return freeze_edition(agency=of, register=register, by=coordinator, at=at)


def approved(edition: RegisterEdition, dated: date = TODAY, number: str = "") -> RegisterEdition:
    responsible = member(Role.RESPONSIBLE, edition.agency)
    return approve_edition(edition=edition, order=order(number, dated), today=dated, by=responsible, at=NOON)


def edition_row(of: Agency) -> EditionRow:
    return register_edition(of).rows.order_by("position")[0]


def edition_file(of: Agency, format: str = "json") -> EditionFile:
    return keep_edition_file(edition=approved(register_edition(of)), format=format, at=NOON)


def register_procedure(of: Agency) -> RegisterProcedure:
    return name_procedure(agency=of, register="touchpoints", act=act(of), by=SYSTEM, at=NOON)
