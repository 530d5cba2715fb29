"""«По состоянию на»: the day at which the pages show the agency.

`?as_of=` of the address wins (15.03.2024 or 2024-03-15), then the day chosen in the session, then the day
at which a demonstration opens, then today in the agency's time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in

SESSION_KEY = "as_of"
PARAMETER = "as_of"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The shown day; ``url`` takes the form of the top bar, ``today_url`` goes back to today."""

    date: date
    today: date
    url: str = ""
    keep: tuple[tuple[str, str], ...] = ()

    @property
    def is_today(self) -> bool:
        return self.date == self.today


def parse_day(text: str) -> date | None:
    """A day typed as 15.03.2024 or 2024-03-15; None for anything else."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 – a calendar day has no zone
        except ValueError:
            continue
    return None


def resolve(request: HttpRequest, agency: Agency, opens_on: date | None) -> AsOf:
    """The day for this request. An unreadable parameter is as if it were not given."""
    today = today_in(agency)
    asked = parse_day(request.GET.get(PARAMETER, ""))
    chosen = parse_day(request.session.get(SESSION_KEY, ""))
    return AsOf(asked or chosen or opens_on or today, today)
