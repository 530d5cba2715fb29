"""The approval sheet («лист согласования»): every round with its visas, the checksum of what was agreed."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from navstrechu.acts.models import ActKind
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.grammar import Case
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Align, Block, Column, Document, Paragraph, Row, Style, Table
from navstrechu.documents.kinds import DocumentKind, register_kind
from navstrechu.drafting.citing import cited, form_word
from navstrechu.drafting.models import AgreementRound, Draft, Visa
from navstrechu.drafting.vocabulary import VISA_ORDERS, Outcome, VisaOrder

COLUMNS = (
    Column("№", 4, Align.CENTRE),
    Column("Должность", 21),
    Column("Кто рассмотрел", 14),
    Column("Поступил", 11, Align.CENTRE),
    Column("Срок", 9, Align.CENTRE),
    Column("Рассмотрен", 11, Align.CENTRE),
    Column("Решение", 14),
    Column("Замечания", 20),
)
_OUTCOMES = {
    Outcome.AGREED: "согласован",
    Outcome.RETURNED: "возвращён с замечаниями",
    Outcome.RECALLED: "отозван автором",
}


@in_official_language
def approval_sheet(draft: Draft) -> Document:
    """The sheet as it stands: rounds in their order; times are those of the agency."""
    rounds = draft.rounds.prefetch_related("visas__post").order_by("number")
    blocks = [block for round in rounds for block in _round(draft, round)]
    act = draft.act
    return Document(
        title=f"Лист согласования: {' '.join(draft.title.split())}",
        blocks=(
            Paragraph("ЛИСТ СОГЛАСОВАНИЯ", Style.TITLE, keep_with_next=True),
            Paragraph(_subject(draft), Style.CENTRE, keep_with_next=True),
            Paragraph(f"Подготовил: {draft.author_name}.", Style.PLAIN, keep_with_next=True),
            *(blocks or [Paragraph("На согласование проект ещё не отправлялся.", Style.PLAIN)]),
            *_signed(draft),
        ),
        orientation=Orientation.LANDSCAPE,
        author=draft.agency.full_name,
        dated=act.dated if act else None,
    )


def _subject(draft: Draft) -> str:
    """«к проекту приказа «О …»», of a registered document «к приказу … от … № …»."""
    if draft.act is not None:
        return f"к {cited(draft.act, Case.DATIVE)}"
    word = form_word(ActKind(draft.act_kind), Case.GENITIVE)
    return f"к проекту {word} {draft.agency.called_genitive} «{' '.join(draft.title.split())}»"


def _round(draft: Draft, round: AgreementRound) -> Iterator[Block]:
    started = f"начат {_moment(draft, round.started_at)} ({round.started_by_name})"
    outcome = "идёт согласование"
    if round.outcome is not None and round.closed_at is not None:
        outcome = f"{_OUTCOMES[Outcome(round.outcome)]} {_moment(draft, round.closed_at)}"
    yield Paragraph(f"Круг {round.number}: {started}, {outcome}.", Style.PLAIN, keep_with_next=True)
    visas = sorted(round.visas.all(), key=lambda visa: visa.position)
    if visas:
        order = VISA_ORDERS[VisaOrder(round.order)]
        if len(visas) > 1:
            yield Paragraph(f"Порядок виз: {order}.", Style.PLAIN, keep_with_next=True)
        yield Table(COLUMNS, tuple(_row(draft, visa) for visa in visas), name=f"Круг {round.number}")
    else:
        yield Paragraph("Визы не запрашивались.", Style.PLAIN, keep_with_next=True)
    yield Paragraph(f"Контрольная сумма согласуемого текста (SHA-256): {round.checksum}", Style.SMALL)


def _row(draft: Draft, visa: Visa) -> Row:
    return Row.of(
        str(visa.position),
        visa.post.title,
        visa.decided_by_name,
        _moment(draft, visa.received_at),
        date_in_figures(visa.due_on) if visa.due_on else "",
        _moment(draft, visa.decided_at),
        str(visa.get_decision_display() or ""),
        visa.remarks,
    )


def _signed(draft: Draft) -> Iterator[Block]:
    if draft.signed_at is not None:
        words = f"Подписан {_moment(draft, draft.signed_at)}: {draft.signed_by_name}."
        yield Paragraph(words, Style.PLAIN)


def _moment(draft: Draft, at: datetime | None) -> str:
    """«15.03.2024 12:00» on the agency's clock."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(draft.agency.time_zone))
    return f"{date_in_figures(local.date())} {local:%H:%M}"


APPROVAL_SHEET = DocumentKind("approval_sheet", "Лист согласования", approval_sheet)


def register() -> None:
    """Make the sheet known."""
    register_kind(APPROVAL_SHEET)
