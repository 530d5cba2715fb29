"""Reads of the organisation."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from navstrechu.accounts.models import User
from navstrechu.core.calendar import WorkingCalendar
from navstrechu.organisation.models import Agency, Appointment, Post, Unit


def calendar_of(agency: Agency) -> WorkingCalendar:
    """The production calendar with the agency's corrections."""
    return WorkingCalendar(corrections=dict(agency.calendar_days.values_list("day", "is_working")))


def today_in(agency: Agency) -> date:
    """The date on the agency's wall."""
    return timezone.now().astimezone(ZoneInfo(agency.time_zone)).date()


def posts_of(agency: Agency) -> QuerySet[Post]:
    """Open posts with their units in the order of a staff list."""
    return agency.posts.open().select_related("unit").order_by("unit__position", "title", "pk")


def holders_on(agency: Agency, day: date) -> dict[int, Appointment]:
    """Who holds each post on the day, {post id: appointment}; an acting holder goes before the permanent
    one."""
    appointments = Appointment.objects.on(day).filter(post__agency=agency).select_related("person")
    return {found.post_id: found for found in appointments.order_by("is_acting", "since", "pk")}


def own_posts(user: User, agency: Agency, day: date) -> frozenset[int]:
    """Ids of the posts that the person holds on the day: whose tasks are «мои задачи»."""
    held = Appointment.objects.on(day).filter(post__agency=agency, person__user=user)
    return frozenset(held.values_list("post_id", flat=True))


def unit_tree(agency: Agency) -> list[tuple[int, Unit]]:
    """Open units as (depth, unit) in reading order."""
    children: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in agency.units.filter(closed_on=None).order_by("position", "name", "pk"):
        children[unit.parent_id].append(unit)
    return list(_walk(children, None, 0))


def _walk(
    children: dict[int | None, list[Unit]], parent: int | None, depth: int
) -> Iterable[tuple[int, Unit]]:
    for unit in children[parent]:
        yield depth, unit
        yield from _walk(children, unit.pk, depth + 1)
