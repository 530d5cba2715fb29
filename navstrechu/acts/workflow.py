"""States of an official document: registered for good, or annulled when the registration was a mistake."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.workflow.flow import Flow, Owner, Transition


class Status(StrEnum):
    """Where a document stands."""

    REGISTERED = "registered"
    ANNULLED = "annulled"


ACT = Flow(
    name="act",
    initial=Status.REGISTERED,
    labels={Status.REGISTERED: _("зарегистрирован"), Status.ANNULLED: _("регистрация аннулирована")},
    transitions=(
        Transition(
            name="annul",
            sources=frozenset({Status.REGISTERED}),
            target=Status.ANNULLED,
            owner=Owner.PUBLISHER,
            verb="act_annulled",
            comment_required=True,
        ),
    ),
)


def statuses() -> list[tuple[str, object]]:
    """States with their words; a callable, so that a new word makes no migration."""
    return [(state, label) for state, label in ACT.labels.items()]
