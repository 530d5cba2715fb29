"""Reads of agreement: the approval sheet as it stands on a day, who can put its visas, the list used last."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import Act, ActKind
from navstrechu.core.findings import Finding, Findings, Level
from navstrechu.drafting import rules
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import AgreementRound, Draft, NumberCounter, NumberMask, Visa
from navstrechu.drafting.queries.drafts import (
    drafts_of,
    drafts_to_register,
    drafts_to_sign,
    edited_by,
    rounds_of,
    visas_awaited,
    writers_of,
)
from navstrechu.drafting.values import VisaWanted
from navstrechu.drafting.vocabulary import VisaOrder
from navstrechu.drafting.workflow import Status
from navstrechu.organisation.models import Agency, Appointment, Post
from navstrechu.organisation.permissions import can

OWN_ON_THE_WAY = (Status.AGREEMENT, Status.RETURNED, Status.AGREED, Status.SIGNED)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the approval sheet; ``holders`` are those who can put the visa on the day, acting ones
    first."""

    visa: Visa
    holders: tuple[Appointment, ...]
    is_overdue: bool
    is_waiting: bool

    @property
    def holder(self) -> Appointment | None:
        return self.holders[0] if self.holders else None

    @property
    def has_account(self) -> bool:
        """Whether anybody of them can put the visa."""
        return any(one.person.user_id for one in self.holders)


@dataclass(frozen=True, slots=True)
class SheetRound:
    """A round with its lines in turn."""

    round: AgreementRound
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class VisaList:
    """The visas to begin with, in order."""

    visas: tuple[VisaWanted, ...] = ()
    order: VisaOrder = VisaOrder.SEQUENTIAL


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of official documents waits for a person; ``late`` of the visas are overdue."""

    visas: int
    late: int
    to_sign: int
    to_register: int
    returned: int


def rounds(draft: Draft, day: date) -> tuple[SheetRound, ...]:
    """Every round of a draft, the latest first, as its approval sheet reads on the day."""
    found = list(rounds_of(draft))
    held = all_holders(draft.agency, day) if found else {}
    return tuple(
        SheetRound(round, tuple(_lines(round, held, day, is_open=round.outcome is None))) for round in found
    )


def _lines(
    round: AgreementRound, held: dict[int, tuple[Appointment, ...]], day: date, *, is_open: bool
) -> Iterator[SheetLine]:
    for visa in sorted(round.visas.all(), key=lambda visa: visa.position):
        is_waiting = is_open and visa.decision is None and visa.received_at is not None
        is_overdue = is_waiting and visa.due_on is not None and visa.due_on < day
        yield SheetLine(visa, held.get(visa.post_id, ()), is_overdue, is_waiting)


def all_holders(agency: Agency, day: date) -> dict[int, tuple[Appointment, ...]]:
    """Everybody who holds a post on the day, {post id: appointments}; each of them may decide for it."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    appointments = Appointment.objects.on(day).filter(post__agency=agency).select_related("person")
    for one in appointments.order_by("-is_acting", "since", "pk"):
        held[one.post_id].append(one)
    return {post: tuple(found) for post, found in held.items()}


def accounts_of_post(post: Post, day: date) -> set[int]:
    """Accounts of those who hold the post on the day."""
    held = Appointment.objects.on(day).filter(post=post, person__user__isnull=False)
    return set(held.values_list("person__user", flat=True))


def post_findings(draft: Draft, posts: Collection[Post], day: date) -> Findings:
    """What keeps visas of the posts from being put: nobody holds the post or has an account; it is held only
    by who wrote the document, the author or an editor, who never puts a visa on it (a blocker)."""
    held, writers = all_holders(draft.agency, day), writers_of(draft)
    return Findings.of(
        found for post in posts if (found := _post_finding(post, held.get(post.pk, ()), writers))
    )


