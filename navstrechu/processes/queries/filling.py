"""Whether the register is filled for the first time, and for which units somebody answers."""

from datetime import date

from navstrechu.accounts.models import User
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import own_units
from navstrechu.processes.permissions import Filling
from navstrechu.registers.queries import is_first_filling

REGISTER = "processes"


def filling_of(user: Actor, agency: Agency, day: date) -> Filling:
    """What the person's right to edit depends on; a fixed number of queries."""
    units = own_units(user, agency, day) if isinstance(user, User) else frozenset()
    return Filling(is_first_filling(agency, REGISTER), units)
