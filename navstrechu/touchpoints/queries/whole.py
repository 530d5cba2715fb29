"""The whole register as plain values: ten thousand rows without an object for every part of each.

Editions, files and imports read it; pages of some rows read objects (`rows.py`).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.processes.vocabulary import CATEGORY_TITLES, ChannelCategory
from navstrechu.touchpoints.models import Basis, Interaction, ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.rows import RowFilter, narrowed
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent
from navstrechu.touchpoints.vocabulary import BasisKind


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row of the register with all that it says."""

    pk: int
    version: int
    process: int
    touchpoint: int
    content: RowContent


@dataclass(frozen=True, slots=True)
class PlainProcess:
    """What rows print of their process."""

    title: str
    group: int
    group_number: int
    group_title: str


@dataclass(frozen=True, slots=True)
class PlainPlace:
    """What rows print of their touchpoint; ``channel`` as the order prints its category."""

    name: str
    channel: str

    @property
    def printed(self) -> str:
        """«МФЦ «Мои документы» (личный прием)»."""
        return f"{self.name} ({self.channel})"


def plain_rows(agency: Agency, wanted: RowFilter | None = None) -> Iterator[PlainRow]:
    """Rows that a filter lets through, in printed order; three queries.

    Rows come first and their parts are those of all rows: what is added or removed meanwhile leaves no row
    without its words.
    """
    printed = ProcessTouchpoint.objects.printed().filter(process__agency=agency)
    found = narrowed(printed, wanted or RowFilter()).in_printed_order()
    rows = list(found.values_list("pk", "version", "process", "touchpoint", "peculiarities"))
    interactions, bases = _interactions(agency), _bases(agency)
    for pk, version, process, touchpoint, peculiarities in rows:
        content = RowContent(tuple(interactions.get(pk, ())), peculiarities, tuple(bases.get(pk, ())))
        yield PlainRow(pk, version, process, touchpoint, content)


def plain_processes(agency: Agency) -> dict[int, PlainProcess]:
    """Processes by id, excluded ones too; one query."""
    found = Process.objects.filter(agency=agency)
    facts = found.values_list("pk", "title", "group", "group__number", "group__title")
    return {pk: PlainProcess(title, group, number, named) for pk, title, group, number, named in facts}


def plain_places(agency: Agency) -> dict[int, PlainPlace]:
    """Touchpoints by id, closed ones too; one query."""
    titles = {category.value: CATEGORY_TITLES[category] for category in ChannelCategory}
    found = Touchpoint.objects.filter(agency=agency).values_list("pk", "name", "channel__category")
    return {pk: PlainPlace(name, titles[category]) for pk, name, category in found}


def _interactions(agency: Agency) -> dict[int, list[InteractionText]]:
    held: dict[int, list[InteractionText]] = defaultdict(list)
    found = Interaction.objects.filter(link__process__agency=agency).order_by("position", "pk")
    for link, text, stage in found.values_list("link", "text", "stage"):
        held[link].append(InteractionText(text, stage))
    return held


def _bases(agency: Agency) -> dict[int, list[BasisText]]:
    held: dict[int, list[BasisText]] = defaultdict(list)
    found = Basis.objects.filter(link__process__agency=agency).order_by("position", "pk")
    for link, kind, act, clause, url in found.values_list("link_id", "kind", "act", "clause", "url"):
        held[link or 0].append(BasisText(BasisKind(kind), act, clause, url))
    return held
