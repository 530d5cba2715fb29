"""Work of the worker: sending what is due, writing digests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core import clock
from navstrechu.jobs.liveness import Claimant
from navstrechu.jobs.registry import Task, register
from navstrechu.jobs.running import Run
from navstrechu.notices.models import Mail
from navstrechu.notices.queries import mail_is_needed
from navstrechu.notices.services import digests, outbox
from navstrechu.notices.transports import Away, Refused, Silent, Transport, transport


def send_mail(run: Run) -> dict[str, Any]:
    """Send what is due, after clearing up what a dead sender left."""
    claimant, way_out = Claimant(), transport()
    sent = 0
    try:
        for mail in Mail.objects.claimed():
            outbox.take_back(mail, was_accepted=way_out.was_accepted(mail), at=timezone.now())
        total = Mail.objects.due(timezone.now()).count()
        while mail_now := _claim(run, claimant, sent, total):
            sent += _send(mail_now, way_out)
    finally:
        way_out.close()
        claimant.leave()
    run.say(_("Отправлено писем: {number}").format(number=sent))
    return {"sent": sent}


def _claim(run: Run, claimant: Claimant, sent: int, total: int) -> Mail | None:
    """Between two letters the work can be stopped or cancelled."""
    run.progress(sent, max(total, sent), _("Отправлено писем: {number}").format(number=sent))
    return outbox.claim_mail(token=claimant.token, at=timezone.now())


def _send(mail: Mail, way_out: Transport) -> int:
    """1 when the letter is out."""
    try:
        way_out.send(mail, lambda: outbox.note_handed(mail))
    except Refused as refused:
        now = timezone.now()
        outbox.note_refused(mail, problem=refused.problem, for_good=refused.for_good, at=now)
        if isinstance(refused, Away):
            outbox.postpone_all(at=now)
        return 0
    except Silent:
        outbox.note_uncertain(mail)
        return 0
    outbox.note_sent(mail, at=timezone.now())
    return 1


def write_digests(run: Run) -> dict[str, Any]:
    """Queue the digests whose hour has come, each once a day or week; for the agency that ordered it, those
    of its people."""
    now = clock.now()
    people = digests.readers(run.job.agency_id)
    written = sum(digests.write_digest(user, at=now) for user in run.each(people, len(people)))
    run.say(_("Составлено сводок: {number}").format(number=written))
    return {"written": written}


def register_tasks() -> None:
    """Enter them into the registry."""
    register(Task("send-mail", gettext_lazy("Отправка писем"), send_mail, needed=mail_is_needed))
    hourly = timedelta(hours=1)
    register(
        Task("write-digests", gettext_lazy("Сводки по почте"), write_digests, every=hourly, by_hand=True)
    )
