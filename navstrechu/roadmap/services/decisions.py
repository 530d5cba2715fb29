"""Moving due dates by decisions of the working group."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.services import ActDraft, register_act
from navstrechu.acts.workflow import Status
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import Actor, record
from navstrechu.organisation.models import Agency
from navstrechu.roadmap import permissions
from navstrechu.roadmap.models import DueDateDecision, Measure, RoadmapEdition
from navstrechu.roadmap.queries.due_dates import due_dates
from navstrechu.roadmap.services.subjects import measure_subject


@transaction.atomic
def move_due_dates(
    *, measures: Sequence[Measure], new_due_on: date, reason: str, minutes: Act, by: User, at: datetime
) -> list[DueDateDecision]:
    """Record that registered minutes moved the date of measures; the baseline stays as the plan printed it.

    Raises NotAllowed, InputRefused (no measure, no reason, a date that does not move, one before the
    minutes), Conflict when the act is no minutes in force.
    """
    permissions.can_move_due_dates(by, minutes.agency).require()
    _require_basis(measures, minutes)
    cleaned = " ".join(reason.split())
    if not cleaned:
        raise InputRefused(_("Укажите причину переноса срока: она печатается в отчёте о ходе исполнения."))
    if new_due_on < minutes.dated:
        raise InputRefused(_("Новый срок раньше даты протокола. Укажите день не раньше протокола."))
    standing = due_dates(measures, on=minutes.dated)
    unmoved = [measure.number for measure in measures if standing[measure.pk] == new_due_on]
    if unmoved:
        raise InputRefused(
            _("У мероприятия {numbers} уже такой срок. Уберите его из решения.").format(
                numbers=", ".join(unmoved)
            )
        )
    return [
        record_move(measure, standing[measure.pk], new_due_on, reason=cleaned, basis=minutes, by=by, at=at)
        for measure in measures
    ]


@transaction.atomic
def register_minutes_and_move(
    *,
    agency: Agency,
    draft: ActDraft,
    measures: Sequence[Measure],
    new_due_on: date,
    reason: str,
    today: date,
    by: User,
    at: datetime,
) -> list[DueDateDecision]:
    """Register the minutes and the dates that they moved, all or nothing.

    Raises what `register_act` and `move_due_dates` raise.
    """
    permissions.can_move_due_dates(by, agency).require()
    minutes = register_act(agency=agency, draft=draft, today=today, by=by, at=at)
    return move_due_dates(
        measures=measures, new_due_on=new_due_on, reason=reason, minutes=minutes, by=by, at=at
    )


def record_move(
    measure: Measure,
    old_due_on: date,
    new_due_on: date,
    *,
    reason: str,
    basis: Act | RoadmapEdition,
    by: Actor,
    at: datetime,
) -> DueDateDecision:
    """Write one decision with its basis, minutes or an edition of the plan, in the caller's transaction."""
    act, edition = (basis, None) if isinstance(basis, Act) else (None, basis)
    decision = DueDateDecision.objects.create(
        measure=measure,
        old_due_on=old_due_on,
        new_due_on=new_due_on,
        decided_on=basis.dated if isinstance(basis, Act) else basis.approved_on,
        reason=reason,
        act=act,
        edition=edition,
        recorded_at=at,
        recorded_by_name=by.display_name,
    )
    record(
        "due_date_moved",
        agency_id=measure.roadmap.agency_id,
        subject=measure_subject(measure),
        by=by,
        at=at,
        # Not under the field's own name: the date in force on a day follows from decisions, not from the
        # journal.
        changes={"due": [old_due_on.isoformat(), new_due_on.isoformat()]},
        comment=reason,
    )
    return decision


def _require_basis(measures: Sequence[Measure], minutes: Act) -> None:
    if not measures:
        raise InputRefused(_("Отметьте хотя бы одно мероприятие, срок которого переносится."))
    if any(measure.roadmap.agency_id != minutes.agency_id for measure in measures):
        raise InputRefused(_("Мероприятие принадлежит дорожной карте другого органа."))
    if minutes.kind != ActKind.MINUTES or minutes.status != Status.REGISTERED:
        raise Conflict(_("Срок переносится только зарегистрированным протоколом рабочей группы."))
