"""Reads of the organisation."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.calendar import WorkingCalendar
from navstrechu.organisation.models import Agency, Appointment, Invitation, Membership, Person, Post, Unit
from navstrechu.organisation.models.structure import Rank
from navstrechu.organisation.workflow import InvitationStatus


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with its holders on a day, the permanent one first."""

    post: Post
    holders: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class StructureUnit:
    """A unit in the tree with its posts; ``unit`` is None for posts outside of any unit."""

    unit: Unit | None
    depth: int
    posts: tuple[HeldPost, ...]


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """A person with what the person holds on a day, the permanent post first."""

    person: Person
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True, slots=True)
class SigningPost:
    """The post that signs for the agency's client-centricity, with who holds it on a day."""

    post: Post
    name: str = ""
    is_acting: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """An account with its open roles in an agency and the person it belongs to there."""

    user: User
    person: Person | None
    memberships: list[Membership]

    @property
    def is_of_agency(self) -> bool:
        """Whether a role is given in the agency itself, not only in its region."""
        return any(membership.agency_id for membership in self.memberships)


def calendar_of(agency: Agency) -> WorkingCalendar:
    """The production calendar with the agency's corrections."""
    return WorkingCalendar(corrections=dict(agency.calendar_days.values_list("day", "is_working")))


def today_in(agency: Agency) -> date:
    """The date on the agency's wall."""
    return day_in(agency, timezone.now())


def day_in(agency: Agency, at: datetime) -> date:
    """The agency's calendar day of a moment."""
    return at.astimezone(ZoneInfo(agency.time_zone)).date()


def keepers_of(agency: Agency) -> set[int]:
    """Accounts of those who answer for plan and registers: the responsible deputy, to whom proposals are
    addressed, and the coordinator, who handles them (roadmap 1.1; order 201, 3.3)."""
    roles = [Role.RESPONSIBLE, Role.COORDINATOR]
    open_ones = Membership.objects.filter(agency=agency, role__in=roles, ended_at=None)
    return set(open_ones.values_list("user", flat=True))


def posts_of(agency: Agency) -> QuerySet[Post]:
    """Open posts with their units in the order of a staff list."""
    return agency.posts.open().select_related("unit").order_by("unit__position", "title", "pk")


def holders_on(agency: Agency, day: date) -> dict[int, Appointment]:
    """Who holds each post on the day, {post id: appointment}; an acting holder goes before the permanent
    one."""
    appointments = Appointment.objects.on(day).filter(post__agency=agency).select_related("person")
    return {found.post_id: found for found in appointments.order_by("is_acting", "since", "pk")}


def signatory_on(agency: Agency, day: date) -> SigningPost | None:
    """The deputy head's post: the level that the responsible may not be below (roadmap 1.1)."""
    post = agency.posts.open().filter(rank=Rank.DEPUTY_HEAD.value).order_by("pk").first()
    if post is None:
        return None
    holder = (
        post.appointments.on(day).select_related("person").order_by("-is_acting", "-since", "-pk").first()
    )
    if holder is None:
        return SigningPost(post)
    return SigningPost(post, holder.person.signature_name, holder.is_acting)


def own_posts(user: User, agency: Agency, day: date) -> frozenset[int]:
    """Ids of the posts that the person holds on the day: whose tasks are «мои задачи»."""
    held = Appointment.objects.on(day).filter(post__agency=agency, person__user=user)
    return frozenset(held.values_list("post_id", flat=True))


def own_units(user: User, agency: Agency, day: date) -> frozenset[int]:
    """Ids of the units whose rows of the registers the person answers for: those of the posts held on the
    day and of the open roles, with all units below them (order 201, 2.4 and 3.3)."""
    held = Appointment.objects.on(day).filter(post__agency=agency, person__user=user)
    roots = {*held.exclude(post__unit=None).values_list("post__unit_id", flat=True)}
    memberships = Membership.objects.filter(user=user, unit__agency=agency, ended_at=None)
    roots |= {*memberships.values_list("unit_id", flat=True)}
    return _with_units_below(agency, roots) if roots else frozenset()


def heads_of_unit(unit: Unit, day: date) -> set[int]:
    """Ids of the accounts of unit heads that answer for the unit on the day, it or one above being theirs."""
    parents = dict(Unit.objects.filter(agency=unit.agency_id).values_list("pk", "parent_id"))
    chain: set[int] = set()
    place: int | None = unit.pk
    while place is not None and place not in chain:
        chain.add(place)
        place = parents.get(place)
    heads = Membership.objects.filter(role=Role.UNIT_HEAD, agency=unit.agency_id, ended_at=None)
    held = Appointment.objects.on(day).filter(post__unit__in=chain, person__user__isnull=False)
    by_post = Q(user__in=held.values("person__user"))
    return set(heads.filter(by_post | Q(unit__in=chain)).values_list("user", flat=True))


def _with_units_below(agency: Agency, roots: set[int]) -> frozenset[int]:
    children: dict[int | None, list[int]] = defaultdict(list)
    for unit, parent in agency.units.values_list("pk", "parent_id"):
        children[parent].append(unit)
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += children[unit]
    return frozenset(found)


