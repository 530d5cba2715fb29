"""Reports of changes that units owe (order 201, 3.2, 3.3): opened by the product, closed by what was done."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.language import in_official_language
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.queries import calendar_of
from navstrechu.processes.models import Process
from navstrechu.touchpoints import permissions, rules
from navstrechu.touchpoints.models import ChangeProposal, Touchpoint, UpdateTask
from navstrechu.touchpoints.queries.settings import settings_of
from navstrechu.touchpoints.vocabulary import Trigger


def _subject(task: UpdateTask) -> Subject:
    return Subject("touchpoints.update_task", str(task.pk), task.reason)


@transaction.atomic
def open_process_task(
    *, process: Process, reason: str, on: date, by: Actor, at: datetime
) -> UpdateTask | None:
    """Ask the unit of a process for the rows that its inclusion or exclusion changes; None where asked
    already. The term is counted in working days from the day it happened."""
    term = settings_of(process.agency).report_working_days
    task = UpdateTask(
        agency=process.agency,
        unit=process.unit,
        process=process,
        trigger=Trigger.PROCESS.value,
        reason=reason,
        opened_on=on,
        due_on=calendar_of(process.agency).after_working_days(on, term),
    )
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError:
        return None
    record("update_task_opened", agency_id=process.agency_id, subject=_subject(task), by=by, at=at)
    return task


@transaction.atomic
def drop_process_tasks(*, process: Process, because: str, on: date, by: Actor, at: datetime) -> None:
    """What an earlier inclusion or exclusion asked of the unit is overtaken by the next one."""
    asked = UpdateTask.objects.filter(process=process, trigger=Trigger.PROCESS.value, closed_on=None)
    for task in asked:
        _close(task, because, on, by, at)


@transaction.atomic
def pass_process_tasks(*, process: Process, by: Actor, at: datetime) -> None:
    """What is owed for a process is owed by the unit that it went to."""
    for task in UpdateTask.objects.filter(process=process, closed_on=None).select_related("unit"):
        was, task.unit = task.unit, process.unit
        task.version += 1
        task.save(update_fields=["unit", "version"])
        record(
            "update_task_passed_on", agency_id=process.agency_id, subject=_subject(task), by=by, at=at,
            changes={"unit": [str(was or ""), str(process.unit or "")]},
        )  # fmt: skip


@transaction.atomic
def open_touchpoint_task(
    *, touchpoint: Touchpoint, trigger: Trigger, reason: str, on: date, by: Actor, at: datetime
) -> UpdateTask:
    """Ask the unit of a touchpoint what changed there (3.2, 2 and 3); the term as for a process.

    Raises NotAllowed, InputRefused without a reason.
    """
    agency = touchpoint.agency
    permissions.can_edit_register(by, agency).require()
    asked = rules.tidy(reason)
    if not asked:
        raise InputRefused(_("Поясните, о каком изменении нужно сообщить."))
    term = settings_of(agency).report_working_days
    task = UpdateTask.objects.create(
        agency=agency,
        unit=touchpoint.unit,
        touchpoint=touchpoint,
        trigger=trigger.value,
        reason=asked,
        opened_on=on,
        due_on=calendar_of(agency).after_working_days(on, term),
    )
    record("update_task_opened", agency_id=agency.pk, subject=_subject(task), by=by, at=at)
    return task


@in_official_language
@transaction.atomic
def drop_touchpoint_tasks(*, touchpoint: Touchpoint, on: date, by: Actor, at: datetime) -> None:
    """Nothing is to be reported of a touchpoint that was closed."""
    for task in touchpoint.update_tasks.filter(closed_on=None):
        _close(task, _("точка взаимодействия закрыта"), on, by, at)


@transaction.atomic
def close_task(*, task: UpdateTask, because: str, on: date, by: Actor, at: datetime) -> UpdateTask:
    """Say that there is nothing (more) to report. The unit head or the coordinator; Raises NotAllowed,
    InputRefused without a reason, Conflict where it is closed."""
    permissions.can_close_task(by, task).require()
    reason = rules.tidy(because)[:500]
    if not reason:
        raise InputRefused(_("Поясните, почему отчёт не нужен или чем он заменён."))
    _close(task, reason, on, by, at)
    return task


@transaction.atomic
def close_tasks_of(*, proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> None:
    """An accepted proposal answers what was owed for its process or touchpoint."""
    owed = UpdateTask.objects.filter(agency=proposal.agency, closed_on=None)
    if proposal.process_id is not None:
        owed = owed.filter(process=proposal.process_id)
    else:
        owed = owed.filter(touchpoint=proposal.touchpoint_id, touchpoint__isnull=False)
    for task in owed:
        _close(task, _accepted(proposal), on, by, at)


@in_official_language
def _accepted(proposal: ChangeProposal) -> str:
    return _("принято {proposal}").format(proposal=proposal)


def _close(task: UpdateTask, reason: str, on: date, by: Actor, at: datetime) -> None:
    hit = UpdateTask.objects.filter(pk=task.pk, closed_on=None).update(
        closed_on=on, closed_because=reason, version=task.version + 1
    )
    if not hit:
        raise Conflict(_("Этот отчёт уже закрыт. Обновите страницу."))
    task.refresh_from_db()
    record(
        "update_task_closed", agency_id=task.agency_id, subject=_subject(task), by=by, at=at, comment=reason
    )
