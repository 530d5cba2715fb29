"""Models of the organisation, one module an aggregate."""

from navstrechu.organisation.models.agency import Agency, CalendarDay, Region
from navstrechu.organisation.models.invitation import Invitation
from navstrechu.organisation.models.membership import Membership
from navstrechu.organisation.models.people import Appointment, Person
from navstrechu.organisation.models.structure import Post, Unit

__all__ = [
    "Agency",
    "Appointment",
    "CalendarDay",
    "Invitation",
    "Membership",
    "Person",
    "Post",
    "Region",
    "Unit",
]
