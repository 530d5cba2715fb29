"""Archives of documents as the worker has made them."""

from datetime import date

from navstrechu.accounts.roles import Role
from navstrechu.acts.services import order_period_archive
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run, run_job
from navstrechu.organisation.models import Agency
from tests.factories import NOON
from tests.factories.organisation import member

SINCE, UNTIL = date(2024, 1, 1), date(2024, 12, 31)


def ordered_archive(of: Agency) -> Job:
    """An archive of the year that waits for the worker; the agency must have a document of it."""
    by = member(Role.COORDINATOR, of)
    return order_period_archive(agency=of, since=SINCE, until=UNTIL, by=by, at=NOON)


def made_archive(of: Agency) -> Job:
    """An archive of the year, made."""
    return run(ordered_archive(of))


def run(job: Job) -> Job:
    """The job as it stands when the worker has done with it."""
    Job.objects.filter(pk=job.pk).update(state="running", claimed_by="tests", attempts=1)
    job.refresh_from_db()
    run_job(Run(job))
    job.refresh_from_db()
    return job
