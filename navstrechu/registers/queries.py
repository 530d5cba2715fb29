"""Reads of editions."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from navstrechu.acts.models import Act, ActQuerySet
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import signatory_on
from navstrechu.registers.comparison import Comparison, compare
from navstrechu.registers.kinds import FrozenRow, kind_of
from navstrechu.registers.models import RegisterEdition, RegisterProcedure
from navstrechu.registers.models.editions import EditionQuerySet
from navstrechu.registers.values import EditionOrder, Signatory
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
    """The order that approved how the register is kept; None where nobody has named it or it was annulled."""
    named = RegisterProcedure.objects.filter(agency=agency, register=register, act__annulled_on=None)
    found = named.select_related("act").first()
    return found.act if found else None


def concerning_register(acts: ActQuerySet, register: str) -> ActQuerySet:
    """Those of the documents that approve an edition of the register or the way in which it is kept."""
    editions = RegisterEdition.objects.filter(register=register, act__isnull=False).values("act")
    procedures = RegisterProcedure.objects.filter(register=register).values("act")
    return acts.filter(Q(pk__in=editions) | Q(pk__in=procedures))


def edition_order(edition: RegisterEdition, *, on: date) -> EditionOrder:
    """What the order on an edition is written from; the responsible deputy head of the day signs it."""
    earlier = editions_of(edition.agency, edition.register).ever_approved()
    signs = signatory_on(edition.agency, on)
    return EditionOrder(
        agency=edition.agency,
        kind=kind_of(edition.register),
        edition=edition,
        previous=earlier.filter(number__lt=edition.number).first(),
        procedure=procedure_act(edition.agency, edition.register),
        signatory=Signatory(signs.post.title, signs.name) if signs else Signatory(""),
    )


def compared(old: RegisterEdition, new: RegisterEdition | None) -> Comparison:
    """What changed from one edition to another, or to the live register where ``new`` is None."""
    kind = kind_of(old.register)
    becomes = kind.rows(old.agency) if new is None else rows_of(new)
    return compare(rows_of(old), becomes, [code for code, _title in kind.columns], named_by=kind.named_by)
