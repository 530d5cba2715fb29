"""Notices, how each person wants mail, and the outbox."""

from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency


class MailMode(StrEnum):
    """How often somebody wants mail; in the product notices stand in any case."""

    OFF = "off"
    EVENTS = "events"
    DAILY = "daily"
    WEEKLY = "weekly"


def mail_modes() -> list[tuple[str, object]]:
    """Modes with their words; a callable, so that a new word makes no migration."""
    return [
        (MailMode.DAILY.value, _("раз в день, утром рабочего дня")),
        (MailMode.WEEKLY.value, _("раз в неделю, в первый её рабочий день")),
        (MailMode.EVENTS.value, _("сразу, о каждом событии")),
        (MailMode.OFF.value, _("не присылать")),
    ]


class MailChoice(models.Model):
    """What a person chose; without a row, the default mode holds.

    ``address`` is where letters go; empty: the address of the account. It is the person's own and proves
    nothing, so nobody is recognised by it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mode = models.CharField(_("письма"), max_length=20, choices=mail_modes, default=MailMode.DAILY.value)
    address = models.EmailField(_("адрес для писем"), blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.mode


class MailState(StrEnum):
    """Where a letter stands; see docs/adr/0010-outbox.md for what follows from each."""

    QUEUED = "queued"
    SENDING = "sending"
    HANDED = "handed"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    DROPPED = "dropped"


MAIL_LABELS = {
    MailState.QUEUED: _("ждёт отправки"),
    MailState.SENDING: _("отправляется"),
    MailState.HANDED: _("передаётся серверу"),
    MailState.SENT: _("отправлено"),
    MailState.UNCERTAIN: _("неизвестно, принято ли"),
    MailState.FAILED: _("не отправлено"),
    MailState.DROPPED: _("снято с отправки"),
}
CLAIMED = frozenset({MailState.SENDING, MailState.HANDED})


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: datetime) -> "MailQuerySet":
        """Letters whose turn it is, the oldest first."""
        return self.filter(state=MailState.QUEUED, next_try_at__lte=now).order_by("next_try_at", "id")

    def claimed(self) -> "MailQuerySet":
        """Letters that somebody is sending, or was sending when it died."""
        return self.filter(state__in=CLAIMED)

    def to_members_of(self, agency: Agency) -> "MailQuerySet":
        """Letters to people with a role in the agency, and to those whom it invites."""
        members = Q(user__memberships__agency=agency, user__memberships__ended_at__isnull=True)
        return self.filter(members | Q(agency=agency)).distinct()


class Mail(models.Model):
    """One letter of the outbox. ``message_id`` never changes, so that a receiver can recognise a repetition;
    ``key`` says what the letter is for, so that it is written once. It goes to an account or, where there is
    none yet, to an address that ``agency`` has given."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mails", null=True, blank=True
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=120, unique=True)
    address = models.EmailField(_("кому"))
    subject = models.CharField(_("тема"), max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=20, default=MailState.QUEUED.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sending", "handed"]) & ~Q(claimed_by="")
                | ~Q(state__in=["sending", "handed"]) & Q(claimed_by=""),
                name="notices_mail_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
                name="notices_mail_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, agency=None) | Q(user=None, agency__isnull=False),
                name="notices_mail_has_a_receiver",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="notices_mail_due")]

    def __str__(self) -> str:
        return self.key

    @property
    def receiver(self) -> str:
        """For whom it is, as the administrator reads it."""
        return self.user.display_name if self.user else self.address


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> "NotificationQuerySet":
        """The person's own, of agencies that the person may still see."""
        return self.filter(user=user, agency__in=Agency.objects.visible_to(user))

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)


class Notification(models.Model):
    """One thing that one person is told. ``key`` names what happened: nobody is told twice of the same."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    place = models.CharField(max_length=60)
    place_key = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(
        Mail, on_delete=models.SET_NULL, related_name="notifications", null=True, blank=True
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notices_told_once"),
        ]
        indexes = [
            models.Index(fields=["user", "read_at"], name="notices_unread"),
            models.Index(fields=["agency", "key"], name="notices_by_key"),
        ]

    def __str__(self) -> str:
        return self.key
