"""What live data already give for a measure. Documents finish a measure; this says what they rest on."""

from datetime import date

from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.roadmap.measure_kinds import MeasureKind
from navstrechu.touchpoints.queries.coverage import CoverageLine, edition_line, group_coverage


def measure_coverage(agency: Agency, *, kind: str, section: str, on: date) -> tuple[CoverageLine, ...]:
    """The lines of a measure that the registers answer: 1.4 and 2.x.1; none for works that have no data yet
    and for sections that no group of processes is mapped to."""
    if kind == MeasureKind.REGISTER_FORMATION:
        processes = Process.objects.filter(agency=agency).in_register_on(on).in_printed_order()
        return (edition_line(agency, "processes", list(processes), on),)
    group = agency.process_groups.filter(roadmap_section=section).select_related("agency").first()
    if kind == MeasureKind.TOUCHPOINTS and group is not None:
        return group_coverage(group, on=on)
    return ()
