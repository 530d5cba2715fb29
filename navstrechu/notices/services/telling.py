"""Telling people: notices, and the letters of those who want one at once, in the transaction of the event."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from navstrechu.accounts.models import User
from navstrechu.notices import kinds
from navstrechu.notices.models import MailChoice, MailMode, Notification
from navstrechu.notices.queries import mail_choice
from navstrechu.notices.services.outbox import queue_empty
from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class Tale:
    """What happened, whom it concerns aside: the kind, its data, the page, and a key that names it once."""

    kind: str
    agency: Agency
    place: str
    place_key: str
    key: str
    data: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def tell(tale: Tale, *, users: Collection[int], but: str = "", at: datetime) -> list[Notification]:
    """Tell those of the accounts that may see the agency and were not told yet, except who did it (``but``).

    Those who want letters at once get one for everything of the same moment.
    """
    kinds.kind_of(tale.kind)
    told = Notification.objects.filter(key=tale.key, user__in=users).values("user")
    receivers = list(_who_may_see(tale.agency, users).exclude(pk__in=told))
    made = [_notification(tale, user, at) for user in receivers if str(user.pk) != but]
    hasty = _hasty(one.user for one in made)
    for one in made:
        if one.user_id in hasty:
            one.mail = queue_empty(one.user, key=f"events:{one.user_id}:{at.isoformat()}", at=at)
    return Notification.objects.bulk_create(made)


def _notification(tale: Tale, user: User, at: datetime) -> Notification:
    return Notification(
        user=user,
        agency=tale.agency,
        kind=tale.kind,
        data=tale.data,
        place=tale.place,
        place_key=tale.place_key,
        key=tale.key,
        at=at,
    )


def _who_may_see(agency: Agency, users: Collection[int]) -> Any:
    may = Q(memberships__agency=agency, memberships__ended_at__isnull=True) | Q(
        memberships__region=agency.region_id, memberships__ended_at__isnull=True
    )
    return User.objects.filter(may, pk__in=users, is_active=True).distinct().order_by("pk")


def _hasty(users: Iterable[User]) -> set[int]:
    """Who of them wants letters at once and has an address."""
    chosen = MailChoice.objects.filter(user__in=list(users), mode=MailMode.EVENTS)
    addressed = chosen.exclude(address="", user__email="")
    return set(addressed.values_list("user_id", flat=True))


def mark_read(*, user: User, at: datetime, pk: int | None = None) -> int:
    """Mark one of the person's own notices as read, or all; returns how many were not."""
    unread = Notification.objects.filter(user=user).unread()
    chosen = unread if pk is None else unread.filter(pk=pk)
    return int(chosen.update(read_at=at))


@transaction.atomic
def choose_mail(*, user: User, mode: MailMode, address: str = "", at: datetime) -> MailChoice:
    """How often the person wants letters from now on, and where; without an address, that of the account.

    What happened before another mode was chosen is not sent afterwards.
    """
    choice = mail_choice(user)
    if choice.pk is None or choice.mode != mode:
        choice.mode, choice.changed_at = mode.value, at
    choice.address = address
    choice.save()
    return choice
