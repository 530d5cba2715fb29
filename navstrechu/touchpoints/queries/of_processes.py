"""What the register of touchpoints holds of processes, for their own pages."""

from collections.abc import Iterable, Sequence

from django.db.models import Count

from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint


def row_counts(processes: Iterable[int]) -> dict[int, int]:
    """How many live rows each of the processes has, {process id: rows}; one query."""
    rows = ProcessTouchpoint.objects.live().filter(process__in=list(processes))
    return dict(rows.values("process").annotate(rows=Count("pk")).values_list("process", "rows"))


def rows_of_process(process: Process) -> Sequence[ProcessTouchpoint]:
    """Live rows of a process in their order, those of an excluded one too, with what a page shows."""
    return list(
        process.links.live()
        .select_related("touchpoint__channel")
        .prefetch_related("interactions")
        .order_by("position", "pk")
    )


def touchpoint_counts(agency: Agency) -> dict[int, int]:
    """How many open touchpoints are of each kind of channel, {channel id: touchpoints}; one query."""
    found = Touchpoint.objects.open().filter(agency=agency).values("channel")
    return dict(found.annotate(number=Count("pk")).values_list("channel", "number"))
