"""The register of processes: filters, search, order; the same rows for the page and for exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from navstrechu.core.findings import Finding, Level
from navstrechu.core.text.stems import query_stems
from navstrechu.organisation.models import Agency, Post
from navstrechu.processes.models import ChannelKind, Process
from navstrechu.processes.models.processes import ProcessQuerySet
from navstrechu.processes.workflow import Status

ORDERS: dict[str, tuple[str, ...]] = {
    "code": ("group__number", "code", "pk"),
    "title": ("title", "pk"),
    "unit": ("unit__name", "group__number", "code", "pk"),
    "term": ("term_unit", "term_number", "pk"),
    "included": ("included_on", "pk"),
}
_NAMED = 5


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What is asked of the register; an empty value asks for everything. ``order`` is a key of ORDERS, with
    «-» before it for the other direction; ``unit`` 0 asks for processes without a unit."""

    text: str = ""
    group: int | None = None
    side: str = ""
    scope: str = ""
    reach: str = ""
    unit: int | None = None
    kind: str = ""
    status: str = Status.ACTIVE.value
    order: str = "code"


def found_processes(agency: Agency, asked: RegisterFilter) -> ProcessQuerySet:
    """Processes that fit, in the asked order, with group and unit."""
    exact = {
        "group__number": asked.group, "group__client": asked.side, "scope": asked.scope, "reach": asked.reach,
        "object_kind": asked.kind, "status": asked.status,
    }  # fmt: skip
    found = Process.objects.filter(
        agency=agency, **{name: value for name, value in exact.items() if value not in (None, "")}
    )
    if asked.unit is not None:
        found = found.filter(unit=asked.unit or None)
    for part in query_stems(asked.text):
        found = found.filter(stems__contains=part)
    key = asked.order.removeprefix("-")
    ordered = found.select_related("group", "unit").order_by(*ORDERS.get(key, ORDERS["code"]))
    return ordered.reverse() if asked.order.startswith("-") else ordered


def groups_of(agency: Agency, on: date | None = None) -> QuerySet[Any]:
    """Groups (ProcessGroup) by number, each with ``active``: how many of its processes stand in the
    register, now or on a day."""
    counted = Q(processes__status=Status.ACTIVE)
    if on is not None:
        standing = Q(processes__excluded_on=None) | Q(processes__excluded_on__gt=on)
        counted = Q(processes__included_on__lte=on) & standing
    return agency.process_groups.annotate(active=Count("processes", filter=counted)).order_by("number")


def channels_of(agency: Agency) -> QuerySet[ChannelKind]:
    """Kinds of channels in use, in the order of the dictionary."""
    return agency.channel_kinds.open().order_by("position", "pk")


def processes_need_post(post: Post) -> Iterator[Finding]:
    """A post that curates processes of the register is not abolished: they would be left without."""
    curated = post.curated_processes.filter(status=Status.ACTIVE).order_by("code")
    codes = list(curated.values_list("code", flat=True)[: _NAMED + 1])
    if codes:
        named = ", ".join(codes[:_NAMED]) + ("…" if len(codes) > _NAMED else "")
        yield Finding(
            code="post_curates_processes",
            message=_("Должность указана куратором процессов ({codes}). Сначала смените куратора.").format(
                codes=named
            ),
            subject=str(post.pk),
            level=Level.BLOCKER,
        )
