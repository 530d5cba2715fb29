"""The words of letters: what happened and what stands, as plain text and as plain HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from navstrechu.accounts.roles import ROLES, Role
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plurals import counted
from navstrechu.notices.kinds import DigestSection, Line, detail_of, kinds, path_of, sentence_of
from navstrechu.notices.models import Notification
from navstrechu.organisation.models import Invitation

# Letters are official: always in the language of the documents.
_LANGUAGE = "ru"
_LONGEST_SUBJECT = 200
_EVENTS = ("notices/mail/events.txt", "notices/mail/events.html")
_INVITATION = ("notices/mail/invitation.txt", "notices/mail/invitation.html")
_DIGEST = ("notices/mail/digest.txt", "notices/mail/digest.html")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that only lacks its receiver."""

    subject: str
    text: str
    html: str


def line_of(notification: Notification) -> Line:
    """A notice as a line of a letter."""
    detail = detail_of(notification.kind, notification.data)
    sentence = sentence_of(notification.kind, notification.data)
    path = path_of(notification.place, notification.agency.code, notification.place_key)
    return Line(f"{sentence}: {detail}" if detail else f"{sentence}.", path)


def sections_of(notifications: Iterable[Notification]) -> list[DigestSection]:
    """Notices below the headings of their kinds, each in the order of time."""
    known = sorted(notifications, key=lambda one: (one.at, one.pk))
    found = [
        DigestSection(str(kind.heading), tuple(line_of(one) for one in known if one.kind == kind.code))
        for kind in kinds()
    ]
    return [section for section in found if section.lines]


def events_letter(name: str, notifications: Iterable[Notification]) -> Letter:
    """The letter about what has just happened; one event is named in the subject."""
    known = list(notifications)
    with override(_LANGUAGE):
        subject = (
            sentence_of(known[0].kind, known[0].data)
            if len(known) == 1
            else counted(len(known), "новое уведомление", "новых уведомления", "новых уведомлений")
        )
        return _letter(_EVENTS, subject, name, sections_of(known))


def digest_letter(name: str, period: str, sections: list[DigestSection]) -> Letter:
    """The digest of a period («22.11.2026», «неделя с …»)."""
    with override(_LANGUAGE):
        return _letter(_DIGEST, _("Дорожная карта: сводка, {period}").format(period=period), name, sections)


def invitation_letter(invitation: Invitation, path: str) -> Letter:
    """The letter that brings the link of an invitation."""
    with override(_LANGUAGE):
        agency = invitation.agency
        zone = ZoneInfo(agency.time_zone)
        context = {
            "name": invitation.invited_name,
            "agency": agency.full_name,
            "inviter": invitation.invited_by.display_name,
            "role": ROLES[Role(invitation.role)].title,
            "until": date_in_figures(invitation.expires_at.astimezone(zone).date()),
            "link": settings.ADDRESS + path,
            "subject": _("Приглашение в «Навстречу»: {agency}").format(agency=agency.short_name),
        }
        return _rendered(_INVITATION, context)


def _letter(templates: tuple[str, str], subject: str, name: str, sections: list[DigestSection]) -> Letter:
    context = {
        "name": name,
        "sections": sections,
        "address": settings.ADDRESS,
        "settings_url": settings.ADDRESS + path_of("notices.settings", "", ""),
        "subject": subject,
    }
    return _rendered(templates, context)


def _rendered(templates: tuple[str, str], context: dict[str, Any]) -> Letter:
    in_text, in_html = templates
    return Letter(
        " ".join(str(context["subject"]).split())[:_LONGEST_SUBJECT],
        _plain_engine().get_template(in_text).render(Context(context, autoescape=False)),
        render_to_string(in_html, context),
    )


@cache
def _plain_engine() -> Engine:
    """Plain text must not be escaped; pages never come out of this engine."""
    folder = Path(__file__).parent / "templates"
    return Engine(dirs=[str(folder)], autoescape=False, libraries={"i18n": "django.templatetags.i18n"})
