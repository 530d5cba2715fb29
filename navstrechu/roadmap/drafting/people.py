"""Who is named in documents of the roadmap: the responsible, the coordinator, who reports to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency, Appointment, Membership, Post, Unit
from navstrechu.organisation.models.structure import Rank
from navstrechu.organisation.queries import StructureUnit, signatory_on, structure_on


def holders_of_role(agency: Agency, role: Role, on: date) -> list[Appointment]:
    """What those who have the role hold on the day, by post; a permanent post before an acting one."""
    users = Membership.objects.filter(agency=agency, role=role, ended_at=None).values("user")
    held = Appointment.objects.on(on).filter(post__agency=agency, person__user__in=users)
    return list(held.select_related("person", "post__unit").order_by("is_acting", "post__title", "pk"))


def responsible_on(agency: Agency, on: date) -> Appointment | None:
    """Who answers for client-centricity: the holder of the role, else of the deputy head's post (1.1)."""
    found = holders_of_role(agency, Role.RESPONSIBLE, on)
    if found:
        return found[0]
    signs = signatory_on(agency, on)
    if signs is None:
        return None
    held = signs.post.appointments.on(on).select_related("person", "post__unit")
    return held.order_by("-is_acting", "-since", "-pk").first()


def coordinator_on(agency: Agency, on: date) -> Appointment | None:
    """Who coordinates the work; None where the role belongs to nobody who holds a post."""
    return next(iter(holders_of_role(agency, Role.COORDINATOR, on)), None)


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """A post of the agency, whoever holds it, and the post to which it reports («» for the highest)."""

    unit: str
    depth: int
    post: str
    holder: str
    reports_to: str


def reporting_lines(agency: Agency, on: date) -> list[ReportingLine]:
    """Posts of the day in the order of the staff list with the post above each."""
    structure = structure_on(agency, on)
    heads = _heads(structure)
    top = _top(structure)
    lines = []
    for place in structure:
        for held in place.posts:
            above = _above(held.post, place.unit, heads, top)
            holder = held.holders[-1].person.short_name if held.holders else ""
            unit = place.unit.name if place.unit else ""
            lines.append(
                ReportingLine(unit, place.depth, held.post.title, holder, above.title if above else "")
            )
    return lines


def _heads(structure: Iterable[StructureUnit]) -> dict[int, Post]:
    """The head's post of each unit that has one."""
    return {
        place.unit.pk: held.post
        for place in structure
        if place.unit
        for held in reversed(place.posts)
        if held.post.rank == Rank.UNIT_HEAD
    }


def _top(structure: Iterable[StructureUnit]) -> dict[str, Post]:
    """The posts of the head of the agency and of the first deputy."""
    posts = [held.post for place in structure for held in place.posts]
    ranks = (Rank.HEAD.value, Rank.DEPUTY_HEAD.value)
    return {rank: post for rank in ranks for post in reversed(posts) if post.rank == rank}


def _above(post: Post, unit: Unit | None, heads: dict[int, Post], top: dict[str, Post]) -> Post | None:
    if post.rank == Rank.HEAD:
        return None
    if post.rank == Rank.DEPUTY_HEAD:
        return top.get(Rank.HEAD)
    place = unit
    while place is not None:
        head = heads.get(place.pk)
        if head is not None and head.pk != post.pk:
            return head
        place = place.parent
    return top.get(Rank.DEPUTY_HEAD) or top.get(Rank.HEAD)
