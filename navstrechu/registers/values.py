"""What orders on editions are written from."""

from dataclasses import dataclass

from navstrechu.acts.models import Act, Relation
from navstrechu.organisation.models import Agency
from navstrechu.registers.kinds import RegisterKind
from navstrechu.registers.models import RegisterEdition


@dataclass(frozen=True, slots=True)
class EditionOrder:
    """What an order on an edition is written from; ``previous`` is the edition in force until now.

    ``procedure`` is the order that approved how the register is kept, None while nobody named it. ``base``
    approved the register that is amended; ``replaced`` are the orders that lose their force with the previous
    edition: the base and those that amended it.
    """

    agency: Agency
    kind: RegisterKind
    edition: RegisterEdition
    previous: RegisterEdition | None
    procedure: Act | None
    base: Act | None
    replaced: tuple[Act, ...]

    def changed_acts(self, relation: Relation) -> tuple[Act, ...]:
        """The documents that an order of this way changes."""
        if relation is Relation.REPEALS:
            return self.replaced
        return (self.base,) if self.base else ()
