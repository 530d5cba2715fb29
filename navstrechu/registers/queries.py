"""Reads of editions."""

from collections.abc import Sequence

from django.db.models import Q

from navstrechu.acts.models import Act, ActQuerySet, ActRelation, Relation
from navstrechu.organisation.models import Agency
from navstrechu.registers.comparison import Comparison, compare
from navstrechu.registers.kinds import FrozenRow, kind_of
from navstrechu.registers.models import RegisterEdition, RegisterProcedure
from navstrechu.registers.models.editions import EditionQuerySet
from navstrechu.registers.values import EditionOrder
from navstrechu.registers.workflow import Status


def editions_of(agency: Agency, register: str) -> EditionQuerySet:
    """All editions of a register, the latest first, with their orders."""
    found = RegisterEdition.objects.of(agency, register)
    return found.select_related("agency", "act", "act__file").order_by("-number")


def approved_edition(agency: Agency, register: str) -> RegisterEdition | None:
    """The edition in force; None before the first approval."""
    return editions_of(agency, register).filter(status=Status.APPROVED).first()


def awaiting_edition(agency: Agency, register: str) -> RegisterEdition | None:
    """The edition that waits for its order; None where none was formed."""
    return editions_of(agency, register).filter(status=Status.FROZEN).first()


def is_first_filling(agency: Agency, register: str) -> bool:
    """Whether no edition was ever approved: unit heads enter their own rows directly (order 201, 2.4)."""
    return not RegisterEdition.objects.of(agency, register).ever_approved().exists()


def rows_of(edition: RegisterEdition) -> Sequence[FrozenRow]:
    """The rows in printed order."""
    return [
        FrozenRow(row.key, row.group_number, row.cells, row.sources)
        for row in edition.rows.order_by("position").iterator(chunk_size=2_000)
    ]


def procedure_act(agency: Agency, register: str) -> Act | None:
    """The order that approved how the register is kept; None where nobody has named it or it has no force."""
    named = RegisterProcedure.objects.filter(agency=agency, register=register, act__annulled_on=None)
    named = named.exclude(act__relations_in__relation=Relation.REPEALS)
    found = named.select_related("act").first()
    return found.act if found else None


def concerning_register(acts: ActQuerySet, register: str) -> ActQuerySet:
    """Those of the documents that approve an edition of the register or the way in which it is kept."""
    editions = RegisterEdition.objects.filter(register=register, act__isnull=False).values("act")
    procedures = RegisterProcedure.objects.filter(register=register).values("act")
    return acts.filter(Q(pk__in=editions) | Q(pk__in=procedures))


def edition_order(edition: RegisterEdition) -> EditionOrder:
    """What the order on an edition is written from."""
    earlier = editions_of(edition.agency, edition.register).ever_approved()
    previous = earlier.filter(number__lt=edition.number).first()
    procedure = procedure_act(edition.agency, edition.register)
    base = _base(previous, procedure) if previous else None
    return EditionOrder(
        agency=edition.agency,
        kind=kind_of(edition.register),
        edition=edition,
        previous=previous,
        procedure=procedure,
        base=base,
        replaced=_replaced(edition, base) if base else (),
    )


def _base(previous: RegisterEdition, procedure: Act | None) -> Act | None:
    """The order that approved the register whole: amending orders lead back to it.

    The order on the procedure stays: what it approves besides is not replaced by an edition.
    """
    act = previous.act
    while act is not None:
        amends = act.relations_out.filter(relation=Relation.AMENDS, target__approved_editions__isnull=False)
        found = amends.select_related("target__agency").first()
        if found is None:
            break
        act = found.target
    return None if act == procedure else act


def _replaced(edition: RegisterEdition, base: Act) -> tuple[Act, ...]:
    """The base and the orders on editions that amended it, but for those without force already."""
    amending = Q(
        relations_out__target=base,
        relations_out__relation=Relation.AMENDS,
        approved_editions__register=edition.register,
    ) & ~Q(pk=edition.act_id)
    acts = Act.objects.filter(Q(pk=base.pk) | amending).filter(annulled_on=None).distinct()
    gone = ActRelation.objects.filter(relation=Relation.REPEALS).exclude(source=edition.act_id)
    left = acts.exclude(pk__in=gone.values("target"))
    return tuple(left.select_related("agency").order_by("dated", "pk"))


def compared(old: RegisterEdition, new: RegisterEdition | None) -> Comparison:
    """What changed from one edition to another, or to the live register where ``new`` is None."""
    kind = kind_of(old.register)
    becomes = kind.rows(old.agency) if new is None else rows_of(new)
    return compare(rows_of(old), becomes, [code for code, _title in kind.columns], named_by=kind.named_by)
