"""What the middleware has put on a request by the time a view runs."""

from datetime import date

from django.http import HttpRequest

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency
from navstrechu.web.shell.as_of import AsOf


class SignedRequest(HttpRequest):
    """A request of a signed-in person; ``agency`` is the one of the address or of the last visit,
    ``day`` the shown day."""

    user: User
    agency: Agency | None
    permissions: frozenset[str]
    as_of: AsOf
    day: date


class AgencyRequest(SignedRequest):
    """A request to a page of an agency that the person may see."""

    agency: Agency
