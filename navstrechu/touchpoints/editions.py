"""The register of touchpoints as a register that is approved in editions."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.findings import Finding, Findings, Level
from navstrechu.documents.engine.tree import Block
from navstrechu.organisation.models import Agency
from navstrechu.registers.kinds import FrozenRow, RegisterKind
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.permissions import REGISTER
from navstrechu.touchpoints.queries.checks import CLAUSE
from navstrechu.touchpoints.queries.proposals import proposals_of
from navstrechu.touchpoints.queries.rows import RowFilter, SharedTexts, shared_texts
from navstrechu.touchpoints.queries.whole import (
    PlainPlace,
    PlainProcess,
    PlainRow,
    plain_places,
    plain_processes,
    plain_rows,
)
from navstrechu.touchpoints.register_form import FormRow, register_form
from navstrechu.touchpoints.vocabulary import ACTION_TITLES, Action
from navstrechu.touchpoints.workflow import Status

# Headings of the order's annex, verbatim.
COLUMNS = (
    ("group_number", "№"),
    ("group", "Направление деятельности"),
    ("process", "Наименование конкретного процесса"),
    ("touchpoint", "Точка взаимодействия"),
    ("interactions", "Осуществляемое взаимодействие с клиентом"),
    ("peculiarities", "Особенности взаимодействия с клиентом"),
)


def live_rows(agency: Agency, wanted: RowFilter | None = None) -> list[FrozenRow]:
    """The live register, or what a filter lets through, as rows of an edition; six queries."""
    rows = list(plain_rows(agency, wanted))
    shared, processes, places = shared_texts(agency), plain_processes(agency), plain_places(agency)
    return [_frozen_row(row, processes[row.process], places[row.touchpoint], shared) for row in rows]


def _frozen_row(row: PlainRow, process: PlainProcess, place: PlainPlace, shared: SharedTexts) -> FrozenRow:
    """A row as it is printed; the key is that of the live row, so that comparisons follow it."""
    return FrozenRow(
        key=f"row:{row.pk}",
        group_number=process.group_number,
        cells={
            "group_number": str(process.group_number),
            "group": process.group_title,
            "process": process.title,
            "touchpoint": place.printed,
            "interactions": [item.printed for item in row.content.interactions],
            "peculiarities": shared.printed(row.content.peculiarities, row.process, process.group),
            "touchpoint_name": place.name,
            "channel": place.channel,
        },
        sources={"process": row.process, "touchpoint": row.touchpoint, "row": row.pk},
    )


def form_row(row: FrozenRow) -> FormRow:
    """A row of an edition as the form of the annex takes it."""
    return FormRow(
        group_number=row.group_number,
        group_title=str(row.cells["group"]),
        process=str(row.cells["process"]),
        touchpoint=str(row.cells["touchpoint_name"]),
        channel=str(row.cells["channel"]),
        interactions=tuple(row.cells["interactions"]),
        peculiarities=tuple(row.cells["peculiarities"]),
    )


def form_blocks(rows: Sequence[FrozenRow]) -> tuple[Block, ...]:
    """Heading and table in the form of the order's annex."""
    return register_form([form_row(row) for row in rows])


def freezing_findings(agency: Agency) -> Findings:
    """What an edition may not be formed with: no rows at all, or rows that say nothing (1.2.5)."""
    return Findings.of(_freezing_findings(agency))


def _freezing_findings(agency: Agency) -> Iterator[Finding]:
    rows = ProcessTouchpoint.objects.printed().filter(process__agency=agency)
    if not rows.exists():
        yield Finding(
            "empty_register", _("В перечне нет ни одной строки: формировать нечего."), level=Level.BLOCKER
        )
    silent = rows.filter(interactions=None).select_related("process", "touchpoint").order_by("pk")
    for row in silent[:20]:
        message = _("«{process}», «{touchpoint}»: не указано осуществляемое взаимодействие.").format(
            process=row.process.title, touchpoint=row.touchpoint.name
        )
        yield Finding(
            "row_without_interaction",
            message,
            f"row:{row.pk}",
            Level.BLOCKER,
            str(CLAUSE).format(clause="1.2, 5)"),
        )


def changes_note(agency: Agency, since: datetime | None) -> str:
    """Proposals accepted since the previous edition, one a line."""
    accepted = proposals_of(agency).filter(status=Status.ACCEPTED)
    if since is not None:
        accepted = accepted.filter(decided_at__gt=since)
    return "\n".join(
        f"№ {item.number}: {ACTION_TITLES[Action(item.action)]} – {item.reason}"
        for item in accepted.order_by("number")
    )


TOUCHPOINTS = RegisterKind(
    code=REGISTER,
    label=gettext_lazy("Перечень точек взаимодействия"),
    title="Перечень точек взаимодействия с внешним и внутренним клиентами",
    genitive="перечня точек взаимодействия с внешним и внутренним клиентами",
    columns=COLUMNS,
    rows=live_rows,
    findings=freezing_findings,
    note=changes_note,
    body=form_blocks,
    named_by=("process", "touchpoint"),
)
