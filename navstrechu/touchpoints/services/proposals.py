"""Proposals of changes: handed in, corrected, decided, applied to the register (order 201, 3.2 and 3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import Actor, record
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import calendar_of
from navstrechu.processes.models import Process
from navstrechu.touchpoints import permissions, rules
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.proposals import GONE, live_content, live_version
from navstrechu.touchpoints.queries.settings import settings_of
from navstrechu.touchpoints.services.application import apply_proposal
from navstrechu.touchpoints.services.subjects import proposal_subject
from navstrechu.touchpoints.services.tasks import close_tasks_of
from navstrechu.touchpoints.vocabulary import Action, Trigger
from navstrechu.touchpoints.workflow import PROPOSAL
from navstrechu.workflow.flow import move

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """What a unit head reports. ``becomes`` is the JSON that `application.py` describes for the action."""

    trigger: Trigger
    action: Action
    becomes: Mapping[str, Any]
    reason: str
    happened_on: date
    process: Process | None = None
    row: ProcessTouchpoint | None = None
    touchpoint: Touchpoint | None = None


@transaction.atomic
def submit_proposal(
    *, agency: Agency, draft: ProposalDraft, today: date, by: User, at: datetime
) -> ChangeProposal:
    """Hand a proposal in to the responsible; the coordinator handles it on his behalf, both are notified.

    Raises NotAllowed, InputRefused (no reason, a future day, nothing would change), Conflict where the thing
    to change has left the registers.
    """
    _require_right(by, agency, draft)
    proposal = ChangeProposal(
        agency=agency,
        author=by,
        author_name=by.display_name,
        unit=_unit_of(draft),
        trigger=draft.trigger.value,
        action=draft.action.value,
        process=draft.process or (draft.row.process if draft.row else None),
        link=draft.row,
        touchpoint=draft.touchpoint,
        submitted_at=at,
        changed_at=at,
    )
    _fill(proposal, draft, today)
    _number(proposal)
    record(
        "proposal_submitted", agency_id=agency.pk, subject=proposal_subject(proposal), by=by, at=at,
        comment=proposal.reason,
    )  # fmt: skip
    return proposal


@transaction.atomic
def resubmit_proposal(
    *, proposal: ChangeProposal, draft: ProposalDraft, today: date, by: User, at: datetime
) -> ChangeProposal:
    """Hand a returned proposal in again, corrected; it is compared with the register as it stands now.

    It was reported on the day of the first round. Raises NotAllowed, InputRefused, Conflict unless it was
    returned or where the thing to change has left the registers, StaleObject.
    """
    permissions.can_correct(by, proposal).require()
    _fill(proposal, draft, today)
    content = {
        "becomes": proposal.becomes, "was": proposal.was, "base_version": proposal.base_version,
        "reason": proposal.reason, "trigger": draft.trigger.value, "happened_on": proposal.happened_on,
        "due_on": proposal.due_on, "round": proposal.round + 1, "remark": "",
    }  # fmt: skip
    move(proposal, PROPOSAL.transition("resubmit"), by=by, at=at, together=content)
    record(
        "proposal_resubmitted", agency_id=proposal.agency_id, subject=proposal_subject(proposal),
        by=by, at=at, comment=proposal.reason,
    )  # fmt: skip
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: ChangeProposal, by: User, at: datetime) -> ChangeProposal:
    """Take an own proposal back. Raises NotAllowed, Conflict where it is decided, StaleObject."""
    permissions.can_correct(by, proposal).require()
    move(proposal, PROPOSAL.transition("withdraw"), by=by, at=at)
    subject = proposal_subject(proposal)
    record("proposal_withdrawn", agency_id=proposal.agency_id, subject=subject, by=by, at=at)
    return proposal


@transaction.atomic
def accept_proposal(
    *, proposal: ChangeProposal, remark: str = "", today: date, by: User, at: datetime
) -> ChangeProposal:
    """Accept and apply at once, whole or not at all; what the unit owed for the process is reported with it.

    Raises NotAllowed (the author too), Conflict, StaleObject where the row has changed since: the author is
    asked to hand the proposal in anew.
    """
    _decide(proposal, "accept", remark, by, at)
    # What an exclusion asks of the unit is opened by the change itself and stays.
    close_tasks_of(proposal=proposal, on=today, by=by, at=at)
    apply_proposal(proposal=proposal, on=today, by=by, at=at)
    return proposal


@transaction.atomic
def reject_proposal(*, proposal: ChangeProposal, remark: str, by: User, at: datetime) -> ChangeProposal:
    """Reject with a reason. Raises NotAllowed, InputRefused without one, Conflict, StaleObject."""
    _decide(proposal, "reject", remark, by, at)
    return proposal


@transaction.atomic
def return_proposal(*, proposal: ChangeProposal, remark: str, by: User, at: datetime) -> ChangeProposal:
    """Give it back to its author with a remark. Raises NotAllowed, InputRefused, Conflict, StaleObject."""
    permissions.can_decide(by, proposal).require()
    _move(proposal, "return", remark, {"remark": rules.tidy(remark)}, by, at)
    return proposal


def _decide(proposal: ChangeProposal, name: str, remark: str, by: User, at: datetime) -> None:
    permissions.can_decide(by, proposal).require()
    facts = {"remark": rules.tidy(remark), "decided_by_name": by.display_name, "decided_at": at}
    _move(proposal, name, remark, facts, by, at)


def _move(
    proposal: ChangeProposal, name: str, remark: str, facts: dict[str, Any], by: User, at: datetime
) -> None:
    arrow = PROPOSAL.transition(name)
    move(proposal, arrow, by=by, at=at, author_id=proposal.author_id, comment=remark, together=facts)
    record(
        arrow.verb, agency_id=proposal.agency_id, subject=proposal_subject(proposal), by=by, at=at,
        comment=rules.tidy(remark),
    )  # fmt: skip


def _require_right(by: Actor, agency: Agency, draft: ProposalDraft) -> None:
    process = draft.process or (draft.row.process if draft.row else None)
    if process is not None:
        permissions.can_propose_for(by, process).require()
    elif draft.touchpoint is not None:
        permissions.can_propose_at(by, draft.touchpoint).require()
    else:
        permissions.can_propose(by, agency).require()


def _unit_of(draft: ProposalDraft) -> Any:
    process = draft.process or (draft.row.process if draft.row else None)
    return process.unit if process else (draft.touchpoint.unit if draft.touchpoint else None)


def _fill(proposal: ChangeProposal, draft: ProposalDraft, today: date) -> None:
    """Reason, dates and «was → becomes» as they stand at the moment of handing in."""
    reason = rules.require_text(draft.reason, _("Обоснование"))
    if not reason:
        raise InputRefused(_("Поясните, что изменилось и почему: координатор увидит это вместе с правкой."))
    if draft.happened_on > today:
        raise InputRefused(_("Изменение не может произойти в будущем. Проверьте дату."))
    was = live_content(proposal)
    becomes = dict(draft.becomes)
    if draft.action is Action.CHANGE_LINK and "new_touchpoint" not in becomes:
        # A row of which nothing else is said keeps its touchpoint.
        becomes.setdefault("touchpoint", was["touchpoint"])
    if was == becomes and draft.action in (Action.CHANGE_LINK, Action.CHANGE_TOUCHPOINT):
        raise InputRefused(_("Предложение ничего не меняет. Исправьте хотя бы одно поле."))
    term = settings_of(proposal.agency).report_working_days
    proposal.reason, proposal.happened_on = reason, draft.happened_on
    proposal.due_on = calendar_of(proposal.agency).after_working_days(draft.happened_on, term)
    proposal.was, proposal.becomes = was, becomes
    proposal.base_version = _live_version(proposal)


def _live_version(proposal: ChangeProposal) -> int:
    version = live_version(proposal)
    if version == GONE:
        raise Conflict(
            _("Этой записи в реестре больше нет: её исключили или закрыли. Предлагать её изменение незачем.")
        )
    return version


def _number(proposal: ChangeProposal) -> None:
    """The next number of the agency; whoever hands in at the same moment gets the one after."""
    for _attempt in range(_ATTEMPTS):
        last = ChangeProposal.objects.filter(agency=proposal.agency).aggregate(Max("number"))["number__max"]
        proposal.number = (last or 0) + 1
        try:
            with transaction.atomic():
                proposal.save()
        except IntegrityError:
            continue
        return
    raise Conflict(_("Сейчас представляют много предложений сразу. Повторите через минуту."))
