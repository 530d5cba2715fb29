"""Reads of the register of documents."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Value
from django.db.models.functions import StrIndex

from navstrechu.acts.models import ActQuerySet
from navstrechu.acts.standing import Standing, standing_on
from navstrechu.core.text.stems import query_stems
from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class ActFilters:
    """What the reader of the register asked for; empty means all. ``standing`` is that of the shown day."""

    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    standing: Standing | None = None


# What the register can be sorted by; the latest documents first unless asked otherwise.
ORDERS = {
    "date": ("dated", "id"),
    "-date": ("-dated", "-id"),
    "number": ("number", "dated", "id"),
    "-number": ("-number", "-dated", "-id"),
    "kind": ("kind", "-dated", "-id"),
    "-kind": ("-kind", "-dated", "-id"),
    "title": ("title", "-dated", "-id"),
    "-title": ("-title", "-dated", "-id"),
}
LATEST_FIRST = "-date"


def act_register(agency: Agency, filters: ActFilters, *, on: date, order: str = LATEST_FIRST) -> ActQuerySet:
    """Documents dated by the day, annulled ones too; ``order`` is a key of ORDERS.

    Words are looked for in any form in the number, the title and, where it is known, the text.
    """
    acts: ActQuerySet = agency.acts.filter(dated__lte=on)
    if filters.kind:
        acts = acts.filter(kind=filters.kind)
    if filters.since:
        acts = acts.filter(dated__gte=filters.since)
    if filters.until:
        acts = acts.filter(dated__lte=filters.until)
    if filters.standing:
        acts = standing_on(acts, filters.standing, on)
    for number, part in enumerate(query_stems(filters.text)):
        # LIKE of SQLite is several times slower on long texts than looking for the bytes.
        place = f"place_{number}"
        acts = acts.alias(**{place: StrIndex("words__stems", Value(part))}).filter(**{f"{place}__gt": 0})
    return acts.select_related("file").order_by(*ORDERS.get(order, ORDERS[LATEST_FIRST]))
