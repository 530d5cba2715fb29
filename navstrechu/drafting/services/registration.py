"""Registration: a signed draft becomes a document with number and date, and what follows from it
happens at once."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from django.db import connection, transaction
from django.utils.translation import gettext as _

from navstrechu.acts.models import Act, ActKind, FileRole, Relation
from navstrechu.acts.rules import require_date, require_number
from navstrechu.acts.services import ActDraft, add_file, register_act, relate_acts
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.documents.official.stored import paper_of_json, text_of_json
from navstrechu.documents.official.values import Requisites
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting import permissions
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import ActText, AgreementRound, Draft
from navstrechu.drafting.papers import last_round, round_document
from navstrechu.drafting.queries.agreement import next_number
from navstrechu.drafting.queries.texts import words_of
from navstrechu.drafting.services.consolidation import consolidate_text
from navstrechu.drafting.services.numbering import claim_number
from navstrechu.drafting.services.subjects import draft_subject
from navstrechu.drafting.values import SignedFile
from navstrechu.drafting.vocabulary import Outcome
from navstrechu.drafting.workflow import DRAFT, Status
from navstrechu.history.services import Actor, record
from navstrechu.jobs.services import enqueue
from navstrechu.organisation.queries import day_in
from navstrechu.workflow.flow import move

PRINT_JOB = "print-act"
_FILE_NAMES = {"order": "prikaz", "report": "otchet", "minutes": "protokol", "other": "dokument"}


# Registrations of one process queue here, not in the database: a document is printed before its transaction,
# which then lasts milliseconds, and the number foreseen for it stays free meanwhile.
_ONE_AFTER_ANOTHER = Lock()


@dataclass(frozen=True, slots=True)
class _Printed:
    """A document printed with the requisites foreseen for it."""

    requisites: Requisites
    content: bytes


def register_draft(
    *,
    draft: Draft,
    dated: date,
    number: str = "",
    signed: SignedFile | None = None,
    today: date,
    by: Actor,
    at: datetime,
) -> Act:
    """Register: number (the next by the mask, or the given one), date, file; what it amends is amended.

    A draft signed in the product, or on paper with the scan attached. Raises NotAllowed, InputRefused for a
    date in the future or before the agreement or the signature, Conflict for a number in use, StaleObject;
    what the kind itself objects to.
    """
    permissions.can_register_draft(by, draft).require()
    own = require_number(number) if number.strip() else ""
    with nullcontext() if connection.in_atomic_block else _ONE_AFTER_ANOTHER:
        ahead = _printed_ahead(draft, own, dated)
        return _register(draft, own, dated, signed, ahead, today, by, at)


def _printed_ahead(draft: Draft, number: str, dated: date) -> _Printed | None:
    """The document as it will be kept, if no other process takes its number first."""
    round = last_round(draft)
    if round is None or round.outcome != Outcome.AGREED or draft.act_id is not None:
        return None
    foreseen = number or next_number(draft.agency, ActKind(draft.act_kind), dated)
    requisites = Requisites(foreseen, dated)
    return _Printed(requisites, render(round_document(round, requisites), Format.DOCX).content)


@transaction.atomic
def _register(
    draft: Draft,
    number: str,
    dated: date,
    signed: SignedFile | None,
    ahead: _Printed | None,
    today: date,
    by: Actor,
    at: datetime,
) -> Act:
    round = _signed_round(draft, signed)
    _require_date(draft, round, dated, today)
    given = number or claim_number(agency=draft.agency, act_kind=ActKind(draft.act_kind), dated=dated)
    requisites = Requisites(given, dated)
    kind = kind_of(draft.kind)
    kind.before_registration(draft, requisites)
    act = _registered_act(draft, round, requisites, ahead, today, by, at)
    if signed is not None:
        add_file(act=act, role=FileRole.SCAN, name=signed.name, data=signed.data, by=by, at=at)
    arrow = DRAFT.transition("register" if draft.signed_at else "register_signed_on_paper")
    move(draft, arrow, by=by, at=at, author_id=draft.author_id, together={"act": act})
    ActText.objects.create(act=act, number=0, made_by=act, since=act.dated, paper=round.paper)
    _change_targets(draft, act, by, at)
    kind.registered(draft, act, by, at)
    record(
        "draft_registered",
        agency_id=draft.agency_id,
        subject=draft_subject(draft),
        by=by,
        at=at,
        comment=str(act),
    )
    enqueue(PRINT_JOB, order={"act": act.pk}, agency_id=act.agency_id, key=f"{PRINT_JOB}:{act.pk}", at=at)
    return act


def _signed_round(draft: Draft, signed: SignedFile | None) -> AgreementRound:
    round = last_round(draft)
    if draft.act_id is not None:
        raise Conflict(_("Этот документ уже зарегистрирован. Обновите страницу."))
    if round is None or draft.status not in (Status.AGREED, Status.SIGNED):
        raise Conflict(_("Сначала документ нужно согласовать и подписать."))
    if draft.signed_at is None and signed is None:
        raise InputRefused(
            _("Документ не подписан в системе. Приложите скан подписанного листа или дождитесь подписи."),
            field="signed",
        )
    return round


def _require_date(draft: Draft, round: AgreementRound, dated: date, today: date) -> None:
    """Nothing is dated in the future, nor before the day of its last visa or of its signature."""
    try:
        require_date(dated, today)
    except InputRefused as error:
        raise InputRefused(error.message, field="dated") from error
    assert round.closed_at is not None  # noqa: S101 – an agreed round is closed, the database holds it
    agreed = day_in(draft.agency, round.closed_at)
    if dated < agreed:
        raise InputRefused(
            _("Документ согласован {day}: его дата не может быть раньше. Проверьте дату.").format(
                day=date_in_figures(agreed)
            ),
            field="dated",
        )
    signed = day_in(draft.agency, draft.signed_at) if draft.signed_at is not None else agreed
    if dated < signed:
        raise InputRefused(
            _("Документ подписан {day}: его дата не может быть раньше. Проверьте дату.").format(
                day=date_in_figures(signed)
            ),
            field="dated",
        )


def _registered_act(
    draft: Draft,
    round: AgreementRound,
    requisites: Requisites,
    ahead: _Printed | None,
    today: date,
    by: Actor,
    at: datetime,
) -> Act:
    if ahead is not None and ahead.requisites == requisites:
        content = ahead.content
    else:
        content = render(round_document(round, requisites), Format.DOCX).content
    paper = paper_of_json(round.paper)
    name = f"{_FILE_NAMES[draft.act_kind]}-{requisites.number}.docx".replace("/", "-").replace("\\", "-")
    return register_act(
        agency=draft.agency,
        draft=ActDraft(
            kind=ActKind(draft.act_kind),
            number=requisites.number,
            dated=requisites.dated,
            title=paper.text.title,
            file_name=name,
            data=content,
            words=words_of(paper.text),
        ),
        today=today,
        by=by,
        at=at,
    )


def _change_targets(draft: Draft, act: Act, by: Actor, at: datetime) -> None:
    """Relations to the documents it amends or repeals, and the consolidated text of an amended one."""
    for target in draft.targets.select_related("act").order_by("pk"):
        relation = Relation(target.relation)
        relate_acts(source=act, target=target.act, relation=relation, since=act.dated, by=by, at=at)
        if relation is Relation.AMENDS and draft.becomes:
            consolidate_text(target=target.act, amending=act, text=text_of_json(draft.becomes))
