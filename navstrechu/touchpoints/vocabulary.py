"""Closed sets of words of the register of touchpoints; values are stored and never change."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class BasisKind(StrEnum):
    """What a touchpoint is found by (order 201, clause 2.5, 1–3)."""

    REGULATORY = "regulatory"
    INTERNAL = "internal"
    AGREEMENT = "agreement"


class Trigger(StrEnum):
    """Why the register must be brought up to date (order 201, clause 3.2, 1–3)."""

    PROCESS = "process"
    KIND = "kind"
    NEEDS = "needs"


class Action(StrEnum):
    """What a proposal would do to the register."""

    ADD_LINK = "add_link"
    CHANGE_LINK = "change_link"
    REMOVE_LINK = "remove_link"
    CHANGE_TOUCHPOINT = "change_touchpoint"
    INCLUDE_PROCESS = "include_process"
    EXCLUDE_PROCESS = "exclude_process"


BASIS_TITLES = {
    BasisKind.REGULATORY: _("нормативный правовой акт"),
    BasisKind.INTERNAL: _("внутренний акт или иной документ"),
    BasisKind.AGREEMENT: _("акт, контракт или соглашение о точке взаимодействия"),
}
TRIGGER_TITLES = {
    Trigger.PROCESS: _("процесс включён в реестр или исключён из него"),
    Trigger.KIND: _("изменился вид точки взаимодействия"),
    Trigger.NEEDS: _("изменились потребности клиента, удовлетворяемые в точке"),
}
TRIGGER_CLAUSES = {Trigger.PROCESS: "3.2, 1)", Trigger.KIND: "3.2, 2)", Trigger.NEEDS: "3.2, 3)"}
ACTION_TITLES = {
    Action.ADD_LINK: _("добавить точку взаимодействия к процессу"),
    Action.CHANGE_LINK: _("изменить строку перечня"),
    Action.REMOVE_LINK: _("исключить строку перечня"),
    Action.CHANGE_TOUCHPOINT: _("изменить точку взаимодействия"),
    Action.INCLUDE_PROCESS: _("включить процесс в реестр"),
    Action.EXCLUDE_PROCESS: _("исключить процесс из реестра"),
}


def basis_kinds() -> list[tuple[str, object]]:
    """Values with their words; callables, so that new wording makes no migration."""
    return [(item.value, title) for item, title in BASIS_TITLES.items()]


def triggers() -> list[tuple[str, object]]:
    return [(item.value, title) for item, title in TRIGGER_TITLES.items()]


def actions() -> list[tuple[str, object]]:
    return [(item.value, title) for item, title in ACTION_TITLES.items()]
