"""What orders on editions are written from."""

from dataclasses import dataclass

from navstrechu.acts.models import Act
from navstrechu.organisation.models import Agency
from navstrechu.registers.kinds import RegisterKind
from navstrechu.registers.models import RegisterEdition


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the lines of the post and «А. В. Востриков»; a name may be missing."""

    post: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class EditionOrder:
    """What an order on an edition is written from; ``previous`` is the edition in force until now.

    ``procedure`` is the order that approved how the register is kept, None while nobody has named it.
    """

    agency: Agency
    kind: RegisterKind
    edition: RegisterEdition
    previous: RegisterEdition | None
    procedure: Act | None
    signatory: Signatory
