"""What of the register of touchpoints waits for a person: cheap counts for the first page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint
from navstrechu.touchpoints.queries.checks import owed_reports
from navstrechu.touchpoints.workflow import Status


@dataclass(frozen=True, slots=True)
class Lacks:
    """What the checks of the register find first; likeness of names is left to their page."""

    processes: int
    interactions: int
    bases: int

    @property
    def total(self) -> int:
        """Findings of these checks together."""
        return self.processes + self.interactions + self.bases


def proposals_to_decide(agency: Agency, user: User) -> int:
    """Proposals handed in by others."""
    waits = ChangeProposal.objects.filter(agency=agency, status=Status.SUBMITTED)
    return waits.exclude(author=user).count()


def proposals_returned_to(agency: Agency, user: User) -> int:
    """Own proposals that came back with a remark."""
    return ChangeProposal.objects.filter(agency=agency, status=Status.RETURNED, author=user).count()


def reports_owed(agency: Agency, units: frozenset[int] | None = None) -> list[date]:
    """Terms of the reports that are owed, the oldest first: by all, or by some units."""
    found = owed_reports(agency)
    if units is not None:
        found = found.filter(unit__in=units)
    return [task.due_on for task in found]


def lacks_of(agency: Agency) -> Lacks:
    """Three counts."""
    live = Count("links", filter=Q(links__removed_at=None))
    bare = Process.objects.in_register().filter(agency=agency).annotate(live=live).filter(live=0)
    rows = ProcessTouchpoint.objects.printed().filter(process__agency=agency)
    return Lacks(
        bare.count(),
        rows.filter(interactions=None).count(),
        rows.filter(bases=None, touchpoint__bases=None).count(),
    )
