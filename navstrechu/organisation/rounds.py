"""Work of the worker that goes from agency to agency."""

from collections.abc import Callable
from datetime import date, datetime

from navstrechu.core import clock
from navstrechu.jobs.running import Run
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in

Visit = Callable[[Agency, date, datetime], int]


def visit_agencies(run: Run, visit: Visit) -> int:
    """Call ``visit`` with every agency, or the one that ordered the job, its calendar day and the moment;
    the sum of what it returns."""
    now = clock.now()
    chosen = Agency.objects.filter(pk=run.job.agency_id) if run.job.agency_id else Agency.objects.all()
    agencies = list(chosen.order_by("pk"))
    return sum(visit(agency, day_in(agency, now), now) for agency in run.each(agencies, len(agencies)))
