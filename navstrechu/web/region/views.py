"""All agencies of the region on one page, for its working group."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from navstrechu.organisation.permissions import is_in_working_group
from navstrechu.organisation.queries import agencies_of_working_group
from navstrechu.roadmap.measure_kinds import STAGES
from navstrechu.roadmap.progress import FINISHED, MeasureState
from navstrechu.web.region.progress import counts_of, region_progress
from navstrechu.web.shell.guard import signed_in
from navstrechu.web.shell.looks import STATUS_LOOKS
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import SignedRequest


@signed_in
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Progress of each agency, and the matrix agency × stage. Refused to everybody else."""
    is_in_working_group(request.user).require()
    rows = region_progress(agencies_of_working_group(request.user), on=request.as_of.date)
    counts = counts_of(rows)
    context = {
        "rows": rows,
        "stages": [kind.label for kind in STAGES],
        "total": counts.total(),
        "done": sum(counts[state] for state in FINISHED),
        "overdue": counts[MeasureState.OVERDUE],
        "at_risk": counts[MeasureState.AT_RISK],
        "legend": [(code, counts[MeasureState(code)]) for code in STATUS_LOOKS],
        "composition": [
            (look.tone, counts[MeasureState(code)])
            for code, look in STATUS_LOOKS.items()
            if counts[MeasureState(code)]
        ],
        "without_roadmap": sum(row.state is None for row in rows),
    }
    return render_page(request, "region/region_overview.html", context)
