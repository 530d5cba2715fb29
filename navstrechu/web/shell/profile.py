"""The person behind the user menu: roles, post, own pages, other agencies."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.accounts.openid import is_configured
from navstrechu.accounts.roles import ROLES
from navstrechu.organisation.models import Agency, Appointment
from navstrechu.organisation.permissions import roles_in

# More agencies than this are reached through the page of the region.
_MOST_AGENCIES = 7


@dataclass(frozen=True, slots=True)
class Profile:
    """Who one is in the shown agency: «Координатор», «Начальник отдела …»."""

    role: str
    post: str


@dataclass(frozen=True, slots=True)
class ProfileLink:
    """An entry of the user menu."""

    url: str
    label: str
    icon: str


def profile_of(user: User, agency: Agency | None, day: date) -> Profile:
    """Roles in the agency and the post held there on the day."""
    if agency is None:
        return Profile("", "")
    roles = ", ".join(str(ROLES[role].title) for role in sorted(roles_in(user, agency)))
    held = Appointment.objects.on(day).filter(post__agency=agency, person__user=user).select_related("post")
    return Profile(roles, "; ".join(_post_text(found) for found in held.order_by("is_acting", "since", "pk")))


def _post_text(appointment: Appointment) -> str:
    prefix = _("и. о.: ") if appointment.is_acting else ""
    return prefix + appointment.post.title


def profile_links(user: User, agency: Agency | None) -> list[ProfileLink]:
    """Other agencies of the person first, then the pages of the own account."""
    others = Agency.objects.visible_to(user).exclude(pk=agency.pk if agency else 0)
    return [
        *(
            ProfileLink(reverse("home:overview", args=[other.code]), other.short_name, "building-2")
            for other in others.order_by("short_name", "pk")[:_MOST_AGENCIES]
        ),
        ProfileLink(reverse("notices:settings"), _("Письма с напоминаниями"), "mail"),
        ProfileLink(reverse("accounts:sessions"), _("Мои сеансы"), "monitor"),
        ProfileLink(reverse("accounts:password"), _("Сменить пароль"), "key-round"),
        ProfileLink(reverse("accounts:second-factor"), _("Вход с кодом"), "shield-check"),
        *(
            [ProfileLink(reverse("accounts:identity"), _("Вход без пароля"), "user-check")]
            if is_configured()
            else []
        ),
        ProfileLink(reverse("tokens:keys"), _("Ключи доступа"), "link"),
    ]
