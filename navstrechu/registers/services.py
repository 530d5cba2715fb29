"""Freezing a register, approving an edition by an order, keeping its files."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act, ActKind, Relation
from navstrechu.acts.services import ActDraft, register_act, relate_acts
from navstrechu.acts.standing import standing_of
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.snapshot import snapshot
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.drafting.services.consolidation import consolidate_text
from navstrechu.files.services import store_rendering
from navstrechu.history.services import SYSTEM, Actor, Subject, record
from navstrechu.jobs.services import enqueue
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in
from navstrechu.registers import permissions, printing
from navstrechu.registers.kinds import FrozenRow, RegisterKind, kind_of
from navstrechu.registers.models import EditionFile, EditionRow, RegisterEdition, RegisterProcedure
from navstrechu.registers.queries import approved_edition, edition_order, rows_of
from navstrechu.registers.workflow import EDITION
from navstrechu.workflow.flow import move

PRINT_JOB = "print-edition"
# The table of an approving order that holds the register; a consolidated text takes the new rows there.
ROWS = "строки реестра"
_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Order:
    """The order that approves an edition, as it is registered, and what it does to the earlier ones."""

    number: str
    dated: date
    title: str
    file_name: str
    data: bytes
    relation: Relation = Relation.REPEALS


@in_official_language
def subject_of(edition: RegisterEdition) -> Subject:
    """How the history names an edition."""
    kind = kind_of(edition.register)
    return Subject("registers.edition", str(edition.pk), f"{kind.title}: {edition}")


def freeze_edition(
    *, agency: Agency, register: str, comment: str = "", by: User, at: datetime
) -> RegisterEdition:
    """Copy every row of the live register, as of one moment, into a numbered edition that waits for an order.

    Others go on writing meanwhile. Raises NotAllowed, HasFindings where a check blocks, Conflict where
    another edition waits already.
    """
    permissions.can_freeze(by, agency).require()
    kind = kind_of(register)
    # In a transaction of the caller the moment is the caller's.
    with nullcontext() if connection.in_atomic_block else snapshot():
        kind.findings(agency).require_no_blockers()
        # What is frozen is printed in an official document.
        rows = in_official_language(kind.rows)(agency)
    return _store(agency, kind, rows, comment, by, at)


@transaction.atomic
def _store(
    agency: Agency, kind: RegisterKind, rows: Sequence[FrozenRow], comment: str, by: User, at: datetime
) -> RegisterEdition:
    edition = _new_edition(agency, kind, len(rows), comment, by, at)
    EditionRow.objects.bulk_create(
        (_row(edition, position, row) for position, row in enumerate(rows, start=1)), batch_size=_ROWS_AT_ONCE
    )
    record(
        "edition_frozen",
        agency_id=agency.pk,
        subject=subject_of(edition),
        by=by,
        at=at,
        comment=comment.strip(),
    )
    return edition


def _new_edition(
    agency: Agency, kind: RegisterKind, row_count: int, comment: str, by: User, at: datetime
) -> RegisterEdition:
    previous = approved_edition(agency, kind.code)
    changes = in_official_language(kind.note)(agency, previous.frozen_at if previous else None)
    last = RegisterEdition.objects.of(agency, kind.code).aggregate(Max("number"))["number__max"] or 0
    edition = RegisterEdition(
        agency=agency,
        register=kind.code,
        number=last + 1,
        note="\n".join(part for part in (comment.strip(), changes) if part),
        row_count=row_count,
        frozen_at=at,
        frozen_by=by,
        frozen_by_name=by.display_name,
        changed_at=at,
    )
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError as error:
        raise Conflict(
            _("Предыдущая сформированная редакция ещё не утверждена. Утвердите её приказом или отзовите.")
        ) from error
    return edition


def _row(edition: RegisterEdition, position: int, row: FrozenRow) -> EditionRow:
    return EditionRow(
        edition=edition,
        position=position,
        key=row.key,
        group_number=row.group_number,
        cells=dict(row.cells),
        sources=dict(row.sources),
    )


@transaction.atomic
def withdraw_edition(*, edition: RegisterEdition, reason: str, by: User, at: datetime) -> RegisterEdition:
    """Take back an edition that was not approved; its number stays used. Raises NotAllowed, InputRefused
    without a reason, Conflict, StaleObject."""
    permissions.can_freeze(by, edition.agency).require()
    move(edition, EDITION.transition("withdraw"), by=by, at=at, comment=reason, together={"withdrawn_at": at})
    record(
        "edition_withdrawn", agency_id=edition.agency_id, subject=subject_of(edition),
        by=by, at=at, comment=reason.strip(),
    )  # fmt: skip
    return edition


@transaction.atomic
def approve_edition(
    *, edition: RegisterEdition, order: Order, today: date, by: User, at: datetime
) -> RegisterEdition:
    """Register the order and put the edition in force from its date; the previous one closes the day before.

    A second person does it (order 201, 3.1; four eyes). Raises NotAllowed, InputRefused for a date before the
    forming or not after the order of the edition in force, Conflict, StaleObject for a race.
    """
    permissions.can_approve(by, edition).require()
    require_order_date(edition, order.dated)
    act = register_act(
        agency=edition.agency,
        draft=ActDraft(ActKind.ORDER, order.number, order.dated, order.title, order.file_name, order.data),
        today=today,
        by=by,
        at=at,
    )
    return enact_edition(edition=edition, act=act, relation=order.relation, by=by, at=at)


@transaction.atomic
def enact_edition(
    *, edition: RegisterEdition, act: Act, relation: Relation, signed_by: str = "", by: Actor, at: datetime
) -> RegisterEdition:
    """Put the edition in force from the date of its registered order; the previous one closes the day before.

    The order repeals those of the previous edition, or amends the one that approved the register whole.
    ``signed_by`` is who signed in the product, where the four eyes were held; otherwise who registers the
    paper order approves. Raises NotAllowed, Conflict, StaleObject for a race.
    """
    if not signed_by:
        permissions.can_approve(by, edition).require()
    order = edition_order(edition)
    previous = approved_edition(edition.agency, edition.register)
    if previous is not None:
        _close(previous, act.dated - timedelta(days=1), by, at)
    _put_in_force(edition, act, signed_by, by, at)
    for earlier in order.changed_acts(relation):
        relate_acts(source=act, target=earlier, relation=relation, since=act.dated, by=by, at=at)
        if relation is Relation.AMENDS:
            data = {ROWS: order.kind.body(rows_of(edition))}
            consolidate_text(target=earlier, amending=act, data=data)
    enqueue(
        PRINT_JOB,
        order={"edition": edition.pk},
        agency_id=edition.agency_id,
        key=f"{PRINT_JOB}:{edition.pk}",
        at=at,
    )
    return edition


def require_order_date(edition: RegisterEdition, dated: date) -> None:
    """The order comes after the forming and after the order of the edition in force. Raises InputRefused,
    Conflict where the edition is in force already."""
    previous = approved_edition(edition.agency, edition.register)
    if previous is not None and previous.pk == edition.pk:
        raise Conflict(_("Эту редакцию уже утвердил другой сотрудник. Обновите страницу."))
    formed = day_in(edition.agency, edition.frozen_at)
    if dated < formed:
        raise InputRefused(
            _("Приказ не может быть раньше, чем сформирована редакция ({day}). Проверьте дату.").format(
                day=date_in_figures(formed)
            ),
            field="dated",
        )
    since = previous.in_force_from if previous else None
    if since is not None and dated <= since:
        raise InputRefused(
            _(
                "Действующая редакция утверждена приказом от {day}. Следующую утверждают приказом с более "
                "поздней датой."
            ).format(day=date_in_figures(since)),
            field="dated",
        )


def _close(previous: RegisterEdition, on: date, by: Actor, at: datetime) -> None:
    move(previous, EDITION.transition("supersede"), by=by, at=at, together={"closed_on": on})
    record("edition_superseded", agency_id=previous.agency_id, subject=subject_of(previous), by=by, at=at)


def _put_in_force(edition: RegisterEdition, act: Act, signed_by: str, by: Actor, at: datetime) -> None:
    facts = {"act": act, "in_force_from": act.dated, "approved_by_name": signed_by or by.display_name}
    # Who signed was not who formed the edition; the chancellery may then be anybody.
    author = None if signed_by else edition.frozen_by_id
    move(edition, EDITION.transition("approve"), by=by, at=at, author_id=author, together=facts)
    record(
        "edition_approved", agency_id=edition.agency_id, subject=subject_of(edition),
        by=by, at=at, comment=str(act),
    )  # fmt: skip


def keep_edition_file(
    *, edition: RegisterEdition, format: str, by: Actor = SYSTEM, at: datetime
) -> EditionFile:
    """The stored file of an approved edition, made when it is asked for the first time; later ever the same.

    Raises Conflict for an edition without an order: its file may still change.
    """
    found = EditionFile.objects.filter(edition=edition, format=format).select_related("file").first()
    if found is not None:
        return found
    if edition.act_id is None:
        raise Conflict(_("Редакция ещё не утверждена: постоянного файла у неё нет."))
    return _kept(edition, format, by, at)


def file_name(edition: RegisterEdition, format: str) -> str:
    """«touchpoints-orel-2.pdf»: how the permanent file is called."""
    return f"{edition.register}-{edition.agency.code}-{edition.number}.{format}"


def _kept(edition: RegisterEdition, format: str, by: Actor, at: datetime) -> EditionFile:
    rendered = printing.edition_file_of(edition, format)
    name = file_name(edition, format)
    try:
        with transaction.atomic():
            file = store_rendering(
                agency_id=edition.agency_id, name=name, media_type=rendered.media_type,
                data=rendered.content, by=by, at=at,
            )  # fmt: skip
            kept = EditionFile.objects.create(edition=edition, format=format, file=file)
            record(
                "edition_printed", agency_id=edition.agency_id, subject=subject_of(edition),
                by=by, at=at, comment=f"{name}: {rendered.sha256}",
            )  # fmt: skip
    except IntegrityError:
        return EditionFile.objects.select_related("file").get(edition=edition, format=format)
    return kept


@transaction.atomic
def name_procedure(*, agency: Agency, register: str, act: Act, by: Actor, at: datetime) -> RegisterProcedure:
    """Tell which order approved how the register is kept; orders on editions cite it. Raises NotAllowed,
    InputRefused for a document that is no order in force of the agency."""
    permissions.can_name_procedure(by, agency).require()
    in_force = standing_of(act, day_in(agency, at)).is_in_force
    if act.agency_id != agency.pk or act.kind != ActKind.ORDER or not in_force:
        raise InputRefused(_("Порядок ведения утверждают приказом. Выберите действующий приказ органа."))
    named, _created = RegisterProcedure.objects.update_or_create(
        agency=agency, register=register, defaults={"act": act}
    )
    kind = kind_of(register)
    subject = Subject("registers.procedure", kind.code, kind.title)
    record("register_procedure_named", agency_id=agency.pk, subject=subject, by=by, at=at, comment=str(act))
    return named
