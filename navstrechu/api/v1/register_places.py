"""What an address names in the registers of an agency; what is not there is 404."""

from typing import Any

from django.http import Http404

from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in
from navstrechu.processes.models import Process
from navstrechu.processes.queries.card import process_cards
from navstrechu.registers.kinds import RegisterKind, kind_of
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.queries import editions_of
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint
from navstrechu.touchpoints.queries.places import PlaceFilter, places_of
from navstrechu.touchpoints.queries.proposals import proposals_of
from navstrechu.touchpoints.queries.rows import rows_by_key


def process_of(agency: Agency, pk: int) -> Process:
    """A process with its card, an excluded one too."""
    found = process_cards(agency).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def place_of(agency: Agency, pk: int) -> Any:
    """A touchpoint (Touchpoint) with ``processes``, a closed one too."""
    for state in ("", "closed"):
        found = places_of(agency, PlaceFilter(state=state), today_in(agency)).filter(pk=pk).first()
        if found is not None:
            return found
    raise Http404


def row_of(agency: Agency, pk: int) -> ProcessTouchpoint:
    """A row with its parts, one that was taken out too."""
    found = rows_by_key(agency, [pk])
    if not found:
        raise Http404
    return found[0]


def proposal_of(agency: Agency, pk: int) -> ChangeProposal:
    """A proposal in whatever state."""
    found = proposals_of(agency).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def register_of(code: str) -> RegisterKind:
    """The register of that code."""
    try:
        return kind_of(code)
    except LookupError:
        raise Http404 from None


def edition_of(agency: Agency, kind: RegisterKind, number: int) -> RegisterEdition:
    """An edition of the register by its number."""
    found = editions_of(agency, kind.code).filter(number=number).first()
    if found is None:
        raise Http404
    return found
