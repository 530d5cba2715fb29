"""What the middleware has put on a request by the time a view runs."""

from datetime import date

from django.http import HttpRequest

from navstrechu.accounts.models import Session, User
from navstrechu.organisation.models import Agency
from navstrechu.web.shell.as_of import AsOf
from navstrechu.web.shell.obligations import Obligation


class SignedRequest(HttpRequest):
    """A request of a signed-in person; ``agency`` is the one of the address or of the last visit,
    ``day`` the shown day, ``obligation`` what must be done before anything else."""

    user: User
    signed_session: Session
    obligation: Obligation | None
    agency: Agency | None
    permissions: frozenset[str]
    as_of: AsOf
    day: date


class AgencyRequest(SignedRequest):
    """A request to a page of an agency that the person may see."""

    agency: Agency
