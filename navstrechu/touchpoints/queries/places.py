"""Reads of touchpoints: their list and the card of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from navstrechu.core.text.similarity import nearest
from navstrechu.core.text.stems import query_stems
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.settings import settings_of
from navstrechu.touchpoints.rules import months_before


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """What of the touchpoints is asked for; an empty field asks for everything."""

    text: str = ""
    channel: int | None = None
    unit: int | None = None
    state: str = ""  # "", "unused", "unconfirmed" or "closed"


def places_of(agency: Agency, wanted: PlaceFilter, on: date) -> QuerySet[Touchpoint]:
    """Touchpoints by name, each with ``processes``: in how many processes it stands; one query."""
    in_use = Q(links__removed_at=None, links__process__status="active")
    found = Touchpoint.objects.filter(agency=agency, closed_on__isnull=wanted.state != "closed")
    found = found.annotate(processes=Count("links", filter=in_use))
    if wanted.channel is not None:
        found = found.filter(channel=wanted.channel)
    if wanted.unit is not None:
        found = found.filter(unit=wanted.unit)
    for stem in query_stems(wanted.text):
        found = found.filter(stems__contains=stem)
    if wanted.state == "unused":
        found = found.filter(processes=0)
    if wanted.state == "unconfirmed":
        limit = months_before(on, settings_of(agency).confirm_months)
        found = found.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=limit))
    return found.select_related("channel", "unit").order_by("name", "pk")


def rows_at(touchpoint: Touchpoint) -> Sequence[ProcessTouchpoint]:
    """Rows of the register that name the touchpoint, in printed order."""
    rows = touchpoint.links.live().filter(process__status="active")
    return list(
        rows.select_related("process__group", "process__unit")
        .prefetch_related("interactions")
        .in_printed_order()
    )


def similar_places(agency: Agency, name: str, but: int | None = None) -> list[Touchpoint]:
    """Open touchpoints whose names mean nearly the same as a name, the closest first."""
    known = _open_places(agency, but)
    keys = [place.name_key for place in known]
    return [known[place] for place, _score in nearest(name, keys)]


def similar_to_each(agency: Agency, names: Sequence[str]) -> dict[str, list[Touchpoint]]:
    """The same of several names; one query."""
    known = _open_places(agency)
    keys = [place.name_key for place in known]
    return {name: [known[place] for place, _score in nearest(name, keys)] for name in names}


def _open_places(agency: Agency, but: int | None = None) -> list[Touchpoint]:
    found = Touchpoint.objects.open().filter(agency=agency).exclude(pk=but or 0)
    return list(found.select_related("channel").order_by("pk"))
