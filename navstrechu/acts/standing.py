"""How a document stands on a day: in force, amended, repealed or annulled; by what and since when.

An amendment or a repeal counts from its day on, and no longer once its own registration is annulled.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act, ActQuerySet, ActRelation, Relation


class Standing(StrEnum):
    """What a reader asks first of a document."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"
    ANNULLED = "annulled"


STANDINGS = {
    Standing.IN_FORCE: _("в силе"),
    Standing.AMENDED: _("изменён"),
    Standing.REPEALED: _("утратил силу"),
    Standing.ANNULLED: _("аннулирован"),
}


@dataclass(frozen=True, slots=True)
class ActStanding:
    """The standing of a document on a day and the relations that made it so, the earliest first."""

    standing: Standing
    amended: tuple[ActRelation, ...] = ()
    repealed: ActRelation | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether it is still to be followed, amended or not."""
        return self.standing in (Standing.IN_FORCE, Standing.AMENDED)


def standings_of(acts: Iterable[Act], on: date) -> dict[int, ActStanding]:
    """{act id: standing on the day}, in one query."""
    known = list(acts)
    came: dict[int, list[ActRelation]] = defaultdict(list)
    relations = ActRelation.objects.filter(_counts(on), target__in=[act.pk for act in known])
    for relation in relations.select_related("source").order_by("since", "pk"):
        came[relation.target_id].append(relation)
    return {act.pk: _standing(act, came[act.pk], on) for act in known}


def standing_of(act: Act, on: date) -> ActStanding:
    """The standing of one document on the day."""
    return standings_of([act], on)[act.pk]


def standing_on(acts: ActQuerySet, wanted: Standing, on: date) -> ActQuerySet:
    """Those of the documents that stand so on the day."""
    annulled = Q(annulled_on__lte=on)
    if wanted is Standing.ANNULLED:
        return acts.filter(annulled)
    repealed, amended = _exists(Relation.REPEALS, on), _exists(Relation.AMENDS, on)
    alive = acts.exclude(annulled)
    if wanted is Standing.REPEALED:
        return alive.filter(repealed)
    alive = alive.filter(~repealed)
    return alive.filter(amended if wanted is Standing.AMENDED else ~amended)


def _counts(on: date) -> Q:
    """Relations that have come by the day, of documents that are not annulled on it."""
    return Q(since__lte=on) & (Q(source__annulled_on=None) | Q(source__annulled_on__gt=on))


def _exists(relation: Relation, on: date) -> Exists:
    return Exists(ActRelation.objects.filter(_counts(on), target=OuterRef("pk"), relation=relation.value))


def _standing(act: Act, relations: list[ActRelation], on: date) -> ActStanding:
    amended = tuple(one for one in relations if one.relation == Relation.AMENDS)
    repealed = next((one for one in relations if one.relation == Relation.REPEALS), None)
    if act.annulled_on is not None and act.annulled_on <= on:
        return ActStanding(Standing.ANNULLED, amended, repealed)
    if repealed is not None:
        return ActStanding(Standing.REPEALED, amended, repealed)
    return ActStanding(Standing.AMENDED if amended else Standing.IN_FORCE, amended)
