"""Reads of notices and of the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from navstrechu.accounts.models import User
from navstrechu.jobs.liveness import is_alive
from navstrechu.notices import kinds
from navstrechu.notices.models import (
    MAIL_LABELS,
    Mail,
    MailChoice,
    MailMode,
    MailState,
    Notification,
)
from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as the page shows it."""

    id: int
    agency: str
    text: str
    detail: str
    at: datetime
    icon: str
    tone: str
    is_read: bool


@dataclass(frozen=True, slots=True)
class MailRow:
    """A letter that needs the administrator: to whom it goes, never what it says."""

    id: int
    receiver: str
    subject: str
    state: MailState
    label: str
    problem: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outbox:
    """Letters to the people of an agency: how many in each state, and those that need somebody."""

    waiting: int
    sent: int
    stuck: tuple[MailRow, ...]


def unread_count(user: User) -> int:
    """The number on the bell."""
    return Notification.objects.visible_to(user).unread().count()


def notices_of(user: User, *, unread_only: bool = False) -> QuerySet[Notification]:
    """The person's notices, the latest first."""
    own = Notification.objects.visible_to(user).select_related("agency").order_by("-at", "-id")
    return own.unread() if unread_only else own


def shown(notifications: Sequence[Notification]) -> list[Notice]:
    """Notices in words."""
    return [_notice(one) for one in notifications]


def _notice(one: Notification) -> Notice:
    kind = kinds.kind_of(one.kind)
    return Notice(
        id=one.pk,
        agency=one.agency.short_name,
        text=kinds.sentence_of(one.kind, one.data),
        detail=kinds.detail_of(one.kind, one.data),
        at=one.at,
        icon=kind.icon,
        tone=kind.tone,
        is_read=one.read_at is not None,
    )


def notice_path(user: User, pk: int) -> str | None:
    """The page that one of the person's notices speaks of; None for a notice that is not the person's."""
    one = Notification.objects.visible_to(user).select_related("agency").filter(pk=pk).first()
    return None if one is None else kinds.path_of(one.place, one.agency.code, one.place_key)


def mail_choice(user: User) -> MailChoice:
    """What the person chose; unsaved, with the default, where nothing was."""
    chosen = MailChoice.objects.filter(user=user).first()
    return chosen or MailChoice(user=user, mode=MailMode.DAILY, changed_at=user.created_at)


def address_of(user: User) -> str:
    """Where the person's letters go; empty where no address is known."""
    return mail_choice(user).address or user.email


def mail_is_needed(now: datetime) -> bool:
    """Whether there is something to send, or left over by a sender that died."""
    if Mail.objects.due(now).exists():
        return True
    owners = set(Mail.objects.claimed().values_list("claimed_by", flat=True))
    return any(not is_alive(token) for token in owners)


_STUCK = (MailState.UNCERTAIN, MailState.FAILED)


def outbox_of(agency: Agency) -> Outbox:
    """What the administrator of an agency sees of the letters to its people."""
    letters = Mail.objects.to_members_of(agency)
    counts = letters.aggregate(
        waiting=Count("pk", filter=Q(state__in=["queued", "sending", "handed"]), distinct=True),
        sent=Count("pk", filter=Q(state="sent"), distinct=True),
    )
    stuck = letters.filter(state__in=_STUCK).select_related("user").order_by("-created_at", "-id")
    return Outbox(counts["waiting"], counts["sent"], tuple(_mail_row(mail) for mail in stuck))


def stuck_mail(agency: Agency, pk: int) -> Mail | None:
    """A letter to somebody of the agency that needs the administrator."""
    return Mail.objects.to_members_of(agency).filter(pk=pk, state__in=_STUCK).first()


def _mail_row(mail: Mail) -> MailRow:
    state = MailState(mail.state)
    label = str(MAIL_LABELS[state])
    return MailRow(mail.pk, mail.receiver, mail.subject, state, label, mail.problem, mail.created_at)
