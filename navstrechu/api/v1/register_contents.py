"""Bodies turned into what the services of the register of touchpoints take."""

from collections.abc import Iterable

from navstrechu.api.v1.references import channel_named, unit_named
from navstrechu.api.v1.register_words import (
    BasisWords,
    InteractionWords,
    LegalBasisWords,
    PlaceWords,
    RowWords,
)
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints import rules
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent, TouchpointContent
from navstrechu.touchpoints.vocabulary import BasisKind


def interactions(said: Iterable[InteractionWords]) -> tuple[InteractionText, ...]:
    """Interactions in their order."""
    return tuple(InteractionText(one.text, one.stage) for one in said)


def bases(said: Iterable[BasisWords]) -> tuple[BasisText, ...]:
    """Bases in their order."""
    return tuple(BasisText(BasisKind(one.kind), one.act, one.clause, one.url) for one in said)


def agreements(said: Iterable[LegalBasisWords]) -> tuple[BasisText, ...]:
    """Agreements about a touchpoint itself (order 201, clause 2.5, 3)."""
    return tuple(BasisText(BasisKind.AGREEMENT, one.act, one.clause, one.url) for one in said)


def row_content(said: RowWords) -> RowContent:
    """A row, tidied. Raises InputRefused for what says nothing."""
    return rules.require_row(
        RowContent(interactions(said.interactions), said.peculiarities, bases(said.bases))
    )


def place_content(agency: Agency, said: PlaceWords) -> TouchpointContent:
    """A touchpoint of a channel and a unit of the agency, tidied. Raises InputRefused."""
    unit = unit_named(agency, said.unit)
    return rules.require_touchpoint(
        TouchpointContent(
            name=said.name,
            channel_id=channel_named(agency, said.channel).pk,
            address=said.address,
            url=said.url,
            phone=said.phone,
            opening_hours=said.opening_hours,
            opening_exceptions=said.opening_exceptions,
            accessibility=said.accessibility,
            unit_id=unit.pk if unit else None,
            agreements=agreements(said.agreements),
        )
    )
