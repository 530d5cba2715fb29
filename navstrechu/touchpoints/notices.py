"""Who is told of proposals and of reports that are owed: listeners of the history, and the daily reminder."""

from datetime import date, datetime

from django.db import transaction

from navstrechu.core.text.dates import date_in_figures
from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.notices.models import Notification
from navstrechu.notices.services.telling import Tale, tell
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import heads_of_unit, keepers_of
from navstrechu.touchpoints.models import ChangeProposal, UpdateTask
from navstrechu.touchpoints.queries.checks import owed_reports

PROPOSAL, REPORTS = "touchpoints.proposal", "touchpoints.reports"
_LONGEST = 300


def listen() -> None:
    """Enter the listeners."""
    listeners.register("proposal_submitted", _tell_deciders)
    listeners.register("proposal_resubmitted", _tell_deciders)
    listeners.register("proposal_accepted", _tell_author)
    listeners.register("proposal_returned", _tell_author)
    listeners.register("proposal_rejected", _tell_author)
    listeners.register("update_task_opened", _tell_unit)
    listeners.register("update_task_passed_on", _tell_unit)


def _tell_deciders(event: Event) -> None:
    if proposal := _proposal(event):
        _tell("proposal_submitted", event, proposal, keepers_of(proposal.agency))


def _tell_author(event: Event) -> None:
    if proposal := _proposal(event):
        _tell(event.verb, event, proposal, {proposal.author_id})


def _proposal(event: Event) -> ChangeProposal | None:
    return ChangeProposal.objects.select_related("agency").filter(pk=event.subject_id).first()


def _tell(kind: str, event: Event, proposal: ChangeProposal, users: set[int]) -> None:
    tale = Tale(
        kind=kind,
        agency=proposal.agency,
        place=PROPOSAL,
        place_key=str(proposal.pk),
        key=f"{kind}:{event.pk}",
        data={"number": proposal.number, "actor": event.actor_name, "text": event.comment[:_LONGEST]},
    )
    tell(tale, users=users, but=event.actor_id, at=event.at)


def _tell_unit(event: Event) -> None:
    task = UpdateTask.objects.select_related("agency", "unit").filter(pk=event.subject_id).first()
    if task is None or task.unit is None:
        return
    users = heads_of_unit(task.unit, task.opened_on)
    tell(_tale("report_owed", task), users=users, but=event.actor_id, at=event.at)


@transaction.atomic
def remind_of_reports(*, agency: Agency, on: date, at: datetime) -> int:
    """Tell the heads and the coordinator of reports that became overdue; each is told of once."""
    late = [task for task in owed_reports(agency).filter(due_on__lt=on) if task.unit is not None]
    tales = {_tale("report_overdue", task).key: task for task in late}
    told = Notification.objects.filter(agency=agency, key__in=tales).values_list("key", flat=True)
    for key in told.distinct():
        tales.pop(key, None)
    return sum(
        len(tell(_tale("report_overdue", task), users=_heads_and_deciders(task, on), at=at))
        for task in tales.values()
    )


def _heads_and_deciders(task: UpdateTask, on: date) -> set[int]:
    heads = set(heads_of_unit(task.unit, on)) if task.unit else set()
    return heads | keepers_of(task.agency)


def _tale(kind: str, task: UpdateTask) -> Tale:
    return Tale(
        kind=kind,
        agency=task.agency,
        place=REPORTS,
        place_key=str(task.pk),
        key=f"{kind}:{task.pk}:{task.due_on.isoformat()}",
        data={
            "unit": task.unit.name if task.unit else "",
            "due": date_in_figures(task.due_on),
            "text": task.reason[:_LONGEST],
        },
    )
