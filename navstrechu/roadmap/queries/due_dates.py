"""Which due date of a measure is in force on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from navstrechu.roadmap.models import DueDateDecision, Measure


def decisions_in_force(measures: Iterable[Measure], *, on: date) -> QuerySet[DueDateDecision]:
    """Decisions made by the day whose minutes are not annulled by it, oldest first."""
    standing = Q(act=None) | Q(act__annulled_on=None) | Q(act__annulled_on__gt=on)
    decisions = DueDateDecision.objects.filter(measure__in=list(measures), decided_on__lte=on).filter(
        standing
    )
    return decisions.select_related("act", "edition").order_by("decided_on", "id")


def due_dates(measures: Iterable[Measure], *, on: date) -> dict[int, date]:
    """The date in force for each measure, {measure id: date}: the last decision by the day, else the
    baseline."""
    known = list(measures)
    dates = {measure.pk: measure.due_on for measure in known}
    dates.update({decision.measure_id: decision.new_due_on for decision in decisions_in_force(known, on=on)})
    return dates
