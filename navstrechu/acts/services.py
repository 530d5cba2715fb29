"""Registering documents, annulling mistaken registrations, files beside them, archives of many."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.acts import permissions, rules
from navstrechu.acts.hooks import act_findings
from navstrechu.acts.models import Act, ActFile, ActKind, ActRelation, ActWords, FileRole, Relation
from navstrechu.acts.period_archives import PERIOD_JOB, acts_of_period, period_title
from navstrechu.acts.workflow import ACT
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.stems import stems_of
from navstrechu.files.services import store_file, store_rendering, store_signature
from navstrechu.history.services import Actor, Subject, record
from navstrechu.jobs.models import Job
from navstrechu.jobs.services import enqueue
from navstrechu.organisation.models import Agency
from navstrechu.workflow.flow import move


@dataclass(frozen=True, slots=True)
class ActDraft:
    """What is known of a document before its registration; ``data`` are the bytes of its file, ``words`` its
    text where it is known, for the search."""

    kind: ActKind
    number: str
    dated: date
    title: str
    file_name: str
    data: bytes
    words: str = ""


def subject_of(act: Act) -> Subject:
    """How the history names a document."""
    return Subject("acts.act", str(act.pk), f"{act}: {act.title}")


@transaction.atomic
def register_act(*, agency: Agency, draft: ActDraft, today: date, by: Actor, at: datetime) -> Act:
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
        raise Conflict(_number_taken(act), field="number") from error
    ActWords.objects.create(act=act, stems=stems_of(f"{number}\n{title}\n{draft.words}"))
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


@transaction.atomic
def add_file(*, act: Act, role: FileRole, name: str, data: bytes, by: Actor, at: datetime) -> ActFile:
    """Attach the scan of the signed sheet or the file of a signature; the registered file stays as it is.

    Raises NotAllowed, InputRefused for a file that is not what its name says, Conflict for an annulled
    document.
    """
    permissions.can_register(by, act.agency, ActKind(act.kind)).require()
    if act.annulled_on is not None:
        raise Conflict(_("Регистрация документа аннулирована: приложить к нему файл нельзя."))
    store = store_signature if role is FileRole.SIGNATURE else store_file
    file = store(agency_id=act.agency_id, name=name, data=data, by=by, at=at)
    added = ActFile.objects.create(
        act=act, role=role.value, file=file, added_at=at, added_by_name=by.display_name
    )
    record(
        "act_file_added", agency_id=act.agency_id, subject=subject_of(act), by=by, at=at,
        comment=f"{file.name}: {file.sha256}",
    )  # fmt: skip
    return added


def keep_printed_form(*, act: Act, name: str, data: bytes, by: Actor, at: datetime) -> ActFile:
    """The printed form (PDF/A) of a document that was written here; made once, later ever the same."""
    try:
        with transaction.atomic():
            file = store_rendering(
                agency_id=act.agency_id, name=name, media_type="application/pdf", data=data, by=by, at=at
            )
            kept = ActFile.objects.create(
                act=act, role=FileRole.PRINTED.value, file=file, added_at=at, added_by_name=by.display_name
            )
            record(
                "act_file_added", agency_id=act.agency_id, subject=subject_of(act), by=by, at=at,
                comment=f"{file.name}: {file.sha256}",
            )  # fmt: skip
    except IntegrityError:
        return ActFile.objects.select_related("file").get(act=act, role=FileRole.PRINTED.value)
    return kept


@transaction.atomic
def relate_acts(
    *, source: Act, target: Act, relation: Relation, since: date, by: Actor, at: datetime
) -> ActRelation:
    """Say that one document amends or repeals another from a day on; told of in the history of the other.

    Raises InputRefused for a day before the other document's, Conflict where it is repealed already.
    """
    if since < target.dated:
        raise InputRefused(
            _("Документ от {day} не может изменить или отменить более поздний: {act}.").format(
                day=date_in_figures(since), act=target
            ),
            field="dated",
        )
    if target.relations_in.filter(relation=Relation.REPEALS).exists() or target.annulled_on is not None:
        raise Conflict(_("{act} уже не действует: изменить или отменить его нельзя.").format(act=target))
    try:
        with transaction.atomic():
            made = ActRelation.objects.create(
                source=source, target=target, relation=relation.value, since=since
            )
    except IntegrityError as error:
        raise Conflict(
            _("{act} уже не действует: изменить или отменить его нельзя.").format(act=target)
        ) from error
    verb = "act_amended" if relation is Relation.AMENDS else "act_repealed"
    record(verb, agency_id=target.agency_id, subject=subject_of(target), by=by, at=at, comment=str(source))
    return made


@transaction.atomic
def order_period_archive(*, agency: Agency, since: date, until: date, by: Actor, at: datetime) -> Job:
    """Have the worker put all documents of a period into one archive.

    Raises NotAllowed, InputRefused for a period that ends before it begins or holds no document, Conflict
    while another one is being made.
    """
    permissions.can_order_archive(by, agency).require()
    if until < since:
        raise InputRefused(_("Период заканчивается раньше, чем начинается. Исправьте даты."), field="until")
    if not acts_of_period(agency, since, until).exists():
        raise InputRefused(_("За этот период документов нет. Укажите другой период."), field="since")
    order = {"since": since.isoformat(), "until": until.isoformat(), "title": period_title(since, until)}
    return order_archive(agency=agency, kind=PERIOD_JOB, order=order, by=by, at=at)


@transaction.atomic
def order_archive(*, agency: Agency, kind: str, order: dict[str, Any], by: Actor, at: datetime) -> Job:
    """Put the making of an archive into the queue; ``order["title"]`` is what the list calls it."""
    job = enqueue(kind, order=order, agency_id=agency.pk, key=f"{kind}:{agency.pk}", by=by, at=at)
    if job is None:
        raise Conflict(_("Такой архив уже собирается. Дождитесь его или отмените."))
    subject = Subject("jobs.job", str(job.pk), str(order["title"]))
    record("archive_ordered", agency_id=agency.pk, subject=subject, by=by, at=at)
    return job
