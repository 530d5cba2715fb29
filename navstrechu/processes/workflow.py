"""States of a process: it stands in the register or was excluded from it, each time on a basis."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.workflow.flow import Flow, Owner, Transition


class Status(StrEnum):
    """Whether a process stands in the register."""

    ACTIVE = "active"
    EXCLUDED = "excluded"


PROCESS = Flow(
    name="process",
    initial=Status.ACTIVE,
    labels={Status.ACTIVE: _("в реестре"), Status.EXCLUDED: _("исключён")},
    transitions=(
        Transition(
            name="exclude",
            sources=frozenset({Status.ACTIVE}),
            target=Status.EXCLUDED,
            owner=Owner.AUTHOR,
            verb="process_excluded",
            comment_required=True,
        ),
        Transition(
            name="restore",
            sources=frozenset({Status.EXCLUDED}),
            target=Status.ACTIVE,
            owner=Owner.AUTHOR,
            verb="process_restored",
            comment_required=True,
        ),
    ),
)
