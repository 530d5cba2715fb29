"""Registering documents and annulling mistaken registrations."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.acts import permissions, rules
from navstrechu.acts.hooks import act_findings
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.workflow import ACT
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.files.services import store_file
from navstrechu.history.services import Subject, record
from navstrechu.organisation.models import Agency
from navstrechu.workflow.flow import move


@dataclass(frozen=True, slots=True)
class ActDraft:
    """What is known of a document before its registration; ``data`` are the bytes of its file."""

    kind: ActKind
    number: str
    dated: date
    title: str
    file_name: str
    data: bytes


def subject_of(act: Act) -> Subject:
    """How the history names a document."""
    return Subject("acts.act", str(act.pk), f"{act}: {act.title}")


@transaction.atomic
def register_act(*, agency: Agency, draft: ActDraft, today: date, by: User, at: datetime) -> Act:
    """Register a document with number, date and file; from now on it cannot change.

    Raises NotAllowed, InputRefused (empty number, future date, unusable file), Conflict for a number in use.
    """
    permissions.can_register(by, agency, draft.kind).require()
    number, title = rules.require_number(draft.number), rules.require_title(draft.title)
    dated = rules.require_date(draft.dated, today)
    stored = store_file(agency_id=agency.pk, name=draft.file_name, data=draft.data, by=by, at=at)
    act = Act(
        agency=agency,
        kind=draft.kind.value,
        number=number,
        dated=dated,
        year=dated.year,
        title=title,
        file=stored,
        registered_at=at,
        registered_by_name=by.display_name,
        changed_at=at,
    )
    try:
        with transaction.atomic():
            act.save()
    except IntegrityError as error:
        raise Conflict(_number_taken(act)) from error
    record("act_registered", agency_id=agency.pk, subject=subject_of(act), by=by, at=at)
    return act


def _number_taken(act: Act) -> str:
    return _("{act} уже зарегистрирован: в одном году номер не повторяется. Проверьте номер и дату.").format(
        act=act
    )


@transaction.atomic
def annul_act(*, act: Act, reason: str, on: date, by: User, at: datetime) -> Act:
    """Take back a mistaken registration from a day on; the document stays readable, its number becomes free.

    Raises NotAllowed, InputRefused without a reason or for a day before the document's, HasFindings where
    something in force rests on the document, Conflict, StaleObject.
    """
    permissions.can_annul(by, act.agency).require()
    act_findings(act).require_no_blockers()
    if on < act.dated:
        raise InputRefused(_("Аннулировать можно не раньше даты самого документа."))
    move(
        act,
        ACT.transition("annul"),
        by=by,
        at=at,
        comment=reason,
        together={"annulled_on": on, "annulled_because": reason.strip()},
    )
    record(
        "act_annulled", agency_id=act.agency_id, subject=subject_of(act), by=by, at=at, comment=reason.strip()
    )
    return act
