"""States of an edition of a register: frozen by the coordinator, approved by an order, then replaced."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.workflow.flow import Flow, Owner, Transition


class Status(StrEnum):
    """Where an edition stands."""

    FROZEN = "frozen"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


EDITION = Flow(
    name="register_edition",
    initial=Status.FROZEN,
    labels={
        Status.FROZEN: _("ожидает утверждения"),
        Status.APPROVED: _("действует"),
        Status.SUPERSEDED: _("заменена следующей"),
        Status.WITHDRAWN: _("отозвана"),
    },
    transitions=(
        Transition(
            name="approve",
            sources=frozenset({Status.FROZEN}),
            target=Status.APPROVED,
            owner=Owner.REVIEWER,
            verb="edition_approved",
        ),
        Transition(
            name="withdraw",
            sources=frozenset({Status.FROZEN}),
            target=Status.WITHDRAWN,
            owner=Owner.AUTHOR,
            verb="edition_withdrawn",
            comment_required=True,
        ),
        Transition(
            name="supersede",
            sources=frozenset({Status.APPROVED}),
            target=Status.SUPERSEDED,
            owner=Owner.SYSTEM,
            verb="edition_superseded",
        ),
    ),
)


def statuses() -> list[tuple[str, object]]:
    """States with their words; a callable, so that a new word makes no migration."""
    return [(state, label) for state, label in EDITION.labels.items()]
