"""«По состоянию на»: the day at which the pages show the agency.

`?as_of=` of the address wins (15.03.2024 or 2024-03-15), then the day chosen in the session, then the day at
which a demonstration opens, then today in the agency's time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in
from navstrechu.web.shell.addresses import shown_address

SESSION_KEY = "as_of"
PARAMETER = "as_of"
# Kept instead of a date, so that a session that lasts over midnight goes on showing today.
TODAY = "today"
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class AsOf:
    """The shown day; ``url`` takes the top bar's form with ``keep``, ``today_url`` goes back to today."""

    today: date
    date: date
    url: str = ""
    keep: tuple[tuple[str, str], ...] = ()

    @property
    def is_today(self) -> bool:
        return self.date == self.today

    @property
    def today_url(self) -> str:
        return f"{self.url}?{urlencode([*self.keep, (PARAMETER, TODAY)])}"


def parse_day(text: str) -> date | None:
    """A day of this century typed as 15.03.2024 or 2024-03-15; None for anything else."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 – a calendar day has no zone
        except ValueError:
            continue
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


def resolve(request: HttpRequest, agency: Agency | None, opens_on: date | None) -> AsOf:
    """The day for this request. An unreadable parameter is as if it were not given."""
    today = today_in(agency) if agency else timezone.localdate()
    chosen = request.session.get(SESSION_KEY, "")
    remembered = today if chosen == TODAY else parse_day(chosen)
    asked = parse_day(request.GET.get(PARAMETER, ""))
    shown = asked or remembered or opens_on or today
    return AsOf(today, shown, reverse("shell:as-of"), (("next", without_day(shown_address(request))),))


def without_day(address: str) -> str:
    """The address without its own day, which would win over the one just chosen."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    query.pop(PARAMETER, None)
    return parts._replace(query=query.urlencode()).geturl()


def remember(request: HttpRequest, text: str) -> bool:
    """Show this day from now on, on all pages of the session; False when it cannot be read."""
    if text != TODAY:
        day = parse_day(text)
        if day is None:
            return False
        text = day.isoformat()
    request.session[SESSION_KEY] = text
    return True