def _post_finding(post: Post, holders: tuple[Appointment, ...], writers: set[int]) -> Finding | None:
    accounts = {one.person.user_id for one in holders if one.person.user_id is not None}
    if not holders:
        code, level = "visa_vacant", Level.WARNING
        message = _("Должность «{post}» сейчас никто не занимает: поставить её визу некому.")
    elif not accounts:
        code, level = "visa_no_account", Level.WARNING
        message = _("У того, кто занимает должность «{post}», нет учётной записи: визу не поставить.")
    elif accounts <= writers:
        code, level = "visa_of_author", Level.BLOCKER
        message = _("Должность «{post}» занимает тот, кто писал документ: собственный текст он не визирует.")
    else:
        return None
    return Finding(code=code, message=message.format(post=post.title), subject=str(post.pk), level=level)


def list_to_begin_with(draft: Draft) -> VisaList:
    """The visas of the previous round, else of the latest document of the kind; closed posts are left out."""
    last = draft.rounds.order_by("-number").first() or _last_of_kind(draft)
    if last is None:
        return VisaList()
    visas = last.visas.select_related("post").order_by("position")
    wanted = tuple(VisaWanted(visa.post, visa.term_days) for visa in visas if visa.post.closed_on is None)
    return VisaList(wanted, VisaOrder(last.order))


def _last_of_kind(draft: Draft) -> AgreementRound | None:
    found = AgreementRound.objects.filter(draft__agency=draft.agency_id, draft__kind=draft.kind)
    return found.filter(visas__isnull=False).order_by("-started_at", "-pk").first()


def round_before(round: AgreementRound) -> AgreementRound | None:
    """The previous round of the same document; None for the first."""
    return round.draft.rounds.filter(number__lt=round.number).order_by("-number").first()


def documents_to_sign(user: User, agency: Agency) -> list[Draft]:
    """Agreed documents that `can_sign` leaves to the person, in two queries however many wait."""
    if not can(user, Permission.SIGN_DOCUMENT, agency):
        return []
    waiting = list(drafts_to_sign(agency).exclude(author=user))
    edited = edited_by(user, [draft.pk for draft in waiting])
    return [
        draft for draft in waiting if draft.pk not in edited and kind_of(draft.kind).may_sign(user, draft)
    ]


def documents_to_register(user: User, agency: Agency) -> QuerySet[Draft]:
    """Signed documents without a number; none for who registers nothing or only what own measures demand."""
    may = can(user, Permission.REGISTER_DOCUMENT, agency)
    return drafts_to_register(agency) if may else Draft.objects.none()


def waiting_for(user: User, agency: Agency, day: date) -> Waiting:
    """The counts of the first page, those of `visas_awaited` and its neighbours."""
    due = list(visas_awaited(user, agency, day).values_list("due_on", flat=True))
    return Waiting(
        visas=len(due),
        late=sum(1 for one in due if one is not None and one < day),
        to_sign=len(documents_to_sign(user, agency)),
        to_register=documents_to_register(user, agency).count(),
        returned=own_on_the_way(user, agency).filter(status=Status.RETURNED).count(),
    )


def own_on_the_way(user: User, agency: Agency) -> QuerySet[Draft]:
    """What the person has sent and is not registered yet, the latest changed first."""
    return drafts_of(agency).filter(author=user, status__in=OWN_ON_THE_WAY)


def next_number(agency: Agency, act_kind: ActKind, dated: date) -> str:
    """The number that a registration of the day would get now; nothing is claimed."""
    counter = NumberCounter.objects.filter(agency=agency, act_kind=act_kind.value, year=dated.year).first()
    mask = NumberMask.objects.filter(agency=agency, act_kind=act_kind.value).first()
    last = counter.last if counter else 0
    same_year = Act.objects.filter(agency=agency, kind=act_kind.value, year=dated.year)
    taken = set(same_year.values_list("number", flat=True))
    while True:
        last += 1
        number = rules.number_by(mask.mask if mask else rules.PLAIN_MASK, last, dated)
        if number not in taken:
            return number
