"""What editions object to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from navstrechu.acts.models import Act
from navstrechu.core.findings import Finding, Level
from navstrechu.registers.kinds import kind_of


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