def unit_tree(agency: Agency, day: date | None = None) -> list[tuple[int, Unit]]:
    """Units that stand on the day, by default those not closed, as (depth, unit) in reading order."""
    standing = Q(closed_on=None) | (Q(closed_on__gt=day) if day else Q(pk=None))
    units = list(agency.units.filter(standing).order_by("position", "name", "pk"))
    known = {unit.pk for unit in units}
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        children[unit.parent_id if unit.parent_id in known else None].append(unit)
    return list(_walk(children, None, 0))


def _walk(
    children: dict[int | None, list[Unit]], parent: int | None, depth: int
) -> Iterable[tuple[int, Unit]]:
    for unit in children[parent]:
        yield depth, unit
        yield from _walk(children, unit.pk, depth + 1)


def is_empty_installation() -> bool:
    """Whether nobody has named an agency yet: the first steps are open."""
    return not Agency.objects.exists()


def account_count(agency: Agency) -> int:
    """How many accounts have an open role in the agency itself."""
    return agency.memberships.filter(ended_at=None).values("user").distinct().count()


def members_of(agency: Agency) -> list[Member]:
    """Accounts with open roles in the agency or the working group of its region, by name."""
    memberships = (
        Membership.objects.filter(Q(agency=agency) | Q(region=agency.region_id), ended_at=None)
        .select_related("user", "unit")
        .order_by("user__display_name", "user_id", "id")
    )
    people = {person.user_id: person for person in agency.people.exclude(user=None)}
    members: dict[int, Member] = {}
    for membership in memberships:
        user = membership.user
        member = members.setdefault(user.pk, Member(user, people.get(user.pk), []))
        member.memberships.append(membership)
    return list(members.values())


def people_of(agency: Agency) -> QuerySet[Person]:
    """Everybody who may hold a post, by name, with the account."""
    return agency.people.select_related("user").order_by("surname", "first_name", "patronymic", "pk")


def structure_on(agency: Agency, day: date) -> tuple[StructureUnit, ...]:
    """Units and posts that stand on the day with everybody who holds them; posts outside of units come first,
    under a unit of None."""
    standing = Q(closed_on=None) | Q(closed_on__gt=day)
    holders: dict[int, list[Appointment]] = defaultdict(list)
    for appointment in (
        Appointment.objects.on(day)
        .filter(post__agency=agency)
        .select_related("person")
        .order_by("is_acting", "since", "pk")
    ):
        holders[appointment.post_id].append(appointment)
    posts: dict[int | None, list[HeldPost]] = defaultdict(list)
    for post in sorted(agency.posts.filter(standing), key=_in_staff_list):
        posts[post.unit_id].append(HeldPost(post, tuple(holders[post.pk])))
    tree = [
        StructureUnit(unit, depth, tuple(posts.pop(unit.pk, ()))) for depth, unit in unit_tree(agency, day)
    ]
    # Posts whose unit does not stand on the day must not vanish from the page.
    loose = tuple(post for group in posts.values() for post in group)
    return (StructureUnit(None, 0, loose), *tree) if loose else tuple(tree)


def _in_staff_list(post: Post) -> tuple[int, str, int]:
    """The head first, then by title."""
    return [rank.value for rank in Rank].index(post.rank), post.title, post.pk


def people_on(agency: Agency, day: date) -> list[HeldPerson]:
    """Everybody with the appointments in force on the day, by name."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    appointments = Appointment.objects.on(day).filter(post__agency=agency).select_related("post")
    for appointment in appointments.order_by("is_acting", "since", "pk"):
        held[appointment.person_id].append(appointment)
    return [HeldPerson(person, tuple(held[person.pk])) for person in people_of(agency)]


def free_accounts(agency: Agency, person: Person) -> list[User]:
    """Accounts with a role in the agency that nobody but this person has."""
    taken = agency.people.exclude(pk=person.pk).exclude(user=None).values("user")
    members = User.objects.filter(memberships__agency=agency, memberships__ended_at=None)
    return list(members.exclude(pk__in=taken).distinct().order_by("display_name", "pk"))


def agencies_of_working_group(user: User) -> list[Agency]:
    """All agencies of the regions whose working group the person belongs to."""
    own = Membership.objects.filter(user=user, ended_at=None, region__isnull=False).values("region")
    return list(Agency.objects.filter(region__in=own).select_related("region").order_by("short_name", "pk"))


def secret_hash(secret: str) -> str:
    """What is stored of a link. It is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_by_secret(secret: str) -> Invitation | None:
    """The invitation of a link, whatever its state."""
    found = Invitation.objects.filter(token_hash=secret_hash(secret))
    return found.select_related("agency", "unit", "post__agency", "invited_by").first()


def invitations_of(agency: Agency) -> QuerySet[Invitation]:
    """All invitations of the agency, those that wait first, then the latest."""
    is_open = Case(When(status=InvitationStatus.OPEN, then=Value(0)), default=Value(1))
    listed = agency.invitations.select_related("unit", "post", "invited_by", "accepted_by")
    return listed.order_by(is_open, "-created_at", "-pk")


def posts_without_account(agency: Agency, day: date) -> list[tuple[Post, Person]]:
    """Posts whose holder on the day has no account yet, with the holder, in the order of a staff list."""
    holders = holders_on(agency, day)
    held = [(post, holders[post.pk].person) for post in posts_of(agency) if post.pk in holders]
    return [(post, person) for post, person in held if person.user_id is None]
