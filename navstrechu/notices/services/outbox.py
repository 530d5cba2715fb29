"""The outbox: each letter leaves it once, whatever dies meanwhile. Reasons in docs/adr/0010-outbox.md.

Every step is a compare-and-swap that is committed before the next word to the mail server.
"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict
from navstrechu.history.services import Actor, Subject, record
from navstrechu.jobs.liveness import is_alive
from navstrechu.notices.letters import Letter, events_letter
from navstrechu.notices.models import Mail, MailState
from navstrechu.notices.queries import address_of
from navstrechu.organisation.models import Agency

# Waits after a refusal or a silent server: about two days in all, then the administrator is asked.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720, 1440))
_LONGEST_PROBLEM = 300


def queue_empty(user: User, *, key: str, at: datetime) -> Mail:
    """A letter that is written when its turn comes, from the notices that point to it."""
    return _queue(key, Letter("", "", ""), at, user=user, address=address_of(user))


def queue_letter(user: User, *, key: str, letter: Letter, at: datetime) -> Mail:
    """A finished letter; the one that the key already has where there is one."""
    return _queue(key, letter, at, user=user, address=address_of(user))


def queue_to_address(agency: Agency, address: str, *, key: str, letter: Letter, at: datetime) -> Mail:
    """A finished letter of the agency to somebody who has no account yet."""
    return _queue(key, letter, at, agency=agency, address=address)


def _queue(key: str, letter: Letter, at: datetime, **receiver: object) -> Mail:
    mail, _created = Mail.objects.get_or_create(
        key=key,
        defaults={
            **receiver,
            "message_id": f"<{uuid.uuid4().hex}@{settings.MAIL_DOMAIN}>",
            "subject": letter.subject,
            "text": letter.text,
            "html": letter.html,
            "next_try_at": at,
            "created_at": at,
        },
    )
    return mail


@transaction.atomic
def claim_mail(*, token: str, at: datetime) -> Mail | None:
    """Take the next letter; None when there is none, or another sender was faster.

    Somebody who was disabled or lost the address meanwhile gets nothing.
    """
    mail = Mail.objects.due(at).select_related("user").first()
    if mail is None:
        return None
    queued = Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED)
    address = _present_address(mail)
    if not address:
        queued.update(state=MailState.DROPPED)
        return claim_mail(token=token, at=at)
    mail.address = address
    if not mail.text:
        _write(mail)
    claim = {"state": MailState.SENDING, "claimed_by": token, "attempts": mail.attempts + 1}
    words = {"address": mail.address, "subject": mail.subject, "text": mail.text, "html": mail.html}
    if not queued.update(**claim, **words):
        return None
    return Mail.objects.get(pk=mail.pk)


def _present_address(mail: Mail) -> str:
    """Where the letter goes now; empty where its receiver gets no letters any more."""
    if mail.user is None:
        return mail.address
    return address_of(mail.user) if mail.user.is_active else ""


def _write(mail: Mail) -> None:
    """The letter of notices, written once: a repetition says the same."""
    notifications = mail.notifications.select_related("agency")
    letter = events_letter(mail.receiver, notifications)
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html


def note_handed(mail: Mail) -> bool:
    """The server is ready for the text: from here on it may have the letter. False when it is not ours."""
    own = Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, claimed_by=mail.claimed_by)
    return bool(own.update(state=MailState.HANDED))


def note_sent(mail: Mail, *, at: datetime) -> None:
    """The server has accepted the letter."""
    _leave(mail, state=MailState.SENT, sent_at=at, problem="")


def note_refused(mail: Mail, *, problem: str, for_good: bool, at: datetime) -> None:
    """The server certainly does not have the letter: tried again later, or given up."""
    problem = problem[:_LONGEST_PROBLEM]
    if for_good or mail.attempts > len(WAITS):
        _leave(mail, state=MailState.FAILED, problem=problem)
        return
    wait = WAITS[mail.attempts - 1]
    _leave(mail, state=MailState.QUEUED, next_try_at=at + wait, problem=problem)


def postpone_all(*, at: datetime) -> None:
    """The server is away: what is due waits as long as a first refusal, without counting an attempt."""
    Mail.objects.due(at).update(next_try_at=at + WAITS[0])


def note_uncertain(mail: Mail) -> None:
    """The server fell silent after it had the text: nobody knows, so nothing is sent again by itself."""
    problem = _("Связь прервалась после передачи письма: сервер мог его принять.")
    _leave(mail, state=MailState.UNCERTAIN, problem=problem)


def return_unsent(mail: Mail, *, at: datetime) -> None:
    """The sender stops before it has begun with this letter."""
    _leave(mail, state=MailState.QUEUED, next_try_at=at, attempts=mail.attempts - 1)


def _leave(mail: Mail, **values: object) -> None:
    own = Mail.objects.claimed().filter(pk=mail.pk, claimed_by=mail.claimed_by)
    own.update(claimed_by="", **values, **_without_secret(mail, values.get("state")))


def drop_unsent(key_prefix: str) -> None:
    """Letters of that purpose that are not on their way are not needed any more, nor a decision on them."""
    resting = [MailState.QUEUED, MailState.FAILED, MailState.UNCERTAIN]
    waiting = Mail.objects.filter(key__startswith=key_prefix, state__in=resting)
    waiting.update(state=MailState.DROPPED, text="", html="")


def _without_secret(mail: Mail, state: object) -> dict[str, str]:
    """A link that lets somebody in does not stay here longer than the letter that brings it."""
    is_over = state in {MailState.SENT, MailState.DROPPED}
    return {"text": "", "html": ""} if is_over and mail.user_id is None else {}


def take_back(mail: Mail, *, was_accepted: bool | None, at: datetime) -> None:
    """What to do with a letter whose sender died; ``was_accepted`` is None where the server cannot tell."""
    if is_alive(mail.claimed_by):
        return
    if mail.state == MailState.SENDING or was_accepted is False:
        return_unsent(mail, at=at)
    elif was_accepted:
        note_sent(mail, at=at)
    else:
        note_uncertain(mail)


@transaction.atomic
def send_again(*, mail: Mail, agency: Agency, by: Actor, at: datetime) -> None:
    """The administrator decides that an uncertain or failed letter goes out again, with the same Message-ID.

    Raises Conflict when somebody else has decided already.
    """
    _decide(mail, {"state": MailState.QUEUED, "next_try_at": at, "attempts": 0, "problem": ""})
    record("mail_sent_again", agency_id=agency.pk, subject=_subject(mail), by=by, at=at)


@transaction.atomic
def drop_mail(*, mail: Mail, agency: Agency, by: Actor, at: datetime) -> None:
    """The administrator decides that the letter is not needed. Raises Conflict."""
    _decide(mail, {"state": MailState.DROPPED})
    record("mail_dropped", agency_id=agency.pk, subject=_subject(mail), by=by, at=at)


def _decide(mail: Mail, values: dict[str, object]) -> None:
    stuck = Mail.objects.filter(pk=mail.pk, state__in=[MailState.UNCERTAIN, MailState.FAILED])
    if not stuck.update(**values, **_without_secret(mail, values["state"])):
        raise Conflict(_("Об этом письме уже решено. Обновите страницу."))


def _subject(mail: Mail) -> Subject:
    # Addresses never enter the history; the receiver's name is enough.
    name = mail.user.display_name if mail.user else _("приглашённый")
    return Subject("notices.mail", str(mail.pk), f"{name}: {mail.subject}")
