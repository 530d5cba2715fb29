"""Reads of the register of documents."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from navstrechu.acts.models import Act
from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class ActFilters:
    """What the reader of the register asked for; empty means all."""

    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


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


def act_register(
    agency: Agency, filters: ActFilters, *, on: date, order: str = LATEST_FIRST
) -> QuerySet[Act]:
    """Documents dated by the day, annulled ones too; ``order`` is a key of ORDERS."""
    acts = agency.acts.filter(dated__lte=on).select_related("file")
    if filters.kind:
        acts = acts.filter(kind=filters.kind)
    if filters.since:
        acts = acts.filter(dated__gte=filters.since)
    if filters.until:
        acts = acts.filter(dated__lte=filters.until)
    for word in filters.text.split():
        # SQLite folds Latin letters only, so the word is tried as people may have written it.
        forms = {word, word.lower(), word.upper(), word.capitalize()}
        acts = acts.filter(reduce(or_, (_contains(form) for form in sorted(forms))))
    return acts.order_by(*ORDERS.get(order, ORDERS[LATEST_FIRST]))


def _contains(word: str) -> Q:
    return Q(title__contains=word) | Q(number__contains=word)
