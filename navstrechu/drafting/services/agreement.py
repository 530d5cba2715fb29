"""Agreement: a round freezes the paper, posts put their visas, the responsible signs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict, InputRefused, StaleObject
from navstrechu.core.text.plain import tidy
from navstrechu.documents.official.stored import paper_json
from navstrechu.drafting import permissions, rules
from navstrechu.drafting.completeness import draft_findings
from navstrechu.drafting.forms import form_json, layout_of
from navstrechu.drafting.models import AgreementRound, Draft, Visa
from navstrechu.drafting.papers import checksum_of, draft_paper
from navstrechu.drafting.queries.agreement import post_findings
from navstrechu.drafting.services.rounds import hold_open_round
from navstrechu.drafting.services.subjects import draft_subject
from navstrechu.drafting.values import VisaWanted
from navstrechu.drafting.vocabulary import DECISIONS, Decision, Outcome, VisaOrder
from navstrechu.drafting.workflow import DRAFT, Status
from navstrechu.history.services import SYSTEM, Actor, record
from navstrechu.organisation.models import Post
from navstrechu.organisation.queries import calendar_of, own_posts
from navstrechu.workflow.flow import move


@transaction.atomic
def send_draft(
    *, draft: Draft, visas: Sequence[VisaWanted], order: VisaOrder, today: date, by: Actor, at: datetime
) -> AgreementRound:
    """Freeze the paper as it stands today and ask for visas; without visas it goes straight to be signed.

    Raises NotAllowed, HasFindings where data are missing or a visa could only be put by its writers,
    InputRefused for a wrong list of visas, Conflict, StaleObject.
    """
    permissions.can_edit_draft(by, draft).require()
    rules.require_visas(visas, draft.agency_id)
    posts = [wanted.post for wanted in visas]
    post_findings(draft, posts, today).require_no_blockers()
    draft_findings(draft, today).require_no_blockers()
    move(draft, DRAFT.transition("send" if visas else "send_to_sign"), by=by, at=at)
    round = _new_round(draft, order, today, by, at)
    Visa.objects.bulk_create(
        Visa(round=round, position=position, post=wanted.post, term_days=wanted.term_days)
        for position, wanted in enumerate(visas, start=1)
    )
    if not visas:
        _close(round, Outcome.AGREED, at)
    _tell("draft_sent", draft, by, at)
    if visas:
        _receive_next(round, today, at)
    return round


@transaction.atomic
def decide_visa(
    *, visa: Visa, decision: Decision, remarks: str = "", today: date, by: Actor, at: datetime
) -> Visa:
    """Put a visa: the next one in turn receives the paper, the last one agrees it, a refusal returns it.

    Raises NotAllowed, InputRefused for a refusal or remarks without words, Conflict where it is not its turn
    or the round is over, StaleObject where it was decided meanwhile.
    """
    round, draft = _as_it_stands(visa)
    posts = own_posts(by, draft.agency, today) if by is not SYSTEM else {visa.post_id}  # type: ignore[arg-type]
    permissions.can_decide_visa(by, visa, posts).require()
    words = tidy(remarks)
    if decision is not Decision.AGREED and not words:
        raise InputRefused(_("Напишите замечания: без них автор не поймёт, что исправить."), field="remarks")
    if round.outcome is not None or visa.received_at is None:
        raise Conflict(
            _("Сейчас эта виза не ставится: её очередь не наступила или круг согласования окончен.")
        )
    _decide(visa, decision, words, by, at)
    _tell("visa_decided", draft, by, at, comment=_spoken(visa, decision, words))
    if decision is Decision.REFUSED:
        _close(round, Outcome.RETURNED, at)
        _move(draft, "return", SYSTEM, at, comment=words)
    elif not _receive_next(round, today, at) and not round.visas.filter(decision=None).exists():
        _close(round, Outcome.AGREED, at)
        _move(draft, "agree", SYSTEM, at)
    return visa


@transaction.atomic
def pass_visa_on(*, visa: Visa, post: Post, today: date, by: Actor, at: datetime) -> Visa:
    """Give a visa that is not put to another post: its own is vacant or its holder has no account.

    One that was received already begins its term anew. Raises NotAllowed, InputRefused for a post of the list
    already, of another agency or held by a writer of the text alone, Conflict where the round is over,
    StaleObject.
    """
    round, draft = _as_it_stands(visa)
    permissions.can_edit_draft(by, draft).require()
    if round.outcome is not None:
        raise Conflict(_("Круг согласования окончен: заменить визу в нём нельзя."))
    others = round.visas.exclude(pk=visa.pk).select_related("post")
    wanted = [VisaWanted(one.post, one.term_days) for one in others]
    rules.require_visas([*wanted, VisaWanted(post, visa.term_days)], draft.agency_id)
    post_findings(draft, [post], today).require_no_blockers()
    was = visa.post.title
    if not Visa.objects.filter(pk=visa.pk, decision=None).update(post=post):
        raise StaleObject(_("Эта виза уже поставлена. Обновите страницу."))
    visa.refresh_from_db()
    _tell("visa_passed_on", draft, by, at, comment=f"{was} → {post.title}")
    if visa.received_at is not None:
        _receive(visa, today, at)
    return visa


@transaction.atomic
def recall_draft(*, draft: Draft, reason: str, by: Actor, at: datetime) -> Draft:
    """Take a draft back from agreement to correct it; visas put so far stay in the closed round.

    Raises NotAllowed, InputRefused without a reason, Conflict once it is signed, StaleObject.
    """
    permissions.can_edit_draft(by, draft).require()
    hold_open_round(draft)
    _move(draft, "recall", by, at, comment=reason)
    _close_open(draft, Outcome.RECALLED, at)
    return draft


@transaction.atomic
def return_draft(*, draft: Draft, remarks: str, by: Actor, at: datetime) -> Draft:
    """The signatory gives the draft back instead of signing it. Raises NotAllowed, InputRefused, Conflict,
    StaleObject."""
    permissions.can_sign(by, draft).require()
    if draft.status != Status.AGREED:
        raise Conflict(_("Вернуть можно документ, который ждёт подписи. Обновите страницу."))
    _move(draft, "return", by, at, comment=remarks)
    _close_open(draft, Outcome.RETURNED, at)
    return draft


@transaction.atomic
def sign_draft(*, draft: Draft, by: Actor, at: datetime) -> Draft:
    """Sign what was agreed upon. Raises NotAllowed (the author too), Conflict before the agreement is whole,
    StaleObject."""
    permissions.can_sign(by, draft).require()
    _move(draft, "sign", by, at, together={"signed_at": at, "signed_by_name": by.display_name})
    return draft


def _as_it_stands(visa: Visa) -> tuple[AgreementRound, Draft]:
    """Read the visa as it stands now: since its page was opened it may have been passed on or received.

    The round is locked, one after another: of two last visas one must see the other.
    """
    round = AgreementRound.objects.select_for_update().get(pk=visa.round_id)
    draft = Draft.objects.select_related("agency").get(pk=round.draft_id)
    visa.refresh_from_db()
    return round, draft


def _new_round(draft: Draft, order: VisaOrder, today: date, by: Actor, at: datetime) -> AgreementRound:
    paper, form = paper_json(draft_paper(draft, today)[0]), form_json(layout_of(draft.agency))
    last = draft.rounds.aggregate(Max("number"))["number__max"] or 0
    return AgreementRound.objects.create(
        draft=draft,
        number=last + 1,
        order=order.value,
        paper=paper,
        form=form,
        checksum=checksum_of(paper, form),
        started_at=at,
        started_by_name=by.display_name,
    )


def _receive_next(round: AgreementRound, today: date, at: datetime) -> bool:
    """Hand the paper to the next visa in turn, or to all at once; False where nobody new receives it."""
    waiting = list(
        round.visas.filter(received_at=None)
        .select_related("post", "round__draft__agency")
        .order_by("position")
    )
    if (
        round.order == VisaOrder.SEQUENTIAL
        and round.visas.filter(decision=None).exclude(received_at=None).exists()
    ):
        return False
    receiving = waiting[:1] if round.order == VisaOrder.SEQUENTIAL else waiting
    for visa in receiving:
        _receive(visa, today, at)
    return bool(receiving)


def _receive(visa: Visa, today: date, at: datetime) -> None:
    draft = visa.round.draft
    due = calendar_of(draft.agency).after_working_days(today, visa.term_days)
    Visa.objects.filter(pk=visa.pk).update(received_at=at, due_on=due)
    visa.received_at, visa.due_on = at, due
    _tell("visa_received", draft, SYSTEM, at, comment=visa.post.title)


def _decide(visa: Visa, decision: Decision, remarks: str, by: Actor, at: datetime) -> None:
    facts: dict[str, Any] = {
        "decision": decision.value,
        "remarks": remarks,
        "decided_at": at,
        "decided_by_id": by.pk or None,
        "decided_by_name": by.display_name,
    }
    if not Visa.objects.filter(pk=visa.pk, decision=None).update(**facts):
        raise StaleObject(_("Эта виза уже поставлена. Обновите страницу."))
    visa.refresh_from_db()


def _spoken(visa: Visa, decision: Decision, remarks: str) -> str:
    said = f"{visa.post.title}: {DECISIONS[decision]}"
    return f"{said}. {remarks}" if remarks else said


def _close(round: AgreementRound, outcome: Outcome, at: datetime) -> None:
    AgreementRound.objects.filter(pk=round.pk, outcome=None).update(outcome=outcome.value, closed_at=at)
    round.refresh_from_db()


def _close_open(draft: Draft, outcome: Outcome, at: datetime) -> None:
    """End the round that is still open; one already agreed keeps its outcome."""
    for round in draft.rounds.filter(outcome=None):
        _close(round, outcome, at)


def _move(
    draft: Draft,
    name: str,
    by: Actor,
    at: datetime,
    *,
    comment: str = "",
    together: dict[str, Any] | None = None,
) -> None:
    arrow = DRAFT.transition(name)
    move(draft, arrow, by=by, at=at, author_id=draft.author_id, comment=comment, together=together)
    _tell(arrow.verb, draft, by, at, comment=tidy(comment))


def _tell(verb: str, draft: Draft, by: Actor, at: datetime, *, comment: str = "") -> None:
    record(verb, agency_id=draft.agency_id, subject=draft_subject(draft), by=by, at=at, comment=comment)
