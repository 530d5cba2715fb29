"""States of a draft of an official document, and of a round of its agreement.

Source: domain rules of documents: draft → agreement → signed → registered; nobody approves the own document.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from navstrechu.workflow.flow import Flow, Owner, Transition


class Status(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"
    AGREEMENT = "agreement"
    RETURNED = "returned"
    AGREED = "agreed"
    SIGNED = "signed"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


EDITABLE = (Status.DRAFT.value, Status.RETURNED.value)
OPEN = (
    Status.DRAFT.value,
    Status.AGREEMENT.value,
    Status.RETURNED.value,
    Status.AGREED.value,
    Status.SIGNED.value,
)
# What is signed is no longer taken back for correction: it is registered or withdrawn.
_WITH_A_ROUND = frozenset({Status.AGREEMENT, Status.AGREED})

DRAFT = Flow(
    name="draft",
    initial=Status.DRAFT,
    labels={
        Status.DRAFT: _("проект"),
        Status.AGREEMENT: _("на согласовании"),
        Status.RETURNED: _("возвращён с замечаниями"),
        Status.AGREED: _("согласован, ждёт подписи"),
        Status.SIGNED: _("подписан, ждёт регистрации"),
        Status.REGISTERED: _("зарегистрирован"),
        Status.WITHDRAWN: _("отозван"),
    },
    transitions=(
        Transition(
            name="send",
            sources=frozenset({Status.DRAFT, Status.RETURNED}),
            target=Status.AGREEMENT,
            owner=Owner.AUTHOR,
            verb="draft_sent",
        ),
        Transition(
            name="send_to_sign",
            sources=frozenset({Status.DRAFT, Status.RETURNED}),
            target=Status.AGREED,
            owner=Owner.AUTHOR,
            verb="draft_sent",
        ),
        Transition(
            name="agree",
            sources=frozenset({Status.AGREEMENT}),
            target=Status.AGREED,
            owner=Owner.SYSTEM,
            verb="draft_agreed",
        ),
        Transition(
            name="return",
            sources=_WITH_A_ROUND,
            target=Status.RETURNED,
            owner=Owner.REVIEWER,
            verb="draft_returned",
            comment_required=True,
        ),
        Transition(
            name="recall",
            sources=_WITH_A_ROUND,
            target=Status.DRAFT,
            owner=Owner.AUTHOR,
            verb="draft_recalled",
            comment_required=True,
        ),
        Transition(
            name="sign",
            sources=frozenset({Status.AGREED}),
            target=Status.SIGNED,
            owner=Owner.REVIEWER,
            verb="draft_signed",
        ),
        Transition(
            name="register",
            sources=frozenset({Status.SIGNED}),
            target=Status.REGISTERED,
            owner=Owner.PUBLISHER,
            verb="draft_registered",
        ),
        Transition(
            name="register_signed_on_paper",
            sources=frozenset({Status.AGREED}),
            target=Status.REGISTERED,
            owner=Owner.REVIEWER,
            verb="draft_registered",
        ),
        Transition(
            name="withdraw",
            sources=frozenset(OPEN),
            target=Status.WITHDRAWN,
            owner=Owner.AUTHOR,
            verb="draft_withdrawn",
            comment_required=True,
        ),
    ),
)


def statuses() -> list[tuple[str, object]]:
    """States with their words; a callable, so that a new word makes no migration."""
    return [(state, label) for state, label in DRAFT.labels.items()]
