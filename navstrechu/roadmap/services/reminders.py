"""Reminders of terms: whoever answers for a measure is told when it comes under threat or is overdue."""

from datetime import date, datetime

from django.db import transaction

from navstrechu.core.text.dates import date_in_figures
from navstrechu.notices.models import Notification
from navstrechu.notices.services.telling import Tale, tell
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import keepers_of
from navstrechu.roadmap.notices import MEASURE, holders_of
from navstrechu.roadmap.progress import LATE, MeasureState
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import MeasureStateOn, roadmap_state


@transaction.atomic
def remind_of_terms(*, agency: Agency, on: date, at: datetime) -> int:
    """Tell of every measure that is late or close on the day and was not told of yet; how many notices.

    The key holds state and deadline, so a moved date is told anew, and running twice tells once.
    """
    roadmap = current_roadmap(agency)
    if roadmap is None:
        return 0
    late = [measure for measure in roadmap_state(roadmap, on=on).measures if measure.state in LATE]
    told = set(
        Notification.objects.filter(agency=agency, key__in=[_key(one) for one in late]).values_list(
            "key", flat=True
        )
    )
    return sum(_remind(agency, one, on, at) for one in late if _key(one) not in told)


def _key(measure: MeasureStateOn) -> str:
    return f"{measure.state.value}:{measure.id}:{measure.progress.deadline.isoformat()}"


def _remind(agency: Agency, measure: MeasureStateOn, on: date, at: datetime) -> int:
    users = holders_of(measure.id, on)
    if measure.state is MeasureState.OVERDUE:
        users |= keepers_of(agency)
    tale = Tale(
        kind=measure.state.value,
        agency=agency,
        place=MEASURE,
        place_key=measure.number,
        key=_key(measure),
        data={
            "number": measure.number,
            "title": measure.title,
            "deadline": date_in_figures(measure.progress.deadline),
        },
    )
    return len(tell(tale, users=users, at=at))
