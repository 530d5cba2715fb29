"""Closed lists of drafting, with the words that people read."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Decision(StrEnum):
    """What a visa says."""

    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed_with_remarks"
    REFUSED = "refused"


DECISIONS = {
    Decision.AGREED: _("согласовано"),
    Decision.AGREED_WITH_REMARKS: _("согласовано с замечаниями"),
    Decision.REFUSED: _("не согласовано"),
}


class VisaOrder(StrEnum):
    """Whether visas wait for each other."""

    SEQUENTIAL = "sequential"
    PARALLEL = "parallel"


VISA_ORDERS = {
    VisaOrder.SEQUENTIAL: _("по очереди"),
    VisaOrder.PARALLEL: _("одновременно"),
}


class Outcome(StrEnum):
    """How a round of agreement ended."""

    AGREED = "agreed"
    RETURNED = "returned"
    RECALLED = "recalled"


OUTCOMES = {
    Outcome.AGREED: _("согласован"),
    Outcome.RETURNED: _("возвращён с замечаниями"),
    Outcome.RECALLED: _("отозван автором"),
}


def decisions() -> list[tuple[str, object]]:
    """Decisions with their words; a callable, so that a new word makes no migration."""
    return [(item.value, label) for item, label in DECISIONS.items()]


def visa_orders() -> list[tuple[str, object]]:
    """Orders of visas with their words."""
    return [(item.value, label) for item, label in VISA_ORDERS.items()]


def outcomes() -> list[tuple[str, object]]:
    """Outcomes with their words."""
    return [(item.value, label) for item, label in OUTCOMES.items()]
