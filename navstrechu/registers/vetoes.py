"""What editions object to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from navstrechu.acts.models import Act
from navstrechu.core.findings import Finding, Level
from navstrechu.registers.kinds import kind_of
from navstrechu.registers.workflow import Status


def edition_needs_order(act: Act) -> Iterator[Finding]:
    """The order of an edition is not annulled: the edition is replaced by the next one instead."""
    for edition in act.approved_editions.all():
        yield Finding(
            code="approves_edition",
            message=_(
                "Этим приказом утверждена {edition} («{register}»). Аннулировать его нельзя: "
                "утвердите следующую редакцию."
            ).format(edition=edition, register=kind_of(edition.register).title),
            subject=str(edition.pk),
            level=Level.BLOCKER,
        )


def edition_rests_on_order(act: Act) -> Iterator[Finding]:
    """A repealed order leaves its edition without ground; the order of the next edition repeals it anyway."""
    for edition in act.approved_editions.filter(status=Status.APPROVED.value):
        yield Finding(
            code="edition_in_force",
            message=_(
                "Этим приказом утверждена действующая {edition} («{register}»): она останется без приказа. "
                "Приказ о следующей редакции отменит прежний сам."
            ).format(edition=edition, register=kind_of(edition.register).title),
            subject=str(edition.pk),
        )
