"""A process with everything that its card shows."""

from dataclasses import dataclass
from typing import Any

from navstrechu.core.text.language import in_official_language
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process, ProcessVolume
from navstrechu.processes.models.processes import ProcessQuerySet
from navstrechu.processes.printing import term_text
from navstrechu.processes.values import LegalBasis, Participant, ProcessValues, Term
from navstrechu.processes.vocabulary import (
    OBJECT_TITLES,
    REACH_TITLES,
    SCOPE_TITLES,
    ObjectKind,
    Reach,
    Scope,
)


@dataclass(frozen=True, slots=True)
class YearVolumes:
    """What is known of a year, channel by channel."""

    year: int
    rows: tuple[ProcessVolume, ...]

    @property
    def total(self) -> int:
        return sum(row.number for row in self.rows)


def process_cards(agency: Agency) -> ProcessQuerySet:
    """Processes with all that belongs to a card, in a fixed number of queries."""
    return (
        Process.objects.filter(agency=agency)
        .select_related("agency", "group", "unit", "curator")
        .prefetch_related("participants", "bases", "volumes__channel")
    )


def values_of(process: Process) -> ProcessValues:
    """The card as it is stored, ready to be changed and written back."""
    participants = sorted(process.participants.all(), key=lambda row: row.position)
    bases = sorted(process.bases.all(), key=lambda row: row.position)
    return ProcessValues(
        group=process.group,
        title=process.title,
        code=process.code,
        object_kind=process.object_kind,
        scope=process.scope,
        reach=process.reach,
        unit=process.unit,
        curator=process.curator,
        clients=process.clients,
        life_situation=process.life_situation,
        portal_url=process.portal_url,
        result=process.result,
        input_text=process.input_text,
        output_text=process.output_text,
        term=Term(process.term_number, process.term_unit, process.term_start),
        participants=tuple(Participant(row.name, row.part) for row in participants),
        bases=tuple(LegalBasis(row.act, row.clause, row.url) for row in bases),
    )


def volumes_of(process: Process) -> list[YearVolumes]:
    """Volumes by year, the latest first."""
    by_year: dict[int, list[ProcessVolume]] = {}
    for row in process.volumes.all():
        by_year.setdefault(row.year, []).append(row)
    return [
        YearVolumes(year, tuple(sorted(rows, key=lambda row: (row.channel.position, row.channel.pk))))
        for year, rows in sorted(by_year.items(), reverse=True)
    ]


@in_official_language
def texts_of(values: ProcessValues) -> dict[str, Any]:
    """The card as texts, by the names of the history's fields: compared, told and shown side by side."""
    return {
        "group": str(values.group),
        "code": values.code,
        "title": values.title,
        "object_kind": str(OBJECT_TITLES[ObjectKind(values.object_kind)]),
        "scope": str(SCOPE_TITLES[Scope(values.scope)]),
        "reach": str(REACH_TITLES[Reach(values.reach)]),
        "unit": str(values.unit or ""),
        "curator": str(values.curator or ""),
        "clients": values.clients,
        "life_situation": values.life_situation,
        "portal_url": values.portal_url,
        "client_result": values.result,
        "input_text": values.input_text,
        "output_text": values.output_text,
        "process_term": term_text(values.term),
        "participants": [f"{row.name}: {row.part}" if row.part else row.name for row in values.participants],
        "legal_bases": [", ".join(filter(None, (row.act, row.clause, row.url))) for row in values.bases],
    }
