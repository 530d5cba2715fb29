"""The rows of the register: for its page, its editions, its files."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from navstrechu.core.text.stems import query_stems
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import Basis, Interaction, ProcessTouchpoint, SharedPeculiarity
from navstrechu.touchpoints.models.links import ProcessTouchpointQuerySet


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What of the register is asked for; an empty field asks for everything. Ids but for the texts.

    ``lacks`` asks for rows without an «interaction» or a «basis».
    """

    text: str = ""
    group: int | None = None
    process: int | None = None
    touchpoint: int | None = None
    channel: int | None = None
    category: str = ""
    unit: int | None = None
    client: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """Peculiarities stated once, by process id and by group id."""

    of_process: dict[int, SharedPeculiarity]
    of_group: dict[int, SharedPeculiarity]

    def printed(self, own: str, process: int, group: int) -> list[str]:
        """What the sixth column says: a row's own text, then that of its process and of its group."""
        held = (self.of_process.get(process), self.of_group.get(group))
        texts = (own, *(item.text for item in held if item))
        return list(dict.fromkeys(text for text in texts if text))


def register_rows(agency: Agency, wanted: RowFilter | None = None) -> ProcessTouchpointQuerySet:
    """Rows of processes that stand in their register, in printed order, with everything a page shows.

    Five queries whatever their number; the search knows word forms and asks that every word occurs.
    """
    found = ProcessTouchpoint.objects.printed().filter(process__agency=agency)
    return with_parts(narrowed(found, wanted or RowFilter())).in_printed_order()


def with_parts(rows: ProcessTouchpointQuerySet) -> ProcessTouchpointQuerySet:
    """Rows with everything that a page shows of them; three queries."""
    return rows.select_related(
        "process__group", "process__unit", "touchpoint__channel", "touchpoint__unit"
    ).prefetch_related(
        Prefetch("interactions", Interaction.objects.order_by("position", "pk")),
        Prefetch("bases", Basis.objects.order_by("position", "pk")),
    )


def row_keys(agency: Agency, wanted: RowFilter) -> list[int]:
    """Ids of the rows that fit, in printed order: their number and any page of them in one cheap query."""
    found = ProcessTouchpoint.objects.printed().filter(process__agency=agency)
    return list(narrowed(found, wanted).in_printed_order().values_list("pk", flat=True))


def rows_by_key(agency: Agency, keys: Sequence[int]) -> list[ProcessTouchpoint]:
    """Rows in the order of their ids, those of excluded processes and removed ones too; ids that are not the
    agency's are left out."""
    found = ProcessTouchpoint.objects.filter(process__agency=agency, pk__in=keys)
    known = {row.pk: row for row in with_parts(found).prefetch_related("touchpoint__bases")}
    for row in known.values():
        # They are all of this agency: no need to read it with each of them.
        row.process.agency = row.touchpoint.agency = agency
    return [known[key] for key in keys if key in known]


def narrowed(rows: ProcessTouchpointQuerySet, wanted: RowFilter) -> ProcessTouchpointQuerySet:
    """The rows that a filter lets through."""
    exact = {
        "process__group": wanted.group,
        "process": wanted.process,
        "touchpoint": wanted.touchpoint,
        "touchpoint__channel": wanted.channel,
        "touchpoint__channel__category": wanted.category or None,
        "process__unit": wanted.unit,
        "process__group__client": wanted.client or None,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.lacks == "interaction":
        rows = rows.filter(interactions=None)
    if wanted.lacks == "basis":
        rows = rows.filter(bases=None, touchpoint__bases=None)
    for stem in query_stems(wanted.text):
        rows = rows.filter(
            Q(stems__contains=stem) | Q(process__stems__contains=stem) | Q(touchpoint__stems__contains=stem)
        )
    return rows


def shared_texts(agency: Agency) -> SharedTexts:
    """Peculiarities of processes and groups that say something; one query."""
    held: QuerySet[SharedPeculiarity] = SharedPeculiarity.objects.filter(agency=agency).exclude(text="")
    stated = list(held)
    return SharedTexts(
        {item.process_id: item for item in stated if item.process_id is not None},
        {item.group_id: item for item in stated if item.group_id is not None},
    )


def printed_peculiarities(row: ProcessTouchpoint, shared: SharedTexts) -> list[str]:
    """What the sixth column says of a row."""
    return shared.printed(row.peculiarities, row.process_id, row.process.group_id)


def printed_touchpoint(row: ProcessTouchpoint) -> str:
    """«МФЦ «Мои документы» (личный прием)»: name and the category of clause 1.2.4."""
    return f"{row.touchpoint.name} ({row.touchpoint.channel.printed})"


def interaction_texts(row: ProcessTouchpoint) -> Sequence[str]:
    """The interactions of a row in their order, each with its stage where one is named."""
    return [f"{item.stage}: {item.text}" if item.stage else item.text for item in row.interactions.all()]
