"""What documents themselves object to: an annulment takes back a mistake, never what others were built on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from navstrechu.acts.models import Act, Relation
from navstrechu.core.findings import Finding, Level


def relations_stand(act: Act) -> Iterator[Finding]:
    """A document that changed another, or that another changed, is not annulled: texts and dates of both rest
    on it. A later document repeals it instead."""
    for relation in act.relations_out.select_related("target").order_by("pk"):
        amends = relation.relation == Relation.AMENDS
        message = (
            _("Этим документом изменён {other}: без него изменения останутся без основания.")
            if amends
            else _("Этим документом признан утратившим силу {other}: без него неясно, действует ли тот.")
        )
        yield _blocker(message.format(other=relation.target), relation.target)
    for relation in act.relations_in.select_related("source").order_by("pk"):
        message = (
            _("В этот документ внесены изменения: {other}. Они относятся к нему и останутся без предмета.")
            if relation.relation == Relation.AMENDS
            else _("Этот документ уже признан утратившим силу: {other}.")
        )
        yield _blocker(message.format(other=relation.source), relation.source)


def _blocker(message: str, other: Act) -> Finding:
    way_out = _("Аннулировать его нельзя: измените или отмените его новым приказом.")
    return Finding(
        code="relations_stand", message=f"{message} {way_out}", subject=str(other.pk), level=Level.BLOCKER
    )
