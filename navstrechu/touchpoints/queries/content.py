"""What is stored, as values: of a row, of a touchpoint, for comparison and the history."""

from navstrechu.touchpoints.models import Basis, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent, TouchpointContent
from navstrechu.touchpoints.vocabulary import BasisKind


def basis_text(basis: Basis) -> BasisText:
    """A stored basis as a value."""
    return BasisText(BasisKind(basis.kind), basis.act, basis.clause, basis.url)


def row_content(link: ProcessTouchpoint) -> RowContent:
    """What a row says now; reads interactions and bases unless they were prefetched."""
    interactions = sorted(link.interactions.all(), key=lambda item: item.position)
    bases = sorted(link.bases.all(), key=lambda item: item.position)
    return RowContent(
        tuple(InteractionText(item.text, item.stage) for item in interactions),
        link.peculiarities,
        tuple(basis_text(item) for item in bases),
    )


def touchpoint_content(touchpoint: Touchpoint) -> TouchpointContent:
    """What a touchpoint says now."""
    bases = sorted(touchpoint.bases.all(), key=lambda item: item.position)
    return TouchpointContent(
        name=touchpoint.name,
        channel_id=touchpoint.channel_id,
        address=touchpoint.address,
        url=touchpoint.url,
        phone=touchpoint.phone,
        opening_hours=touchpoint.opening_hours,
        opening_exceptions=touchpoint.opening_exceptions,
        accessibility=touchpoint.accessibility,
        unit_id=touchpoint.unit_id,
        agreements=tuple(basis_text(item) for item in bases),
    )


def row_texts(content: RowContent) -> dict[str, object]:
    """A row's content as the history keeps it: texts only."""
    return {
        "interactions": [item.printed for item in content.interactions],
        "peculiarities": content.peculiarities,
        "bases": [basis_line(item) for item in content.bases],
    }


def basis_line(basis: BasisText) -> str:
    """«210-ФЗ, статья 15»."""
    return f"{basis.act}, {basis.clause}" if basis.clause else basis.act


def shown(value: object) -> str:
    """A value of `row_texts` and the like as a text to compare by eye."""
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    return "" if value is None else str(value)
