"""Reads of numbers: how they look for each kind of act, and which one comes next."""

from dataclasses import dataclass
from datetime import date

from navstrechu.acts.models import ActKind
from navstrechu.drafting.models import NumberCounter, NumberMask
from navstrechu.drafting.queries.agreement import next_number
from navstrechu.drafting.rules import PLAIN_MASK
from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class Numbers:
    """The book of a kind of act: the mask, its version (0: none was set), the last number, the next one."""

    act_kind: ActKind
    mask: str
    version: int
    last: int
    following: str


def numbers_of(agency: Agency, act_kind: ActKind, on: date) -> Numbers:
    """The book of one kind in the year of the day."""
    mask = NumberMask.objects.filter(agency=agency, act_kind=act_kind.value).first()
    counter = NumberCounter.objects.filter(agency=agency, act_kind=act_kind.value, year=on.year).first()
    return Numbers(
        act_kind,
        mask.mask if mask else PLAIN_MASK,
        mask.version if mask else 0,
        counter.last if counter else 0,
        next_number(agency, act_kind, on),
    )
