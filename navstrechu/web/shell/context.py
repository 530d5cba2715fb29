"""What every page knows: navigation, theme, density, the day it is seen at, who looks at it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from navstrechu.notices.queries import unread_count
from navstrechu.web.demonstration.context import strip_for
from navstrechu.web.help.topics import help_url
from navstrechu.web.shell import navigation, preferences
from navstrechu.web.shell.addresses import shown_address
from navstrechu.web.shell.language import LANGUAGES, language_of
from navstrechu.web.shell.profile import profile_links, profile_of
from navstrechu.web.shell.read_only import is_read_only


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Lazy where it asks the database: a fragment and an error page draw none of it, and
    the page of an error must show when the database is down, also for a request that failed before the
    middleware."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation.links_for(request)),
        "theme": preferences.theme_of(request),
        "themes": preferences.THEMES.values(),
        "density": preferences.density_of(request),
        "language": language_of(request),
        "languages": LANGUAGES.items(),
        "as_of": getattr(request, "as_of", None),
        "agency": getattr(request, "agency", None),
        "help_url": help_url(request),
        "shown_address": shown_address(request),
        "read_only": SimpleLazyObject(is_read_only),
        "obligation": getattr(request, "obligation", None),
        **_person(request),
    }


def _person(request: HttpRequest) -> dict[str, Any]:
    """Empty for a guest and where nobody could be recognised."""
    user: Any = getattr(request, "user", None)
    day = getattr(request, "as_of", None)
    if day is None or not user.is_authenticated:
        return {}
    agency = getattr(request, "agency", None)
    return {
        "demonstration": strip_for(user),
        "profile": SimpleLazyObject(lambda: profile_of(user, agency, day.date)),
        "profile_links": SimpleLazyObject(lambda: profile_links(user, agency)),
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
        "sign_out_url": reverse("accounts:sign-out"),
    }
