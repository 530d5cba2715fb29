"""Who is told of editions: the responsible of one that waits, everybody of one in force."""

from navstrechu.accounts.roles import Role
from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.notices.services.telling import Tale, tell
from navstrechu.organisation.models import Membership
from navstrechu.registers.kinds import kind_of
from navstrechu.registers.models import RegisterEdition

EDITION = "registers.edition"


def listen() -> None:
    """Enter the listeners."""
    listeners.register("edition_frozen", _tell_responsible)
    listeners.register("edition_approved", _tell_everybody)


def _tell_responsible(event: Event) -> None:
    _tell("edition_awaits", event, [Role.RESPONSIBLE.value])


def _tell_everybody(event: Event) -> None:
    _tell("edition_approved", event, [role.value for role in Role])


def _tell(kind: str, event: Event, roles: list[str]) -> None:
    edition = RegisterEdition.objects.select_related("agency").filter(pk=event.subject_id).first()
    if edition is None:
        return
    members = Membership.objects.filter(agency=edition.agency, role__in=roles, ended_at=None)
    tale = Tale(
        kind=kind,
        agency=edition.agency,
        place=EDITION,
        place_key=f"{edition.register}/{edition.number}",
        key=f"{kind}:{event.pk}",
        data={
            "number": edition.number,
            "register": kind_of(edition.register).title,
            "actor": event.actor_name,
            "act": event.comment[:300],
        },
    )
    tell(tale, users=set(members.values_list("user", flat=True)), but=event.actor_id, at=event.at)
