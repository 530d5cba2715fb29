"""Digests: what happened since the last one and what stands today, once a day or once a week."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.calendar import SATURDAY
from navstrechu.core.text.dates import date_in_figures
from navstrechu.notices.kinds import DigestSection, kind_of, standing_sections
from navstrechu.notices.letters import digest_letter, sections_of
from navstrechu.notices.models import Mail, MailChoice, MailMode, Notification
from navstrechu.notices.queries import mail_choice
from navstrechu.notices.services.outbox import queue_letter
from navstrechu.organisation.models import Agency, Membership
from navstrechu.organisation.queries import calendar_of

# Not before people are at work.
FIRST_HOUR = 8
# After a longer pause nobody wants to read of everything that happened meanwhile.
_LOOKS_BACK = timedelta(days=31)


def readers(agency_id: int = 0) -> list[User]:
    """Who may get digests: active accounts with an address that did not choose otherwise; those with a role
    in one agency where it is given."""
    others = MailChoice.objects.filter(mode__in=[MailMode.OFF, MailMode.EVENTS]).values("user")
    own_address = MailChoice.objects.exclude(address="").values("user")
    addressed = ~Q(email="") | Q(pk__in=own_address)
    known = User.objects.filter(addressed, is_active=True).exclude(pk__in=others)
    if agency_id:
        members = Membership.objects.filter(agency=agency_id, ended_at=None).values("user")
        known = known.filter(pk__in=members)
    return list(known.order_by("pk"))


@transaction.atomic
def write_digest(user: User, *, at: datetime) -> bool:
    """Queue the person's digest when its time has come and it would not be empty; True when it was queued."""
    agencies = list(Agency.objects.visible_to(user).order_by("short_name", "pk"))
    if not agencies:
        return False
    local = at.astimezone(ZoneInfo(agencies[0].time_zone))
    choice = mail_choice(user)
    key = _key(user, MailMode(choice.mode), local.date())
    is_time = local.hour >= FIRST_HOUR and _is_working(agencies[0], local.date())
    if not is_time or Mail.objects.filter(key=key).exists():
        return False
    news = _news(user, since=_since(user, choice, at))
    sections = _sections(user, agencies, news, local.date())
    if not sections:
        return False
    letter = digest_letter(user.display_name, _period(MailMode(choice.mode), local.date()), sections)
    mail = queue_letter(user, key=key, letter=letter, at=at)
    Notification.objects.filter(pk__in=[one.pk for one in news]).update(mail=mail)
    return True


def _is_working(agency: Agency, day: date) -> bool:
    """By the production calendar; of a year that it does not know yet, by the day of the week."""
    is_off = calendar_of(agency).day_off(day)
    return day.weekday() < SATURDAY if is_off is None else not is_off


def _key(user: User, mode: MailMode, day: date) -> str:
    """Names the digest of the day or of the week, which there is once."""
    if mode is MailMode.WEEKLY:
        year, week, _weekday = day.isocalendar()
        return f"weekly:{user.pk}:{year}-W{week:02}"
    return f"daily:{user.pk}:{day.isoformat()}"


def _since(user: User, choice: MailChoice, at: datetime) -> datetime:
    last = Mail.objects.filter(user=user, key__regex="^(daily|weekly):").aggregate(last=Max("created_at"))
    return max(last["last"] or choice.changed_at, choice.changed_at, at - _LOOKS_BACK)


def _news(user: User, *, since: datetime) -> list[Notification]:
    """What the person was told since then and has had no letter about."""
    untold = Notification.objects.visible_to(user).filter(mail=None, at__gt=since)
    return list(untold.select_related("agency").order_by("at", "pk"))


def _sections(user: User, agencies: list[Agency], news: list[Notification], day: date) -> list[DigestSection]:
    """What stands and what happened, agency by agency; named only where there are several."""
    found = []
    for agency in agencies:
        own = [
            *standing_sections(user, agency, day),
            *sections_of(one for one in news if one.agency_id == agency.pk and not kind_of(one.kind).stands),
        ]
        prefix = f"{agency.short_name}. " if len(agencies) > 1 else ""
        found += [DigestSection(prefix + section.heading, section.lines) for section in own]
    return found


def _period(mode: MailMode, day: date) -> str:
    figures = date_in_figures(day)
    return _("неделя, {day}").format(day=figures) if mode is MailMode.WEEKLY else figures
