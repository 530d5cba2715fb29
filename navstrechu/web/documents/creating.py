"""Which documents a person may register beside those that a measure demands."""

from navstrechu.acts.models import ActKind
from navstrechu.acts.permissions import can_register
from navstrechu.web.shell.requests import AgencyRequest


def kinds_open_to(request: AgencyRequest) -> list[ActKind]:
    """Kinds in the order of the choice; none for those who only read."""
    return [kind for kind in ActKind if can_register(request.user, request.agency, kind)]
