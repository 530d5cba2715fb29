"""Closed sets of words that describe a process; values are stored and never change.

Source: roadmap 1.3, 1.4 and 2.1–2.9 («основные и отраслевые», «межведомственные и внутриведомственные»),
order 201 clauses 1.2 and 2.2.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.processes.workflow import PROCESS


class ClientSide(StrEnum):
    """Whose process it is."""

    EXTERNAL = "external"
    INTERNAL = "internal"


class ObjectKind(StrEnum):
    """What the agency does."""

    SERVICE = "service"
    SUPPORT_MEASURE = "support_measure"
    CONTROL = "control"
    FUNCTION = "function"
    INTERNAL_SERVICE = "internal_service"


class Scope(StrEnum):
    """The first axis of the register."""

    MAIN = "main"
    SECTORAL = "sectoral"


class Reach(StrEnum):
    """The second axis of the register."""

    INTERDEPARTMENTAL = "interdepartmental"
    INTERNAL = "internal"


class TermUnit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    MINUTES = "minutes"


class ChannelCategory(StrEnum):
    """The four ways that the order prints (clause 1.2.4)."""

    IN_PERSON = "in_person"
    DIGITAL = "digital"
    ONLINE = "online"
    OFFLINE = "offline"


SIDE_TITLES = {ClientSide.EXTERNAL: _("внешний клиент"), ClientSide.INTERNAL: _("внутренний клиент")}
OBJECT_TITLES = {
    ObjectKind.SERVICE: _("услуга"),
    ObjectKind.SUPPORT_MEASURE: _("мера поддержки"),
    ObjectKind.CONTROL: _("вид контроля (надзора)"),
    ObjectKind.FUNCTION: _("функция"),
    ObjectKind.INTERNAL_SERVICE: _("внутренний сервис"),
}
SCOPE_TITLES = {Scope.MAIN: _("основной"), Scope.SECTORAL: _("отраслевой")}
REACH_TITLES = {Reach.INTERDEPARTMENTAL: _("межведомственный"), Reach.INTERNAL: _("внутриведомственный")}
TERM_UNIT_TITLES = {
    TermUnit.WORKING_DAYS: _("рабочие дни"),
    TermUnit.CALENDAR_DAYS: _("календарные дни"),
    TermUnit.HOURS: _("часы"),
    TermUnit.MINUTES: _("минуты"),
}
# Printed in official documents: wording of the order, not to be translated.
CATEGORY_TITLES = {
    ChannelCategory.IN_PERSON: "личный прием",
    ChannelCategory.DIGITAL: "цифровая",
    ChannelCategory.ONLINE: "онлайн",
    ChannelCategory.OFFLINE: "офлайн",
}


def sides() -> list[tuple[str, object]]:
    """Values with their words; callables, so that new wording makes no migration."""
    return [(item.value, title) for item, title in SIDE_TITLES.items()]


def object_kinds() -> list[tuple[str, object]]:
    return [(item.value, title) for item, title in OBJECT_TITLES.items()]


def scopes() -> list[tuple[str, object]]:
    return [(item.value, title) for item, title in SCOPE_TITLES.items()]


def reaches() -> list[tuple[str, object]]:
    return [(item.value, title) for item, title in REACH_TITLES.items()]


def term_units() -> list[tuple[str, object]]:
    return [(item.value, title) for item, title in TERM_UNIT_TITLES.items()]


def categories() -> list[tuple[str, object]]:
    return [(item.value, title) for item, title in CATEGORY_TITLES.items()]


def statuses() -> list[tuple[str, object]]:
    return [(state, label) for state, label in PROCESS.labels.items()]
